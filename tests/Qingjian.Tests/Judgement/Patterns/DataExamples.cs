using Qingjian.Judgement;
using Qingjian.Vocabulary;
using static Qingjian.Tests.Judgement.Given;

namespace Qingjian.Tests.Judgement;

/// <summary>Examples of the checks of data.</summary>
internal static class DataExamples
{
    private static readonly Func<IEnumerable<PatternHit>> Plain = In(Series(60));

    internal static IEnumerable<CheckExample> All =>
    [
        Yes("D01", "the gateway found it impossible", OneHour(hour => hour with { Suspect = true })), No("D01", "natural values", Plain), Edge("D01", "suspect without any value", false, OneHour(hour => hour with { Suspect = true, Measured = null })),
        Yes("D02", "two days late", OneHour(hour => hour with { Delay = TimeSpan.FromHours(48) })), No("D02", "in time", OneHour(hour => hour with { Delay = TimeSpan.FromMinutes(2) })), Edge("D02", "a day late", false, OneHour(hour => hour with { Delay = TimeSpan.FromHours(24) })),
        Yes("D03", "40 became 60", OneHour(hour => hour with { Value = 60m, Earlier = 40m })), No("D03", "the same again", OneHour(hour => hour with { Value = 60m, Earlier = 60m })), Edge("D03", "five percent more", false, OneHour(hour => hour with { Value = 42m, Earlier = 40m })),
        Yes("D04", "five hours missing", Stretch(5, Missing)), No("D04", "nothing missing", Plain), Edge("D04", "three hours", true, Stretch(3, Missing)), Edge("D04", "two hours", false, Stretch(2, Missing)),
        Edge("D04", "five hours of a stopped source", false, Stretch(5, hour => Missing(hour) with { MarkedStopped = true })),
        Yes("D05", "mean above its maximum", OneHour(hour => hour with { Measured = 50m, Min = 40m, Max = 45m })), No("D05", "mean between them", OneHour(hour => hour with { Measured = 50m, Min = 40m, Max = 60m })),
        Edge("D05", "mean equal to both", false, OneHour(hour => hour with { Measured = 50m, Min = 50m, Max = 50m })),
        Yes("D06", "flag X", OneHour(hour => hour with { Flag = 'X' })), No("D06", "flag N", Plain), Edge("D06", "flag B", false, OneHour(hour => hour with { Flag = 'B' })),
        Yes("D07", "flag S", OneHour(hour => hour with { Flag = 'S' })), No("D07", "flag N", Plain), Edge("D07", "flag S without a value", false, OneHour(hour => hour with { Flag = 'S', Measured = null })),
        Yes("D08", "sixty hours of fault", Stretch(60, Flagged('D'))), No("D08", "no fault", Plain), Edge("D08", "48 hours", true, Stretch(48, Flagged('D'))), Edge("D08", "47 hours", false, Stretch(47, Flagged('D'))),
        Yes("D09", "oxygen 20.95 with flag N", Oxygen(20.95m, 40m)), No("D09", "oxygen 9", Oxygen(9m, 40m)), Edge("D09", "oxygen 20.8", false, Oxygen(20.8m, 40m)),
        Yes("D10", "no oxygen", Oxygen(null, null)), No("D10", "oxygen 9", Oxygen(9m, 40m)), Edge("D10", "no oxygen in calibration", false, OneHour(hour => hour with { Oxygen = null, Flag = 'C' }, more: Kiln)),
        Yes("D11", "oxygen 1 for four hours of running", Running(4, 1m)), No("D11", "oxygen 9", Running(4, 9m)), Edge("D11", "oxygen 2", false, Running(4, 2m)), Edge("D11", "two hours", false, Running(2, 1m)),
        Yes("D12", "oxygen from 9 to 13 at the same flow", Diluted(13m, 10m)), No("D12", "oxygen 9 all along", Diluted(9m, 10m)), Edge("D12", "two points more", false, Diluted(11m, 10m)), Edge("D12", "flow a third higher", false, Diluted(13m, 13.4m)),
        Yes("D13", "no converted value", OneHour(hour => hour with { Converted = null }, more: Kiln)), No("D13", "converted value sent", OneHour(hour => hour with { Converted = hour.Measured }, more: series => AllConverted(Kiln(series)))),
        Edge("D13", "measured values are judged", false, OneHour(hour => hour with { Converted = null })),
        Yes("D14", "30 valid minutes", Minutes(30, 60)), No("D14", "60 valid minutes", Minutes(60, 60)), Edge("D14", "45 valid minutes", false, Minutes(45, 60)),
        Yes("D15", "19 valid hours", Valid(19)), No("D15", "24 valid hours", Valid(24)), Edge("D15", "20 valid hours", false, Valid(20)),
        Yes("D16", "40 m³ for 10 L/s", Flow(40m)), No("D16", "36 m³ for 10 L/s", Flow(36m)), Edge("D16", "five percent more", false, Flow(37.8m)),
        Yes("D17", "3 kg for 50 mg/L of 40 m³", Amount(3m)), No("D17", "2 kg", Amount(2m)), Edge("D17", "five percent more", false, Amount(2.1m)),
        Yes("D18", "ten minutes came", Minutes(10, 10)), No("D18", "60 minutes came", Minutes(60, 60)), Edge("D18", "45 minutes came", false, Minutes(45, 45)),
        Yes("D19", "day mean a fifth too low", Day(0.8m)), No("D19", "day mean of its hours", Day(1m)), Edge("D19", "just within five percent", false, Day(1.0499m)), Edge("D19", "just beyond five percent", true, Day(1.0501m)),
        Yes("D20", "flag T", OneHour(hour => hour with { Flag = 'T' })), No("D20", "flag N", Plain), Edge("D20", "flag T without a value", false, OneHour(hour => hour with { Flag = 'T', Measured = null })),
        Yes("D21", "twenty times the limit", OneHour(hour => hour with { Value = 2000m })), No("D21", "below the limit", Plain), Edge("D21", "ten times", false, OneHour(hour => hour with { Value = 1000m })),
        Yes("D22", "ten hours of maintenance", Stretch(10, Flagged('M'))), No("D22", "none", Plain), Edge("D22", "six hours", true, Stretch(6, Flagged('M'))), Edge("D22", "five hours", false, Stretch(5, Flagged('M'))),
        Yes("D23", "31 days without calibration", In(Series(24 * 31))), No("D23", "calibrated yesterday", In(Series(24 * 31, (n, hour) => n == 720 ? hour with { Flag = 'C', Value = null } : hour))), Edge("D23", "29 days seen only", false, In(Series(24 * 29))),
        Yes("D24", "a stranger for two days", Stranger(48, false)), No("D24", "a registered factor", Stranger(48, true)), Edge("D24", "a stranger for 23 hours", false, Stranger(23, false)),
        Yes("D25", "nothing for two days", In(Series(48, (_, hour) => Missing(hour)))), No("D25", "everything came", Plain), Edge("D25", "nothing for 23 hours", false, In(Series(23, (_, hour) => Missing(hour)))),
        Yes("D26", "three cubic metres backwards", OneHour(hour => hour with { Total = -3m })), No("D26", "three cubic metres", OneHour(hour => hour with { Total = 3m })), Edge("D26", "nothing discharged", false, OneHour(hour => hour with { Total = 0m })),
    ];

    private static SeriesHour Missing(SeriesHour hour) => new(hour.Start, null) { Received = false };

    private static Func<SeriesHour, SeriesHour> Flagged(char flag) => hour => hour with { Flag = flag, Value = null };

    private static FactorSeries Kiln(FactorSeries series) => series with { ReferenceOxygen = 10m };

    private static FactorSeries AllConverted(FactorSeries series) => series with { Hours = [.. series.Hours.Select(hour => hour with { Converted = hour.Measured })] };

    private static Func<IEnumerable<PatternHit>> Oxygen(decimal? oxygen, decimal? converted) => OneHour(hour => hour with { Oxygen = oxygen, Converted = converted }, more: Kiln);

    private static Func<IEnumerable<PatternHit>> Running(int hours, decimal oxygen) =>
        In(Series(60, (n, hour) => hour with { Value = n >= 30 && n < 30 + hours ? oxygen : 9m + n % 7 * 0.1m, Velocity = 12m }, "a19001", limit: null));

    private static Func<IEnumerable<PatternHit>> Diluted(decimal oxygen, decimal velocity) =>
        In(Series(60, (n, hour) => hour with { Value = n == 40 ? oxygen : 9m + n % 7 * 0.01m, Velocity = n == 40 ? velocity : 10m }, "a19001", limit: null));

    private static Func<IEnumerable<PatternHit>> Minutes(int valid, int received) =>
        OneHour(hour => hour with { Minutes = valid, MinutesReceived = received }, more: series => series with { MinutesKept = true, Hours = [.. series.Hours.Select((hour, n) => n == 5 ? hour : hour with { Minutes = 60, MinutesReceived = 60 })] });

    private static Func<IEnumerable<PatternHit>> Valid(int hours) => In(Series(24, (n, hour) => n < hours ? hour : hour with { Value = null, Flag = 'D' }));

    private static Func<IEnumerable<PatternHit>> Flow(decimal total) => OneHour(hour => hour with { Measured = 10m, Total = total }, "w00000", Medium.Water, null);

    private static Func<IEnumerable<PatternHit>> Amount(decimal total) => OneHour(hour => hour with { Measured = 50m, Total = total, Discharge = 40m }, "w01018", Medium.Water);

    private static Func<IEnumerable<PatternHit>> Day(decimal times)
    {
        var series = Series(24);
        return In(series with { Days = new Dictionary<DateOnly, decimal> { [DateOnly.FromDateTime(First)] = series.Hours.Average(hour => hour.Value!.Value) * times } });
    }

    private static Func<IEnumerable<PatternHit>> Stranger(int hours, bool registered) => In(Series(hours, limit: null, more: series => series with { Registered = registered }));
}
