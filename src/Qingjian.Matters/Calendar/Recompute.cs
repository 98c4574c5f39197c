using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Matters.Cases;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Deadlines;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Calendar;

/// <summary>Works every open deadline out again with another book, in the pending change of the act that brought it. The earlier day stays with the
/// deadline and on the time line of its owner.</summary>
internal sealed class Recompute(MattersDb db)
{
    public async Task<List<MovedDeadline>> All(Rulebook book, string because, CancellationToken stop) =>
        [.. await OfClocks(book, because, stop), .. await OfClues(book, because, stop)];

    // Deadlines of every division: the calendar is one for all, whoever loads it.
    private async Task<List<MovedDeadline>> OfClocks(Rulebook book, string because, CancellationToken stop)
    {
        var today = BeijingTime.DayOf(db.Now);
        var clocks = await db.Set<DeadlineInstance>().IgnoreQueryFilters().Where(c => c.DoneOn == null).OrderBy(c => c.OpenedAt).ToListAsync(stop);
        var ids = clocks.Select(c => c.OwnerId).Distinct().ToList();
        var owners = await db.Set<Case>().IgnoreQueryFilters().AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, Name = c.Number != "" ? c.Number : c.Title }).ToDictionaryAsync(c => c.Id, c => c.Name, stop);
        var moved = new List<MovedDeadline>();
        foreach (var clock in clocks)
        {
            var was = clock.Shown;
            Clocks.Recount(clock, book, today, because);
            if (clock.Shown == was) continue;
            db.Note(new Act($"{clock.OwnerType}.recount", clock.OwnerType, clock.OwnerId, $"{because}，“{clock.Name}”的期限由{was}重算为{clock.Shown}"));
            moved.Add(new(clock.OwnerType, clock.OwnerId, owners.GetValueOrDefault(clock.OwnerId, ""), clock.Name, was, clock.Shown));
        }
        return moved;
    }

    private async Task<List<MovedDeadline>> OfClues(Rulebook book, string because, CancellationToken stop)
    {
        var filing = new FilingClock(book);
        var moved = new List<MovedDeadline>();
        foreach (var clue in await db.Clues.IgnoreQueryFilters().Where(c => c.FilingDone == null && c.CaseId == null).OrderBy(c => c.RegisteredAt).ToListAsync(stop))
        {
            var answer = filing.Answer(clue.FilingFrom, clue.FilingExtendedOn);
            var (warn, due) = FilingClock.Days(answer);
            if (due == clue.FilingDue && warn == clue.FilingWarn) continue;
            var (was, now) = (Words(clue.FilingDue, clue.FilingWarn), Words(due, warn));
            (clue.FilingWarn, clue.FilingDue) = (warn, due);
            db.Note(new Act("clue.recount", "clue", clue.Id, $"{because}，立案期限由{was}重算为{now}"));
            moved.Add(new("clue", clue.Id, clue.Number, "立案", was, now));
        }
        return moved;

        static string Words(DateOnly? due, DateOnly? notBefore) => due is { } day ? BeijingTime.InChinese(day) : notBefore is { } earliest ? $"不早于{BeijingTime.InChinese(earliest)}（暂定）" : "不能确定";
    }
}
