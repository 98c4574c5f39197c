using System.Collections.Concurrent;
using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Platform.Schedule;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Checks;

/// <summary>What was counted on each line when its last hour was checked.</summary>
internal sealed class LineCounts
{
    /// <summary>Sums since the line was first heard.</summary>
    internal sealed record Sums(DateTimeOffset At, long Packets, long Crc, long Password, long Time, long System, long Code);

    private readonly ConcurrentDictionary<string, Sums> before = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the present sums and answers those of the hour before; null when this is the first look.</summary>
    public Sums? Take(string mn, Sums now)
    {
        var known = before.TryGetValue(mn, out var found) ? found : null;
        before[mn] = now;
        return known;
    }

    /// <summary>When a line was looked at last.</summary>
    public DateTimeOffset? Last(string mn) => before.TryGetValue(mn, out var found) ? found.At : null;
}

/// <summary>联网核查: each hour every line is checked: wrong CRC and passwords, clock, addresses, silence, labels.</summary>
internal sealed class CheckLines(KeepFindings keep, ISources sources, IReadings readings, IStations stations, LinkBoard links, LineCounts counts, Rulebook book, TimeProvider clock) : IRecurring
{
    private const int HoursOfLabels = 8;

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var hour = BeijingTime.ClockOf(now);
        hour = hour.Date.AddHours(hour.Hour - 1);
        if (book.PatternsOn(DateOnly.FromDateTime(hour)) is not { } rule) return;
        var silence = book.SupervisionOn(DateOnly.FromDateTime(hour));
        foreach (var station in stations.All.Where(station => station.State == MonitorState.Active))
        {
            if (links.Find(station.Mn) is not { } link || BeijingTime.ClockOf(counts.Last(station.Mn) ?? DateTimeOffset.MinValue.AddDays(1)) >= hour.AddHours(1)) continue;
            var view = link.Look(station, now);
            var sums = SumsOf(view, now);
            if (counts.Take(station.Mn, sums) is not { } before) continue;
            var hits = LineFaults.In(Hour(station, view, sums, before, silence, hour, now), rule);
            if (hits.Count == 0 || station.Bindings.FirstOrDefault(binding => binding.Record && binding.Holds(BeijingTime.DayOf(now))) is not { } binding || await sources.Outlet(binding.OutletId, stop) is not { } outlet) continue;
            await keep.Keep(outlet, hits, rule, null, hour.AddHours(1), _ => false, stop);
        }
    }

    private LineHour Hour(Station station, LinkView view, LineCounts.Sums now, LineCounts.Sums before, SupervisionRule? rule, DateTime hour, DateTimeOffset at)
    {
        var sent = readings.Of(station.Mn, PeriodKind.Hour, at.AddHours(-HoursOfLabels - 1), at.AddHours(1)).Where(reading => reading.Factors.Any(factor => !factor.Late)).ToList();
        return new LineHour(hour)
        {
            Packets = now.Packets - before.Packets + (now.Crc - before.Crc),
            CrcWrong = now.Crc - before.Crc,
            PasswordWrong = now.Password - before.Password,
            OutsideTime = now.Time - before.Time,
            SystemMismatch = now.System - before.System,
            CodeUnknown = now.Code - before.Code,
            ClockSeconds = (decimal?)view.ClockDifference?.TotalSeconds,
            TwoAddresses = view.ClonedAt >= before.At,
            SilentMinutes = view.LastPacketAt is { } last ? Math.Round((decimal)(at - last).TotalMinutes, 1) : 0m,
            SilentAfterMinutes = rule is null ? 10m : (decimal)LinkSilence.At(view.LastPacketAt, at, station.RtdInterval, rule).SilentAfter.TotalMinutes,
            HourValues = sent.Count,
            LabelledByEnd = sent.Count(reading => reading.Factors[0].ReceivedAt >= reading.Time && reading.Factors[0].ReceivedAt < reading.Time.AddHours(1)),
        };
    }

    private static LineCounts.Sums SumsOf(LinkView view, DateTimeOffset at)
    {
        long Refused(string code) => view.Refusals.TryGetValue(code, out var seen) ? seen.Times : 0;
        long Noticed(Finding finding) => view.Findings.TryGetValue(finding, out var seen) ? seen.Times : 0;
        return new(at, view.Packets, Refused(Hj212.Findings.Of(Finding.CrcWrong).Code), Refused(RefusalReasons.WrongPassword), Refused(RefusalReasons.OutsideTimeWindow), Noticed(Finding.SystemMismatch), Noticed(Finding.CodeUnknown));
    }
}
