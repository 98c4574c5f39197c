using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Law;
using Qingjian.Matters.Numbers;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>Puts a clue on the register: number, thread, filing clock, time line; one transaction.</summary>
internal sealed class EnterClue(MattersDb db, IOfficers officers, MattersLaw law, FilingClock clock, LiveSignals live)
{
    public async Task<Clue> Enter(NewClue what, CancellationToken stop)
    {
        var now = db.Now;
        var bureau = await officers.OrganisationFor(what.Division, OrganisationKind.Bureau, stop);
        var foundOn = BeijingTime.DayOf(what.FoundAt);
        var filing = clock.Start(foundOn);
        var id = NewId.Make();
        var thread = await ThreadOf(what.OutletId, stop) ?? id;

        await using var numbering = await Numbering.Begin(db, stop);
        var series = bureau?.Division ?? what.Division;
        var year = BeijingTime.DayOf(now).Year;
        var ordinal = await numbering.Next("clue", series, year, stop);
        var clue = new Clue
        {
            Id = id,
            Number = $"{bureau?.DocumentPrefix ?? series}线索〔{year}〕{ordinal}号",
            ThreadId = thread,
            SourceCode = what.SourceCode,
            SourceSubcode = what.SourceSubcode,
            OrderId = what.OrderId,
            OrderNumber = what.OrderNumber,
            VerdictIds = [.. what.VerdictIds],
            FoundAt = what.FoundAt,
            RegisteredAt = now,
            RegisteredBy = db.Caller.PersonId,
            RegisteredByName = db.Caller.Name,
            HandlerId = bureau?.Id,
            HandlerName = bureau?.Name,
            EnterpriseId = what.EnterpriseId,
            OutletId = what.OutletId,
            OutletName = what.OutletName,
            Target = what.Target,
            Division = what.Division,
            Place = what.Place,
            Element = what.Element,
            Content = what.Content,
            FactorCode = what.FactorCode,
            FactFrom = what.FactFrom,
            FactTo = what.FactTo,
            FactValue = what.FactValue,
            FactLimit = what.FactLimit,
            FileIds = [.. what.FileIds],
            FilingFrom = foundOn,
            FilingWarn = filing.Warn,
            FilingDue = filing.Due,
        };
        db.Clues.Add(clue);
        var words = law.Sources(foundOn).Words(what.SourceCode, what.SourceSubcode);
        var title = thread == id ? $"登记线索 {clue.Number}，来源：{words}" : $"登记线索 {clue.Number}，来源：{words}；并入同一排放口的线索串";
        await db.CommitStep(new Act("clue.register", "clue", clue.Id, title), null, clue.State, stop);
        await numbering.Keep(stop);
        live.Raise("clues");
        live.Raise("inbox");
        return clue;
    }

    // Clues on one outlet that are open together belong to one matter.
    private async Task<string?> ThreadOf(string? outletId, CancellationToken stop) => outletId is null ? null
        : await db.Clues.Where(c => c.OutletId == outletId && CluePath.Open.Contains(c.State)).OrderBy(c => c.RegisteredAt).Select(c => c.ThreadId).FirstOrDefaultAsync(stop);
}
