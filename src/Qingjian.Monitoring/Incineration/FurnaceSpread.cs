using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Marks;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Incineration;

/// <summary>How far a mark of a furnace, or an hour that came late, reaches: accounts are used in order of time, so that hours of the rest of the year may come out
/// differently, and every later day of its quarter counts the hours without data (articles 10 to 12).</summary>
internal sealed class FurnaceSpread(MonitoringDb db, ISources sources, JudgeFurnace furnaces, FurnaceYears years)
{
    /// <summary>Days to judge anew with the hours of each that differ; empty for an outlet without furnace.</summary>
    /// <param name="markId">A mark that began or ceased to hold.</param>
    /// <param name="last">Last day that was judged.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyDictionary<DateOnly, HashSet<int>>> Of(string markId, DateOnly last, CancellationToken stop)
    {
        var days = new SortedDictionary<DateOnly, HashSet<int>>();
        if (await db.Marks.AsNoTracking().FirstOrDefaultAsync(mark => mark.Id == markId, stop) is not { } mark) return days;
        var first = BeijingTime.DayOf(mark.FromAt);
        if (await sources.DutiesOf(mark.OutletId, first, stop) is not { } duties || furnaces.RuleOf(duties) is not var (catalogue, rule)) return days;
        for (var year = first.Year; year <= BeijingTime.DayOf(mark.ToAt.AddTicks(-1)).Year; year++)
        {
            var end = last.Year > year ? new(year, 12, 31) : last;
            if (end.Year == year) foreach (var hour in await Differing(mark, catalogue, rule, end, stop)) Add(days, hour, end);
        }
        return days;
    }

    /// <summary>Days to judge anew, with the hours of each that may differ, after hours that came late or were corrected: by outlet, those with a furnace only.</summary>
    /// <param name="late">Hours by outlet, Beijing clock.</param>
    /// <param name="last">Last day that was judged.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<DateOnly, HashSet<int>>>> After(IReadOnlyDictionary<string, SortedSet<DateTime>> late, DateOnly last, CancellationToken stop)
    {
        var found = new Dictionary<string, IReadOnlyDictionary<DateOnly, HashSet<int>>>(StringComparer.Ordinal);
        foreach (var outlets in late.GroupBy(each => DateOnly.FromDateTime(each.Value.Min)))
        {
            var all = await sources.DutiesOf([.. outlets.Select(each => each.Key)], outlets.Key, stop);
            foreach (var (outlet, hours) in outlets)
            {
                if (!all.TryGetValue(outlet, out var duties) || furnaces.RuleOf(duties) is not var (catalogue, rule)) continue;
                var days = new SortedDictionary<DateOnly, HashSet<int>>();
                foreach (var year in hours.GroupBy(hour => hour.Year))
                {
                    var end = last.Year > year.Key ? new(year.Key, 12, 31) : last;
                    foreach (var day in year.Select(DateOnly.FromDateTime).Distinct()) AddDays(days, day, end);
                    foreach (var hour in await Dependent(outlet, [.. year], catalogue, rule, end, stop)) Add(days, hour, end);
                }
                found[outlet] = days;
            }
        }
        return found;
    }

    // Whether an hour uses an account hangs on its dust; then every marked hour after it may find the account fuller or emptier.
    private async Task<List<DateTime>> Dependent(string outlet, List<DateTime> changed, MarkCatalogue catalogue, IncinerationRule rule, DateOnly end, CancellationToken stop)
    {
        if (!rule.Accounts.Any(account => account.ParticulateThrough is not null)) return [];
        var marked = (await years.Of(outlet, catalogue, rule, end, stop)).Hours.Values.Where(hour => hour.Kind != FurnaceHourKind.Stopped).Select(hour => hour.Start).ToList();
        var first = marked.Find(changed.Contains);
        return first == default ? [] : marked.FindAll(hour => hour > first);
    }

    private async Task<List<DateTime>> Differing(Mark mark, MarkCatalogue catalogue, IncinerationRule rule, DateOnly end, CancellationToken stop)
    {
        var (from, to) = (BeijingTime.StartOf(new(end.Year, 1, 1)), BeijingTime.StartOf(end.AddDays(1)));
        var near = await db.Marks.AsNoTracking().Where(each => each.OutletId == mark.OutletId && each.FromAt < to && each.ToAt > from).ToListAsync(stop);
        var now = near.FindAll(each => each.State == MarkState.Standing);
        // A change ends one mark and begins another at once: before it the earlier stood alone.
        var before = mark.State == MarkState.Standing
            ? now.FindAll(each => each.Id != mark.Id).Concat(near.FindAll(each => each.Id == mark.Replaces && each.State == MarkState.Replaced))
            : now.FindAll(each => each.Replaces != mark.Id).Append(mark);
        var (was, shall) = (years.Of(mark.OutletId, before, catalogue, rule, end).Hours, years.Of(mark.OutletId, now, catalogue, rule, end).Hours);
        return [.. was.Keys.Union(shall.Keys).Where(hour => was.GetValueOrDefault(hour) != shall.GetValueOrDefault(hour)).Order()];
    }

    private static void Add(SortedDictionary<DateOnly, HashSet<int>> days, DateTime hour, DateOnly last)
    {
        var day = DateOnly.FromDateTime(hour);
        AddDays(days, day, last);
        if (days.TryGetValue(day, out var hours)) hours.Add(hour.Hour);
    }

    // The day and the later ones of its quarter; where one is there already, those after it are too.
    private static void AddDays(SortedDictionary<DateOnly, HashSet<int>> days, DateOnly day, DateOnly last)
    {
        var quarterEnd = CaptureRate.QuarterOf(day.ToDateTime(TimeOnly.MinValue)).AddMonths(3).AddDays(-1);
        for (var each = day; each <= (quarterEnd < last ? quarterEnd : last) && (each == day || !days.ContainsKey(each)); each = each.AddDays(1)) days.TryAdd(each, []);
    }
}
