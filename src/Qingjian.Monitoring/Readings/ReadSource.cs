using Qingjian.Hj212;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Readings;

/// <summary>Readings of an outlet or of a single monitor. An outlet's series is continued over replaced loggers; where two speak for one
/// factor at once the one of record counts (M14).</summary>
internal sealed class ReadSource(VisibleStations stations, IReadings readings)
{
    internal sealed record Source(string Title, IReadOnlyList<Station> Stations, string? OutletId)
    {
        public Station First => Stations[0];
    }

    /// <summary>Null when there is no such outlet or monitor for this caller.</summary>
    public Source? Find(string? outlet, string? monitor)
    {
        if (monitor is { Length: > 0 }) return stations.Find(monitor) is { } one ? new Source($"{one.EnterpriseName} {one.Name}", [one], null) : null;
        if (outlet is not { Length: > 0 }) return null;
        var found = stations.SpeakingFor(outlet).OrderByDescending(station => station.State == MonitorState.Active).ToList();
        return found.Count == 0 ? null : new Source(
            $"{found[0].EnterpriseName} {found[0].Bindings.First(binding => binding.OutletId == outlet).OutletName}", found, outlet);
    }

    /// <summary>Oldest first, one for each time, factors of other outlets left out.</summary>
    public List<Reading> Read(Source source, PeriodKind kind, DateTimeOffset from, DateTimeOffset until)
    {
        var all = new SortedDictionary<DateTimeOffset, Reading>();
        foreach (var station in source.Stations)
            foreach (var reading in readings.Of(station.Mn, kind, from, until))
                all[reading.Time] = all.TryGetValue(reading.Time, out var before) ? Join(before, Mine(reading, station, source.OutletId)) : Mine(reading, station, source.OutletId);
        return [.. all.Values.Where(reading => reading.Factors.Count > 0)];
    }

    private static Reading Mine(Reading reading, Station station, string? outlet)
    {
        if (outlet is null) return reading;
        var day = DateOnly.FromDateTime(reading.Time.DateTime);
        return reading with { Factors = [.. reading.Factors.Where(factor => station.OutletOf(factor.Code, day)?.OutletId == outlet)] };
    }

    private static Reading Join(Reading first, Reading second) => first with
    {
        Factors = [.. first.Factors, .. second.Factors.Where(factor => first.Find(factor.Code) is null)],
    };

    /// <summary>How often a value of a kind is due.</summary>
    public static TimeSpan StepOf(PeriodKind kind, Station station) => PackPacket.LengthOf(kind, station);

    public static string NameOf(string code) => Pollutants.NameOf(code) ?? $"未知因子 {code}";

    public static string WordOf(PeriodKind kind) => kind switch
    {
        PeriodKind.Realtime => "实时值",
        PeriodKind.Minute => "分钟值",
        PeriodKind.Hour => "小时值",
        PeriodKind.Day => "日值",
        PeriodKind.FiveMinute => "五分钟值",
        PeriodKind.FacilityState => "设施状态",
        PeriodKind.FacilityDay => "设施日运行时间",
        PeriodKind.Sample => "周期测量值",
        PeriodKind.StandardCheck => "标样核查",
        PeriodKind.OnSite => "现场机信息",
        _ => "噪声单次值",
    };
}
