using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Incineration;
using Qingjian.Monitoring.Marks;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>What hour means that came late, or were corrected, let come out differently after them: the accounts and the quarter of a furnace, and whether an outlet that
/// sent nothing for some days was connected then.</summary>
internal sealed class LaterDays(MonitoringDb db, FurnaceSpread furnaces, IStations stations, TimeProvider clock)
{
    /// <summary>What the changes touch themselves, and what follows from it.</summary>
    /// <param name="wanted">Hours and days that the changes touch.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="closed">Last day closed.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<List<JudgeDays.Wanted>> With(List<JudgeDays.Wanted> wanted, IReadOnlyList<ReadingChange> changes, DateOnly closed, CancellationToken stop)
    {
        var late = LateHours(changes);
        if (late.Count == 0) return wanted;
        var more = new List<JudgeDays.Wanted>();
        foreach (var (outlet, days) in await furnaces.After(late, BeijingTime.DayOf(clock.GetUtcNow()), stop))
            more.AddRange(days.Where(day => day.Value.Count > 0 || day.Key <= closed).Select(day => new JudgeDays.Wanted(outlet, day.Key, day.Value, day.Key <= closed)));
        more.AddRange(await Silent(late, closed, stop));
        return more.Count == 0 ? wanted : [.. wanted.Concat(more).GroupBy(each => (each.OutletId, each.Day))
            .Select(same => new JudgeDays.Wanted(same.Key.OutletId, same.Key.Day, [.. same.SelectMany(each => each.Hours).Distinct()], same.Any(each => each.WholeDay)))];
    }

    // After an hour that comes as it ends nothing is judged yet.
    private Dictionary<string, SortedSet<DateTime>> LateHours(IReadOnlyList<ReadingChange> changes)
    {
        var now = BeijingTime.ClockOf(clock.GetUtcNow());
        var newest = now.Date.AddHours(now.Hour - 1);
        var late = new Dictionary<string, SortedSet<DateTime>>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (change.Kind != PeriodKind.Hour || BeijingTime.ClockOf(change.Time) is var at && at >= newest || stations.Find(change.Mn) is not { } station) continue;
            foreach (var binding in station.Bindings.Where(binding => binding.Holds(DateOnly.FromDateTime(at))))
                (late.TryGetValue(binding.OutletId, out var hours) ? hours : late[binding.OutletId] = []).Add(at.Date.AddHours(at.Hour));
        }
        return late;
    }

    // A day without any value has gaps to be marked where the outlet sent something in the days before it.
    private async Task<List<JudgeDays.Wanted>> Silent(Dictionary<string, SortedSet<DateTime>> late, DateOnly closed, CancellationToken stop)
    {
        var silent = new List<JudgeDays.Wanted>();
        foreach (var (outlet, hours) in late)
        {
            var days = hours.Select(DateOnly.FromDateTime).Distinct().SelectMany(day => Enumerable.Range(1, JudgeMarking.ConnectedDays).Select(day.AddDays)).Where(day => day <= closed).Distinct().Order().ToList();
            if (days.Count == 0) continue;
            var (from, until) = (days[0].ToDateTime(TimeOnly.MinValue), days[^1].ToDateTime(new TimeOnly(23, 0)));
            var judged = await new JudgedRows(db).Read(LimitPeriod.Hour, [outlet], JudgedRow.SlotOf(LimitPeriod.Hour, from), JudgedRow.SlotOf(LimitPeriod.Hour, until), stop);
            var sent = judged.Values.Select(row => DateOnly.FromDateTime(row.Start)).ToHashSet();
            silent.AddRange(days.Where(day => !sent.Contains(day)).Select(day => new JudgeDays.Wanted(outlet, day, [], true)));
        }
        return silent;
    }
}
