using Microsoft.EntityFrameworkCore;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>An officer cannot be in two places at once: records of the same officer may not overlap.</summary>
internal static class OnePlaceAtATime
{
    /// <summary>A refusal when one of the two has begun a record elsewhere and not ended it.</summary>
    public static async Task<Refusal?> Unfinished(MattersDb db, string lead, string second, CancellationToken stop)
    {
        var open = await Of(db, lead, second).Where(r => r.State == InspectionState.Draft && r.EndedAt == null).FirstOrDefaultAsync(stop);
        return open is null ? null : Refusal.Of("officer-still-elsewhere", $"{Whose(open, lead, second)}还在另一处现场（{open.Target}，笔录 {open.Number} 尚未结束），请先结束那次检查。");
    }

    /// <summary>A refusal when one of the two has another record that overlaps [from, to).</summary>
    public static async Task<Refusal?> Overlap(MattersDb db, string recordId, string lead, string second, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        var other = await Of(db, lead, second).Where(r => r.Id != recordId && r.State != InspectionState.Discarded)
            .Where(r => r.StartedAt < to && (r.EndedAt == null ? r.StartedAt >= from : r.EndedAt > from)).OrderBy(r => r.StartedAt).FirstOrDefaultAsync(stop);
        return other is null ? null
            : Refusal.Of("officer-in-two-places", $"{Whose(other, lead, second)}在这段时间还出现在另一份笔录里（{other.Number}，{BeijingTime.ClockOf(other.StartedAt):MM-dd HH:mm} 起，{other.Target}）。同一人不能同时在两处，请核对起止时间。");
    }

    // Beyond one's own area too: the officer is one person.
    private static IQueryable<Inspection> Of(MattersDb db, string lead, string second) => db.Inspections.IgnoreQueryFilters().AsNoTracking()
        .Where(r => r.LeadPersonId == lead || r.SecondPersonId == lead || r.LeadPersonId == second || r.SecondPersonId == second);

    private static string Whose(Inspection other, string lead, string second) =>
        string.Join("、", other.Crew.Where(c => c.PersonId == lead || c.PersonId == second).Select(c => c.Name));
}
