using Qingjian.Monitoring.Contract;

namespace Qingjian.Monitoring.Readings;

/// <summary>Readings lie on disk by kind, then by slot of time, then by station: what arrives together lies together, and one station's
/// series is found by one step for each slot.</summary>
internal static class Slot
{
    /// <summary>Length in seconds.</summary>
    public static int Length(PeriodKind kind) => kind switch
    {
        PeriodKind.Hour or PeriodKind.Sample or PeriodKind.StandardCheck => 3600,
        PeriodKind.Day or PeriodKind.FacilityDay => 86400,
        PeriodKind.FiveMinute => 300,
        _ => 60,
    };

    /// <summary>The slot of a moment in seconds of Beijing time since 1970.</summary>
    public static long Of(PeriodKind kind, long time) => time / Length(kind);
}
