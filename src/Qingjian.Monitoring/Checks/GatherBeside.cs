using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Marks;
using Qingjian.Monitoring.Samplers;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using FactorSeries = Qingjian.Judgement.FactorSeries;

namespace Qingjian.Monitoring.Checks;

/// <summary>A manual result of a sample beside the automatic value of its hour, in one unit.</summary>
internal sealed record ManualValue(string Factor, DateTime Hour, decimal Automatic, decimal Manual, string Unit, ComparisonRule? Comparison);

/// <summary>What the house knows beside the hours of an outlet.</summary>
/// <param name="Told">Parameters and serial numbers as loggers told them, in order of time.</param>
/// <param name="Works">When somebody is known to have worked on the devices.</param>
/// <param name="Openings">When the door of the station house was opened.</param>
/// <param name="Silences">Beginnings of silences, in order.</param>
/// <param name="Manuals">Laboratory results of samples.</param>
internal sealed record BesideOutlet(IReadOnlyList<DeviceParameter> Told, IReadOnlyList<KnownWork> Works, IReadOnlyList<DateTime> Openings, IReadOnlyList<DateTime> Silences, IReadOnlyList<ManualValue> Manuals)
{
    /// <summary>Told long after its hour, when the laboratory has answered.</summary>
    public const string Manual = "P21";

    /// <summary>P15, P16, P18, P21 and P24.</summary>
    /// <param name="factors">The series of the outlet.</param>
    /// <param name="found">What they show by themselves.</param>
    /// <param name="rule">The settings in force.</param>
    public IEnumerable<PatternHit> Hits(IReadOnlyList<FactorSeries> factors, IReadOnlyList<PatternHit> found, PatternRule rule) =>
        LoggerEvents.Parameters(Told, Works, factor => factors.FirstOrDefault(series => series.Factor == factor)?.Limit, rule)
            .Concat(LoggerEvents.Doors(Openings, LoggerEvents.Drops(factors, found, rule), rule))
            .Concat(factors.SelectMany(series => LoggerEvents.LinkCuts(Silences, series, rule)))
            .Concat(Manuals.Where(each => each.Manual >= 0).SelectMany(each => Balances.AgainstManual(each.Factor, each.Hour, each.Automatic, each.Manual, each.Unit, each.Comparison, rule)));
}

/// <summary>Reads what loggers tell of themselves (3019, 3020), accepted marks of devices, silences and laboratory results.</summary>
internal sealed class GatherBeside(MonitoringDb db, IReadings readings, IStations stations, Rulebook book)
{
    private const string DoorState = "i32001", DoorLog = "i31001", Open = "1";

    public async Task<BesideOutlet> Of(OutletDuties duties, GatheredOutlet gathered, DateTime until, CancellationToken stop)
    {
        var outlet = duties.Outlet;
        var (start, end) = (BeijingTime.InstantOf(until.AddDays(-GatherSeries.HistoryDays)), BeijingTime.InstantOf(until));
        var mine = stations.SpeakingFor(outlet.Id);
        var (told, openings) = Told(mine, outlet.Id, start, end);
        var marks = await db.Marks.AsNoTracking().Where(mark => mark.OutletId == outlet.Id && mark.State == MarkState.Standing && mark.Level == MarkLevel.Device && mark.FromAt < end && mark.ToAt > start).ToListAsync(stop);
        var silences = await db.Silences.AsNoTracking().Where(silence => silence.OutletId == outlet.Id && silence.Since >= start && silence.Since < end).OrderBy(silence => silence.Since).Select(silence => silence.Since).ToListAsync(stop);
        return new(told, [.. marks.Select(mark => new KnownWork(BeijingTime.ClockOf(mark.FromAt), BeijingTime.ClockOf(mark.ToAt))), .. Replacements(mine, outlet.Id)],
            openings, silences.ConvertAll(BeijingTime.ClockOf), await Manuals(duties, gathered, start, end, stop));
    }

    private (List<DeviceParameter> Told, List<DateTime> Openings) Told(IReadOnlyList<Station> mine, string outletId, DateTimeOffset from, DateTimeOffset until)
    {
        var (told, openings) = (new List<DeviceParameter>(), new List<DateTime>());
        foreach (var station in mine)
        {
            var closed = true;
            foreach (var reading in readings.Of(station.Mn, PeriodKind.OnSite, from, until))
            {
                var at = BeijingTime.ClockOf(reading.Time);
                if (!station.Bindings.Any(binding => binding.OutletId == outletId && binding.Holds(DateOnly.FromDateTime(at)))) continue;
                foreach (var item in reading.Factors)
                {
                    var dot = item.Code.IndexOf('.', StringComparison.Ordinal);
                    var (factor, code) = dot < 0 ? ("", item.Code) : (item.Code[..dot], item.Code[(dot + 1)..]);
                    if (item.Others.TryGetValue("SN", out var serial)) told.Add(new(at, code, "SN", serial));
                    if (!item.Others.TryGetValue("Info", out var text)) continue;
                    if (code == DoorLog) openings.Add(at);
                    else if (code == DoorState)
                    {
                        if (closed && text == Open) openings.Add(at);
                        closed = text != Open;
                    }
                    else told.Add(new(at, factor, code, text));
                }
            }
        }
        return ([.. told.OrderBy(each => each.At)], [.. openings.Distinct().Order()]);
    }

    // Another logger that takes over is registered with its first day: what it tells may differ from then on.
    private static IEnumerable<KnownWork> Replacements(IReadOnlyList<Station> mine, string outletId) =>
        mine.SelectMany(station => station.Bindings.Where(binding => binding.OutletId == outletId)).Select(binding => binding.From.ToDateTime(TimeOnly.MinValue)).Select(first => new KnownWork(first, first.AddDays(1)));

    private async Task<IReadOnlyList<ManualValue>> Manuals(OutletDuties duties, GatheredOutlet gathered, DateTimeOffset from, DateTimeOffset until, CancellationToken stop)
    {
        var samplers = await db.Set<Sampler>().AsNoTracking().Where(sampler => sampler.OutletId == duties.Outlet.Id).Select(sampler => sampler.Id).ToListAsync(stop);
        if (samplers.Count == 0) return [];
        var samples = await db.Set<Sample>().AsNoTracking().Where(sample => samplers.Contains(sample.SamplerId) && sample.ResultValue != null && sample.Factor != null && sample.SampledAt >= from && sample.SampledAt < until).OrderBy(sample => sample.SampledAt).ToListAsync(stop);
        var found = new List<ManualValue>();
        foreach (var sample in samples)
        {
            var clock = BeijingTime.ClockOf(sample.SampledAt);
            var hour = clock.Date.AddHours(clock.Hour);
            var unit = duties.Factors.FirstOrDefault(factor => factor.Code == sample.Factor)?.Unit;
            if (!string.Equals(unit, sample.ResultUnit, StringComparison.OrdinalIgnoreCase)) continue;
            if (gathered.Factors.FirstOrDefault(series => series.Factor == sample.Factor)?.Hours.FirstOrDefault(each => each.Start == hour) is { Measured: { } automatic })
                found.Add(new(sample.Factor!, hour, automatic, sample.ResultValue!.Value, unit ?? "", book.ComparisonOn(duties.Outlet.Medium, DateOnly.FromDateTime(hour))));
        }
        return found;
    }
}
