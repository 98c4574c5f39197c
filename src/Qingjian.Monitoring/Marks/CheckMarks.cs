using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>Holds recent marks against the data again: what a mark covers often arrives only after it was made. A doubt found later takes no effect away;
/// it puts the mark before an officer.</summary>
internal sealed class CheckMarks(MonitoringDb db, OutletMarks outlets, Rulebook book, LiveSignals live) : IRecurring
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    public async Task Run(CancellationToken stop)
    {
        var (now, recent, before) = (db.Now, db.Now - Longest, db.Now - Again);
        var due = await db.Marks.Where(mark => (mark.State == MarkState.Standing || mark.State == MarkState.Waiting) && mark.ReviewedAt == null && mark.OrderId == "" && mark.ToAt > recent && mark.LookedAt < before)
            .OrderBy(mark => mark.LookedAt).Take(AtOnce).ToListAsync(stop);
        foreach (var mark in due)
        {
            if (await outlets.Find(mark.OutletId, null, BeijingTime.DayOf(mark.FromAt), stop) is not { } outlet) continue;
            var doubts = await outlets.Doubts(mark, outlet, stop);
            mark.LookedAt = now;
            var more = doubts.Where(doubt => mark.Doubts.All(known => known.Code != doubt.Code)).ToList();
            // What was pointed out stays pointed out, also when late data seem to heal it: an officer judges that.
            if (more.Count == 0)
            {
                db.Entry(mark).State = EntityState.Unchanged;
                await db.Marks.Where(each => each.Id == mark.Id).ExecuteUpdateAsync(set => set.SetProperty(each => each.LookedAt, now), stop);
                continue;
            }
            mark.Doubts = [.. mark.Doubts, .. more];
            mark.Doubtful = mark.Doubts.Any(doubt => doubt.Doubtful);
            await db.Commit(db.Begin(mark, "mark.doubt", $"标记“{mark.Name}” {mark.Span}发现疑点：{string.Join("；", more.Select(doubt => doubt.Say))}", null).Doubted(mark, more, now, outlet.Catalogue.Rule.Trust, book.TriggersOn(BeijingTime.DayOf(now))), stop);
            live.Raise("marks");
            live.Raise("inbox");
        }
    }
}
