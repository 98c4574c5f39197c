using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Incineration;
using Qingjian.Monitoring.Marks;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Judges stretches of hours, and the days they belong to once those are over.</summary>
internal sealed class JudgeDays(MonitoringDb db, Rulebook book, ISources sources, GatherHours gather, LayMarks lay, JudgeFurnace furnaces, JudgeMarking marking)
{
    /// <summary>What is to be judged of one outlet and day.</summary>
    /// <param name="OutletId">Outlet.</param>
    /// <param name="Day">Beijing day.</param>
    /// <param name="Hours">Hours to judge (0 to 23); none judges the day only.</param>
    /// <param name="WholeDay">Also the day mean.</param>
    public sealed record Wanted(string OutletId, DateOnly Day, IReadOnlyCollection<int> Hours, bool WholeDay);

    public async Task<List<JudgedNow>> Judge(IReadOnlyCollection<Wanted> wanted, CancellationToken stop)
    {
        var judged = new List<JudgedNow>();
        foreach (var day in wanted.GroupBy(each => each.Day).OrderBy(group => group.Key))
        {
            var outlets = day.Select(each => each.OutletId).Distinct().ToList();
            var duties = await sources.DutiesOf(outlets, day.Key, stop);
            var decided = await DecisionsOf(outlets, day.Key, stop);
            var whole = JudgedRow.SlotOf(LimitPeriod.Day, day.Key.ToDateTime(TimeOnly.MinValue));
            // Most of what arrives belongs to a day that goes on: then none of these is asked for.
            var closed = day.Where(each => each.WholeDay).Select(each => each.OutletId).Distinct().ToList();
            var first = JudgedRow.SlotOf(LimitPeriod.Hour, day.Key.ToDateTime(TimeOnly.MinValue));
            var known = closed.Count == 0 ? [] : await new JudgedRows(db).Read(LimitPeriod.Hour, closed, first, first + 23, stop);
            var stored = closed.Count == 0 ? [] : await new JudgedRows(db).Read(LimitPeriod.Day, closed, whole, whole, stop);
            var marked = closed.Count == 0 ? null : await marking.Over(closed, day.Key, stop);
            foreach (var each in day)
            {
                if (!duties.TryGetValue(each.OutletId, out var duty) || duty.Outlet.Closed || OutletLaw.Of(book, duty) is not { } law) continue;
                if (each.Hours.Count > 0)
                    judged.AddRange(JudgeOutlet.Hours(law, gather.Of(law, each.Hours.Min(), each.Hours.Max() + 1, decided(each.OutletId))).Where(row => each.Hours.Contains(row.Row.Start.Hour)));
                if (!each.WholeDay) continue;
                // The valid minutes of an hour are those its own verdict was judged with.
                var fresh = judged.Where(row => ReferenceEquals(row.Law, law)).Select(row => row.Row)
                    .Concat(known.Values.Where(row => row.OutletId == each.OutletId)).DistinctBy(row => row.Start).ToDictionary(row => row.Start);
                var hours = gather.Of(law, 0, 24, decided(each.OutletId), (factor, hour) => MinutesOf(fresh, factor, hour));
                if (JudgeOutlet.Day(law, hours, stored.ContainsKey((each.OutletId, whole)), [.. await furnaces.Of(law, stop), .. marked!(law, hours)]) is { } row) judged.Add(row);
            }
        }
        return judged;
    }

    /// <summary>What people decided about a day, by outlet.</summary>
    public Task<Func<string, Decisions>> DecisionsOf(IReadOnlyCollection<string> outlets, DateOnly day, CancellationToken stop) => DecisionsOf(outlets, day, book, day, stop);

    /// <summary>The same, marks laid by the rules of another book as they stand on another day.</summary>
    public async Task<Func<string, Decisions>> DecisionsOf(IReadOnlyCollection<string> outlets, DateOnly day, Rulebook by, DateOnly rulesOf, CancellationToken stop)
    {
        var (from, to) = (BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1)));
        var marks = await lay.Over(outlets, day, by, rulesOf, stop);
        var reviews = (await db.Reviews.AsNoTracking().Where(review => outlets.Contains(review.OutletId) && review.StartAt >= from && review.StartAt < to)
            .OrderByDescending(review => review.Position).ToListAsync(stop)).DistinctBy(review => (review.OutletId, review.Factor, review.StartAt)).ToLookup(review => review.OutletId);
        return outlet => new(marks.GetValueOrDefault(outlet) ?? LaidMarks.None, [.. reviews[outlet]]);
    }

    /// <summary>Every decision about the hours of one factor and day, those that were replaced too.</summary>
    public async Task<List<HourReview>> AllReviews(string outletId, string factor, DateOnly day, CancellationToken stop)
    {
        var (from, to) = (BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1)));
        return await db.Reviews.AsNoTracking().Where(review => review.OutletId == outletId && review.Factor == factor && review.StartAt >= from && review.StartAt < to).ToListAsync(stop);
    }

    /// <summary>Valid minutes kept in a row.</summary>
    public static (bool Known, int? Minutes) MinutesOf(IReadOnlyDictionary<DateTime, JudgedRow> rows, string factor, DateTime hour)
    {
        if (!rows.TryGetValue(hour, out var row)) return (false, null);
        foreach (var each in row.Factors)
            if (each.Factor == factor) return (true, each.Count);
        return (false, null);
    }
}
