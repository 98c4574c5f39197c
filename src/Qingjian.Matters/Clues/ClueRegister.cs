using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Matters.Law;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>案件线索登记表 (DOC01): made once, when the initial review has ended, under the clue's own number.</summary>
internal sealed class ClueRegister(MattersDb db, PublicSite site, MattersLaw law, FilingClock filing, IOfficers officers)
{
    /// <summary>Adds the paper to the pending change of the act.</summary>
    public async Task Make(Clue clue, string handling, Act act, CancellationToken stop)
    {
        var agency = await Agencies.For(officers, clue.Division, stop);
        var source = law.Sources(BeijingTime.DayOf(clue.RegisteredAt)).Words(clue.SourceCode, clue.SourceSubcode);
        // A day of a provisional calendar year is never printed.
        var due = clue.FilingDue is { } day && !filing.Answer(clue.FilingFrom, clue.FilingExtendedOn).IsProvisional() ? $"立案决定不迟于{BeijingTime.InChinese(day)}" : "待工作日历发布后确定";
        await using var papers = new PaperDesk(db, site);
        await papers.Issue(new PaperDraft("clue", clue.Id, clue.Division, agency, "DOC01",
            _ => FieldPapers.ClueRegister(clue, source, clue.HandlerName ?? agency.Name, due, handling, db.Caller.Name, BeijingTime.DayOf(db.Now)), Number: clue.Number), act, stop);
    }
}
