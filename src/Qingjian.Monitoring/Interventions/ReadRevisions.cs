using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Checks;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Interventions;

/// <summary>Hours for which a logger sent another value or flag than before, from the revisions that the readings keep.</summary>
internal sealed class ReadRevisions(MonitoringDb db, IReadings readings, VisibleStations stations)
{
    /// <summary>How far back data may lie that are corrected.</summary>
    private const int OldestDays = 62;
    private const int FactorsSaid = 4;

    public async Task<List<Intervention>> Of(InterventionPeriod period, CancellationToken stop)
    {
        var old = readings.RevisedIn(PeriodKind.Hour, period.From.AddDays(-OldestDays), period.Until);
        if (old.Count == 0) return [];
        var (first, last) = (old.Min(reading => reading.Time), old.Max(reading => reading.Time));
        var passed = (await db.Verdicts.AsNoTracking().Where(v => v.Period == LimitPeriod.Hour && v.StartAt >= first && v.StartAt <= last && v.SupersededAt != null
            && (v.Outcome == VerdictOutcome.Exceeded || v.Outcome == VerdictOutcome.Warning)).Select(v => new { v.OutletId, v.Factor, v.StartAt }).ToListAsync(stop)).Select(v => (v.OutletId, v.Factor, v.StartAt)).ToHashSet();
        var found = new List<Intervention>();
        foreach (var hour in old.GroupBy(reading => (reading.Mn, reading.Time)))
        {
            if (stations.OfMn(hour.Key.Mn) is not { } station) continue;
            List<Reading> states = [.. hour, .. readings.Of(hour.Key.Mn, PeriodKind.Hour, hour.Key.Time, hour.Key.Time.AddHours(1))];
            for (var at = 1; at < states.Count; at++)
                if (Changed(station, states[at - 1], states[at], period, passed) is { } trace) found.Add(trace);
        }
        return found;
    }

    private static Intervention? Changed(Registry.Contract.Station station, Reading before, Reading after, InterventionPeriod period, HashSet<(string, string, DateTimeOffset)> passed)
    {
        var pairs = before.Factors.Select(old => (Old: old, New: after.Find(old.Code))).Where(pair => pair.New is not null && (Value(pair.Old) != Value(pair.New) || pair.Old.Flag != pair.New.Flag)).ToList();
        if (pairs.Count == 0) return null;
        var at = pairs.Max(pair => pair.New!.ReceivedAt);
        if (at < period.From || at >= period.Until) return null;
        var binding = station.OutletOf(pairs[0].Old.Code, BeijingTime.DayOf(before.Time));
        var flagOnly = pairs.All(pair => Value(pair.Old) == Value(pair.New!));
        var hid = binding is not null && pairs.Any(pair => passed.Contains((binding.OutletId, pair.Old.Code, before.Time.ToUniversalTime())));
        var lower = pairs.Any(pair => Value(pair.New!) < Value(pair.Old) || (pair.Old.Flag == 'N' && pair.New!.Flag != 'N'));
        return new(
            $"revision-{station.Mn}-{before.Time:yyyyMMddHH}-{after.Revision}-{at.ToUnixTimeMilliseconds()}", at, flagOnly ? InterventionKind.Flag : InterventionKind.Revision, hid ? InterventionRisk.High : lower ? InterventionRisk.Medium : InterventionRisk.Low,
            $"数采仪{station.Mn}", "自动上传", station.EnterpriseId, station.EnterpriseName, station.Division, binding?.OutletId, binding is null ? null : $"{binding.OutletCode} {binding.OutletName}",
            before.Time, before.Time.AddHours(1), $"{InterventionWords.Clock(before.Time)}小时值重新上传，{pairs.Count}个因子与先前不同", "数采仪重新上传，没有附理由", Say(pairs.Select(pair => pair.Old)), Say(pairs.Select(pair => pair.New!)), "monitor", station.MonitorId,
            binding is null ? null : $"/readings?outlet={binding.OutletId}");
    }

    private static decimal? Value(FactorReading factor) => factor.Converted ?? factor.Value;

    private static string Say(IEnumerable<FactorReading> factors)
    {
        var all = factors.ToList();
        return string.Join("；", all.Take(FactorsSaid).Select(factor => $"{GatherSeries.NameOf(factor.Code)} {(Value(factor) is { } value ? FormattableString.Invariant($"{value}") : "缺")}（{factor.Flag}）")) + (all.Count > FactorsSaid ? "……" : "");
    }
}
