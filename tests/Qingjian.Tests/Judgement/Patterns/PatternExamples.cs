using Qingjian.Judgement;
using Qingjian.Vocabulary;
using static Qingjian.Tests.Judgement.Given;

namespace Qingjian.Tests.Judgement;

/// <summary>Examples of the 24 patterns of anomaly.</summary>
internal static class PatternExamples
{
    internal static IEnumerable<CheckExample> All => [.. Values, .. Minutes, .. Others];

    private static IEnumerable<CheckExample> Values =>
    [
        Yes("P01", "three hours of zero", Stretch(3, hour => hour with { Value = 0m })), No("P01", "natural values", In(Series(100))), Edge("P01", "two hours of zero", false, Stretch(2, hour => hour with { Value = 0m })),
        Yes("P02", "six equal hours", Stretch(6, hour => hour with { Value = 60m })), No("P02", "natural values", In(Series(100))), Edge("P02", "five equal hours", false, Stretch(5, hour => hour with { Value = 60m })),
        Yes("P03", "a day of hardly any spread", Even(0.1m)), No("P03", "natural days", In(Series(24 * 20))), Edge("P03", "a day of a quarter of the usual spread", false, Even(1.2m)),
        Yes("P04", "an hour at twice the level", Stretch(1, hour => hour with { Value = 95m })), No("P04", "natural values", In(Series(100))), Edge("P04", "a rise within five deviations", false, Stretch(1, hour => hour with { Value = 58m })),
        Yes("P05", "all values just below the limit", In(Series(100, (n, hour) => hour with { Value = 98m + n % 13 * 0.1m }))), No("P05", "natural values", In(Series(100))),
        Edge("P05", "five of seven daily maxima between 97 and 100", true, Maxima(5)), Edge("P05", "four of seven", false, Maxima(4)),
        Yes("P06", "converted value a quarter too high", Converted(50m)), No("P06", "converted value right", Converted(40m)), Edge("P06", "five percent off", false, Converted(42m)),
        Yes("P07", "three factors flat from one hour", Flat(3)), No("P07", "natural factors", Flat(0)), Edge("P07", "two factors flat", false, Flat(2)), Edge("P07", "SO2 is twice NOx all day", true, Alike),
        Yes("P10", "an eighth of the month in calibration", Calibrated(38, 300)), No("P10", "no calibration", In(Series(300))), Edge("P10", "a tenth", false, Calibrated(30, 300)),
        Edge("P10", "one calibration of two hours", true, Stretch(2, hour => hour with { Flag = 'C', Value = null })), Edge("P10", "one of one hour", false, Stretch(1, hour => hour with { Flag = 'C', Value = null }, count: 34)),
        Yes("P11", "hour eight percent off its minutes", OfMinutes(54m)), No("P11", "hour equal to its minutes", OfMinutes(50m)), Edge("P11", "hour five percent off", false, OfMinutes(52.5m)),
        Yes("P13", "twenty hours copied", Copied(20)), No("P13", "natural values", In(Series(400))), Edge("P13", "twelve hours copied", true, Copied(12)), Edge("P13", "eleven hours copied", false, Copied(11)),
        Yes("P14", "last digit always 1 or 5", Digits(240)), No("P14", "natural values", In(Series(240))), Edge("P14", "only 199 values", false, Digits(199)),
        Yes("P17", "an exceedance made compliant", OneHour(hour => hour with { Value = 80m, Earlier = 130m })), No("P17", "a compliant value raised", OneHour(hour => hour with { Value = 80m, Earlier = 70m })),
        Edge("P17", "earlier value equal to the limit", false, OneHour(hour => hour with { Value = 80m, Earlier = 100m })),
        Yes("P20", "pH within 0.04 for two days", Acidity(0.04m)), No("P20", "pH moves by one", Acidity(1m)), Edge("P20", "pH moves by 0.05", false, Acidity(0.05m)),
        Yes("P22", "4 m/s while stopped", OneHour(hour => hour with { MarkedStopped = true, Velocity = 4m })), No("P22", "still air while stopped", OneHour(hour => hour with { MarkedStopped = true, Velocity = 0.2m })),
        Edge("P22", "3 m/s while stopped", false, OneHour(hour => hour with { MarkedStopped = true, Velocity = 3m })),
        Yes("P23", "nights twice as high with half the electricity", Night(60m, 50m)), No("P23", "nights twice as high, electricity the same", Night(60m, 100m)), Edge("P23", "electricity lower by a fifth", false, Night(60m, 80m)),
    ];

    private static IEnumerable<CheckExample> Minutes =>
    [
        Edge("P02", "sixty equal minutes", true, OfConstant(6)), Edge("P02", "fifty equal minutes", false, OfConstant(5)),
        Yes("P12", "realtime a fifth above", Realtime(60m, 20)), No("P12", "realtime equal", Realtime(50m, 20)), Edge("P12", "realtime five percent above", false, Realtime(52.5m, 20)), Edge("P12", "only eleven values", false, Realtime(60m, 11)),
    ];

    private static IEnumerable<CheckExample> Others =>
    [
        Yes("P08", "flow of a third for the same electricity", Ratio(0.3m, 3)), No("P08", "flow as usual", Ratio(1m, 3)), Edge("P08", "flow exactly a half", false, Ratio(0.5m, 3)), Edge("P08", "only two hours", false, Ratio(0.3m, 2)),
        Yes("P09", "fifteen minutes without treatment", Untreated(15, 0m)), No("P09", "treatment runs", Untreated(15, 40m)), Edge("P09", "ten minutes", true, Untreated(10, 0m)), Edge("P09", "nine minutes", false, Untreated(9, 0m)),
        Yes("P15", "slope changed by a fifth", Parameter("i13008", "1.0", "1.2")), No("P15", "slope changed in maintenance", Parameter("i13008", "1.0", "1.2", worked: true)), Edge("P15", "slope changed by a tenth", false, Parameter("i13008", "1.0", "1.1")),
        Edge("P15", "range lowered to 1.4 limits", true, Parameter("i13001", "500", "140")),
        Yes("P16", "another serial number", Parameter("SN", "A1", "B2")), No("P16", "the same serial number", Parameter("SN", "A1", "A1")), Edge("P16", "another one with a registered replacement", false, Parameter("SN", "A1", "B2", worked: true)),
        Yes("P18", "door ten minutes before the drop", Door(10)), No("P18", "no door", Door(null)), Edge("P18", "thirty minutes before", true, Door(30)), Edge("P18", "thirty-one minutes before", false, Door(31)),
        Yes("P19", "a tenth of the sulfur", Balance(b => b with { Coal = 100000m, Sulfur = 0.01m, Efficiency = 0.9m, SulfurDioxide = 20m })), No("P19", "as the coal says", Balance(b => b with { Coal = 100000m, Sulfur = 0.01m, Efficiency = 0.9m, SulfurDioxide = 190m })),
        Edge("P19", "a fifth of it", false, Balance(b => b with { Coal = 100000m, Sulfur = 0.01m, Efficiency = 0.9m, SulfurDioxide = 40m })), Edge("P19", "just below a fifth", true, Balance(b => b with { Coal = 100000m, Sulfur = 0.01m, Efficiency = 0.9m, SulfurDioxide = 39.99m })),
        Edge("P19", "half as much again", false, Balance(b => b with { Coal = 100000m, Sulfur = 0.01m, Efficiency = 0.9m, SulfurDioxide = 300m })), Edge("P19", "more than half as much again", true, Balance(b => b with { Coal = 100000m, Sulfur = 0.01m, Efficiency = 0.9m, SulfurDioxide = 300.1m })),
        Edge("P19", "no coal burnt", false, Balance(b => b with { Coal = 0m, Sulfur = 0.01m, Efficiency = 0.9m, SulfurDioxide = 20m })),
        Edge("P19", "1.3 times the inlet water", false, Balance(b => b with { WaterIn = 100m, WaterOut = 130m })), Edge("P19", "more than 1.3 times", true, Balance(b => b with { WaterIn = 100m, WaterOut = 130.1m })),
        Edge("P19", "COD as high as at the inlet", false, Balance(b => b with { DemandIn = 40m, DemandOut = 40m })), Edge("P19", "COD above that of the inlet", true, Balance(b => b with { DemandIn = 40m, DemandOut = 40.1m })),
        Yes("P21", "manual value half as high", Manual(600m, 400m)), No("P21", "both alike", Manual(40m, 40m)), Edge("P21", "NOx at the border of grades: 41 off of 103", false, Manual(144m, 103m)), Edge("P21", "42 off of 102, where three tenths are allowed", true, Manual(144m, 102m)),
        Edge("P21", "12 off of 40", false, Manual(52m, 40m)), Edge("P21", "more than 12 off of 40", true, Manual(52.1m, 40m)), Edge("P21", "a factor without grades, a fifth apart", false, Manual(48m, 40m, "µg/m3")), Edge("P21", "more than a fifth", true, Manual(48.1m, 40m, "µg/m3")),
        Yes("P24", "four of five silences near the limit", Cuts(4)), No("P24", "silences by themselves", Cuts(0)), Edge("P24", "three of five", true, Cuts(3)), Edge("P24", "two of five", false, Cuts(2)),
    ];

    private static Func<IEnumerable<PatternHit>> Even(decimal step)
    {
        var mean = Enumerable.Range(0, 24 * 19).Average(Natural);
        return In(Series(24 * 20, (n, hour) => n >= 24 * 19 ? hour with { Value = mean + (n % 5 - 2) * step } : hour));
    }

    private static Func<IEnumerable<PatternHit>> Maxima(int days) => In(Series(24 * 7, (n, hour) => n % 24 == 12 && n / 24 < days ? hour with { Value = 98m + n % 7 * 0.1m } : hour));

    private static Func<IEnumerable<PatternHit>> Converted(decimal sent) =>
        OneHour(hour => hour with { Measured = 48m, Oxygen = 9m, Converted = sent }, more: series => series with { ReferenceOxygen = 11m });

    private static readonly string[] Stack = ["a21002", "a21026", "a34013", "a21005"];

    private static Func<IEnumerable<PatternHit>> Flat(int flat) => In([.. Stack.Select((factor, at) =>
        Series(100, (n, hour) => at < flat && n is >= 50 and < 54 ? hour with { Value = 40m + at } : hour with { Value = Natural(n + at * 1000) }, factor))]);

    private static Func<IEnumerable<PatternHit>> Alike => In(Series(48), Series(48, (n, hour) => hour with { Value = hour.Value * 2m }, "a21026"));

    private static Func<IEnumerable<PatternHit>> Calibrated(int hours, int of) => In(Series(of, (n, hour) => n >= 10 && (n - 10) % 3 == 0 && (n - 10) / 3 < hours ? hour with { Flag = 'C', Value = null } : hour with { Value = 50m + n % 10 }));

    private static Func<IEnumerable<PatternHit>> OfMinutes(decimal mean) => OneHour(hour => hour with { Measured = 50m, MinuteMean = mean, Minutes = 60, MinutesReceived = 60 });

    private static Func<IEnumerable<PatternHit>> Copied(int length) => In(Series(400, (n, hour) => n >= 300 && n < 300 + length ? hour with { Value = Natural(n - 200) } : hour));

    private static Func<IEnumerable<PatternHit>> Digits(int count) => In(Series(count, (n, hour) => hour with { Measured = Math.Floor(hour.Value!.Value) + (n % 3 == 0 ? 0.1m : 0.5m) }));

    private static Func<IEnumerable<PatternHit>> Acidity(decimal range) =>
        In(Series(48, (n, hour) => hour with { Value = 7m + (n % 2 == 0 ? 0m : range) }, "w01001", Medium.Water, null, series => series with { LastDecimal = 0.01m }));

    private static Func<IEnumerable<PatternHit>> Night(decimal value, decimal power) => In(Series(24 * 15, (n, hour) => hour with
    {
        Value = hour.Start.Hour is >= 22 or < 6 ? value + n % 5 : hour.Value,
        Power = hour.Start.Hour is >= 22 or < 6 ? power : 100m,
    }));

    private static Func<IEnumerable<PatternHit>> OfConstant(int tens) => () => MinuteValues.In([new("a21002", Medium.Air, TimeSpan.FromMinutes(10), 0.1m,
        [.. Enumerable.Range(0, 24).Select(n => new MinuteValue(First.AddMinutes(10 * n), n >= 5 && n < 5 + tens ? 60m : Natural(n)))])], First, Checks);

    private static Func<IEnumerable<PatternHit>> Realtime(decimal mean, int values) => () => MinuteValues.In([new("a21002", Medium.Air, TimeSpan.FromMinutes(10), 0.1m, [new(First, 50m, mean, values)])], First, Checks);

    private static Func<IEnumerable<PatternHit>> Ratio(decimal share, int hours) => () => Electricity.FlowAgainstPower(
        [.. Enumerable.Range(0, 200).Select(n => new PowerHour(First.AddHours(n), n >= 150 && n < 150 + hours ? 1000m * share : 1000m, 50m))], First, Checks);

    private static Func<IEnumerable<PatternHit>> Untreated(int minutes, decimal treatment) => () => Electricity.ProductionWithoutTreatment(
        [.. Enumerable.Range(0, 60).Select(n => new PlantPower(First.AddMinutes(n), First.AddMinutes(n + 1), 80m, n >= 20 && n < 20 + minutes ? treatment : 40m))], 100m, 50m, Checks);

    private static Func<IEnumerable<PatternHit>> Parameter(string code, string before, string after, bool worked = false) => () => LoggerEvents.Parameters(
        [new(First, "a21002", code, before), new(First.AddDays(1), "a21002", code, after)], worked ? [new(First.AddHours(20), First.AddHours(26))] : [], _ => 100m, Checks);

    private static Func<IEnumerable<PatternHit>> Door(int? minutes) => () => LoggerEvents.Doors(minutes is { } before ? [First.AddHours(5).AddMinutes(-before)] : [],
        [new("P04", "a21002", First.AddHours(5), First.AddHours(6), 70m, 40m, 1m, "数值骤降")], Checks);

    private static Func<IEnumerable<PatternHit>> Balance(Func<PlantBalance, PlantBalance> fill) => () => Balances.Of(fill(new(First, First.AddDays(1))), Checks);

    private static Func<IEnumerable<PatternHit>> Manual(decimal automatic, decimal manual, string unit = "mg/m3") => () => Balances.AgainstManual("a21002", First, automatic, manual, unit, Law.Book.ComparisonOn(Medium.Air, Law.Day), Checks);

    private static Func<IEnumerable<PatternHit>> Cuts(int near) => () => LoggerEvents.LinkCuts([.. Enumerable.Range(0, 5).Select(n => First.AddDays(n + 1).AddMinutes(30))],
        Series(24 * 7, (n, hour) => Enumerable.Range(0, near).Any(k => hour.Start == First.AddDays(k + 1).AddHours(-1)) ? hour with { Value = 97m } : hour), Checks);
}
