using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Checks.Trends;

/// <summary>苗头性问题提醒: when the newest hour of an outlet has come, looks for trends towards a limit and tells the enterprise, once a day for each.
/// The position in the list of changes is kept, so that an hour that comes while the house sleeps is looked at after it.</summary>
internal sealed class RemindTrends(MonitoringDb db, GatherSeries gather, ISources sources, IReadings readings, IStations stations, Rulebook book, LiveSignals live, TimeProvider clock) : IRecurring
{
    /// <summary>How often arrived hours are looked at.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>Position in the list of changes.</summary>
    public const string Cursor = "trend-cursor";

    private const int LookBackDays = 2;
    private const int ChangesAtOnce = 20_000;

    public async Task Run(CancellationToken stop)
    {
        var now = BeijingTime.ClockOf(clock.GetUtcNow());
        var full = now.Date.AddHours(now.Hour);
        var known = (await db.States.AsNoTracking().FirstOrDefaultAsync(state => state.Key == Cursor, stop))?.Value ?? 0;
        var (arrived, cursor) = Arrived(known, full.AddHours(-1));
        if (cursor == known) return;
        if (arrived.Count > 0) await Look(full, arrived, stop);
        await db.MoveTo(Cursor, cursor, stop);
    }

    // Only the hour that has just ended: what comes later is history, and judging speaks of it.
    private (HashSet<string> Outlets, long Cursor) Arrived(long cursor, DateTime hour)
    {
        var outlets = new HashSet<string>(StringComparer.Ordinal);
        while (readings.Changes(cursor, ChangesAtOnce) is { Count: > 0 } changes)
        {
            foreach (var change in changes)
            {
                if (change.Kind != PeriodKind.Hour || BeijingTime.ClockOf(change.Time) != hour || stations.Find(change.Mn) is not { } station) continue;
                outlets.UnionWith(station.Bindings.Where(binding => binding.Holds(DateOnly.FromDateTime(hour))).Select(binding => binding.OutletId));
            }
            cursor = changes[^1].Position;
        }
        return (outlets, cursor);
    }

    /// <summary>Looks at outlets as they stood at a full hour (Beijing clock).</summary>
    internal async Task Look(DateTime now, IReadOnlyCollection<string> outlets, CancellationToken stop)
    {
        var day = DateOnly.FromDateTime(now.AddTicks(-1));
        if (book.TrendsOn(day) is not { } rule) return;
        var duties = await sources.AllDuties(day, stop);
        var stops = (await CheckHours.StopsOf(db, outlets, now, stop)).ToLookup(mark => mark.OutletId);
        var told = (await db.Reminders.AsNoTracking().Where(reminder => reminder.Day == day).Select(reminder => new { reminder.OutletId, reminder.Factor, reminder.Kind }).ToListAsync(stop))
            .Select(reminder => (reminder.OutletId, reminder.Factor, reminder.Kind)).ToHashSet();
        foreach (var id in outlets)
        {
            if (!duties.TryGetValue(id, out var duty) || OutletLaw.Of(book, duty) is not { } law) continue;
            var gathered = gather.Of(duty, now, now, [.. stops[id]], LookBackDays);
            foreach (var series in gathered.Factors)
            {
                var (hourly, daily) = (Bound(law, series.Factor, LimitPeriod.Hour), Bound(law, series.Factor, LimitPeriod.Day));
                if (hourly is null && daily is null) continue;
                var hours = series.Hours.Where(hour => hour.Value is not null).Select(hour => (hour.Start, hour.Value!.Value)).ToList();
                foreach (var trend in Judgement.Trends.In(hours, now, hourly?.Range.High, daily?.Range.High, rule))
                    if (told.Add((id, series.Factor, trend.Kind))) await Tell(duty, series.Factor, trend, (trend.Kind == TrendKind.Rising ? hourly : daily)!, now, rule, stop);
            }
        }
    }

    private async Task Tell(OutletDuties duty, string factor, Trend trend, Limit limit, DateTime now, TrendRule rule, CancellationToken stop)
    {
        var (outlet, name, day) = (duty.Outlet, GatherSeries.NameOf(factor), DateOnly.FromDateTime(now.AddTicks(-1)));
        var reminder = new TrendReminder
        {
            Id = NewId.Make(),
            Kind = trend.Kind,
            EnterpriseId = outlet.EnterpriseId,
            EnterpriseName = outlet.EnterpriseName,
            Division = outlet.Division,
            OutletId = outlet.Id,
            OutletName = $"{outlet.Code} {outlet.Name}",
            Factor = factor,
            FactorName = name,
            Day = day,
            At = db.Now,
            Value = Math.Round(trend.Value, 4),
            Expected = Math.Round(trend.Expected, 4),
            Limit = trend.Limit,
            LimitName = limit.Name,
            Unit = limit.Unit,
            HoursLeft = trend.HoursLeft,
            Say = trend.Say,
            RuleDigest = rule.Rule.Digest,
        };
        db.Reminders.Add(reminder);
        var summary = $"{outlet.EnterpriseName}{outlet.Name}{name}{trend.Say}（{limit.Name}）。请及时检查，避免超标。";
        await db.Commit(new Act("trend.remind", "reminder", reminder.Id, $"苗头提醒 {outlet.EnterpriseName} {outlet.Code} {name}")
            .Enter("case.step", new { reminder.Id, reminder.OutletId, reminder.Factor, kind = reminder.Kind, reminder.Day, reminder.At, reminder.Value, reminder.Expected, reminder.Limit, rule = reminder.RuleDigest })
            .Tell(new TrendReminded(reminder.Id, outlet.Id, outlet.EnterpriseId, outlet.Division, factor, name, summary, reminder.At))
            .Tell(Warning(reminder, limit, now, summary, rule)), stop);
        db.ChangeTracker.Clear();
        live.Raise("reminders");
        live.Raise("inbox");
    }

    // The supervision rules say what a trend leads to: a warning on the desk and among the orders, closed by itself.
    private static SupervisionEvent Warning(TrendReminder reminder, Limit limit, DateTime now, string summary, TrendRule rule) =>
        new($"trend-{reminder.Id}", "trend", reminder.OutletId, reminder.Factor, reminder.FactorName, BeijingTime.InstantOf(now.AddHours(-1)), BeijingTime.InstantOf(now), summary, "blue", rule.Rule.Trust.Word())
        {
            Value = reminder.Value,
            Limit = limit.Text,
            LimitName = reminder.LimitName,
            Unit = reminder.Unit,
        };

    // A range (pH) has no side to rise to.
    private static Limit? Bound(OutletLaw law, string factor, LimitPeriod period) =>
        law.Rules.Limits.For(factor, period).Where(limit => limit is { ManualOnly: false, IsBinding: true, Range.Low: null }).MinBy(limit => limit.Range.High);
}
