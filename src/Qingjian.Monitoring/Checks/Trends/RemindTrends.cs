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

namespace Qingjian.Monitoring.Checks.Trends;

/// <summary>苗头性问题提醒: each hour, once its values had time to come, looks for trends towards a limit and tells the enterprise, once a day for each.</summary>
internal sealed class RemindTrends(MonitoringDb db, GatherSeries gather, ISources sources, Rulebook book, LiveSignals live, TimeProvider clock) : IRecurring
{
    /// <summary>Last hour looked at, in hours since 1970 UTC.</summary>
    public const string LookedHour = "trend-hour";

    private const int LookBackDays = 2;
    private static readonly TimeSpan AfterTheHour = TimeSpan.FromMinutes(12);

    public async Task Run(CancellationToken stop)
    {
        var hour = (clock.GetUtcNow() - AfterTheHour).ToUnixTimeSeconds() / 3600;
        if ((await db.States.AsNoTracking().FirstOrDefaultAsync(state => state.Key == LookedHour, stop))?.Value == hour) return;
        await Look(BeijingTime.ClockOf(DateTimeOffset.FromUnixTimeSeconds(hour * 3600)), null, stop);
        // Moving a position alone is no act of anybody: plain SQL, without a line in the trail.
        await db.Database.ExecuteSqlAsync($"INSERT INTO monitoring_judgement_state (key, value) VALUES ({LookedHour}, {hour}) ON CONFLICT (key) DO UPDATE SET value = excluded.value", stop);
    }

    /// <summary>Looks at all outlets, or one, as they stood at a full hour (Beijing clock).</summary>
    internal async Task Look(DateTime now, string? only, CancellationToken stop)
    {
        var day = DateOnly.FromDateTime(now.AddTicks(-1));
        if (book.TrendsOn(day) is not { } rule) return;
        var duties = await sources.AllDuties(day, stop);
        var stops = (await CheckHours.StopsOf(db, [.. duties.Keys], now, stop)).ToLookup(mark => mark.OutletId);
        var told = (await db.Reminders.AsNoTracking().Where(reminder => reminder.Day == day).Select(reminder => new { reminder.OutletId, reminder.Factor, reminder.Kind }).ToListAsync(stop))
            .Select(reminder => (reminder.OutletId, reminder.Factor, reminder.Kind)).ToHashSet();
        foreach (var (id, duty) in duties)
        {
            if ((only is not null && id != only) || OutletLaw.Of(book, duty) is not { } law) continue;
            var gathered = gather.Of(duty, now, now, [.. stops[id]], LookBackDays);
            foreach (var series in gathered.Factors)
            {
                var (hourly, daily) = (Bound(law, series.Factor, LimitPeriod.Hour), Bound(law, series.Factor, LimitPeriod.Day));
                if (hourly is null && daily is null) continue;
                var hours = series.Hours.Where(hour => hour.Value is not null).Select(hour => (hour.Start, hour.Value!.Value)).ToList();
                foreach (var trend in Judgement.Trends.In(hours, now, hourly?.Range.High, daily?.Range.High, rule))
                    if (told.Add((id, series.Factor, trend.Kind))) await Tell(duty, series.Factor, trend, (trend.Kind == TrendKind.Rising ? hourly : daily)!, day, rule, stop);
            }
        }
    }

    private async Task Tell(OutletDuties duty, string factor, Trend trend, Limit limit, DateOnly day, TrendRule rule, CancellationToken stop)
    {
        var (outlet, name) = (duty.Outlet, GatherSeries.NameOf(factor));
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
            .Tell(new TrendReminded(reminder.Id, outlet.Id, outlet.EnterpriseId, outlet.Division, factor, name, summary, reminder.At)), stop);
        db.ChangeTracker.Clear();
        live.Raise("reminders");
        live.Raise("inbox");
    }

    // A range (pH) has no side to rise to.
    private static Limit? Bound(OutletLaw law, string factor, LimitPeriod period) =>
        law.Rules.Limits.For(factor, period).Where(limit => limit is { ManualOnly: false, IsBinding: true, Range.Low: null }).MinBy(limit => limit.Range.High);
}
