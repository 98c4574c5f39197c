using Qingjian.Judgement;
using static Qingjian.Tests.Judgement.Given;

namespace Qingjian.Tests.Judgement;

/// <summary>Examples of the checks of lines and of marks.</summary>
internal static class LineAndMarkExamples
{
    internal static IEnumerable<CheckExample> All => [.. Lines, .. Marks];

    private static IEnumerable<CheckExample> Lines =>
    [
        Yes("L01", "five percent wrong", Line(l => l with { CrcWrong = 5 })), No("L01", "none wrong", Line(l => l)), Edge("L01", "one percent", false, Line(l => l with { CrcWrong = 1 })), Edge("L01", "one of 29 packets", false, Line(l => l with { Packets = 29, CrcWrong = 1 })),
        Yes("L02", "two minutes ahead", Line(l => l with { ClockSeconds = 120m })), No("L02", "one second", Line(l => l with { ClockSeconds = 1m })), Edge("L02", "sixty seconds", false, Line(l => l with { ClockSeconds = 60m })),
        Edge("L02", "eight minutes are told by L03 alone", false, Line(l => l with { ClockSeconds = 480m })),
        Yes("L03", "eight minutes behind", Line(l => l with { ClockSeconds = -480m })), No("L03", "one second", Line(l => l with { ClockSeconds = 1m })), Edge("L03", "300 seconds", false, Line(l => l with { ClockSeconds = 300m })),
        Yes("L04", "two addresses", Line(l => l with { TwoAddresses = true })), No("L04", "one address", Line(l => l)), Edge("L04", "a line that said nothing", false, Line(_ => new LineHour(First))),
        Yes("L05", "an hour silent", Line(l => l with { SilentMinutes = 60m })), No("L05", "just heard", Line(l => l)), Edge("L05", "ten minutes", false, Line(l => l with { SilentMinutes = 10m })),
        Yes("L06", "seven hours labelled by their end", Line(l => l with { HourValues = 7, LabelledByEnd = 7 })), No("L06", "labelled by their beginning", Line(l => l with { HourValues = 7 })), Edge("L06", "six of seven", false, Line(l => l with { HourValues = 7, LabelledByEnd = 6 })),
        Edge("L06", "six of six", true, Line(l => l with { HourValues = 6, LabelledByEnd = 6 })),
        Yes("L07", "packets of another medium", Line(l => l with { SystemMismatch = 3 })), No("L07", "none", Line(l => l)), Edge("L07", "a single one", true, Line(l => l with { SystemMismatch = 1 })),
        Yes("L08", "wrong passwords", Line(l => l with { PasswordWrong = 3 })), No("L08", "none", Line(l => l)), Edge("L08", "a single one", true, Line(l => l with { PasswordWrong = 1 })),
        Yes("L09", "impossible times", Line(l => l with { OutsideTime = 3 })), No("L09", "none", Line(l => l)), Edge("L09", "a single one", true, Line(l => l with { OutsideTime = 1 })),
        Yes("L10", "unknown codes", Line(l => l with { CodeUnknown = 3 })), No("L10", "none", Line(l => l)), Edge("L10", "a single one", true, Line(l => l with { CodeUnknown = 1 })),
    ];

    private static IEnumerable<CheckExample> Marks =>
    [
        Yes("K01", "oxygen 9 while stopped", Mark(MarkSense.Stopped, h => h with { Oxygen = 9m })), No("K01", "oxygen 20.5", Mark(MarkSense.Stopped, h => h with { Oxygen = 20.5m })), Edge("K01", "oxygen 15", false, Mark(MarkSense.Stopped, h => h with { Oxygen = 15m })),
        Edge("K01", "oxygen 9 in a start-up", false, Mark(MarkSense.StartStop, h => h with { Oxygen = 9m })),
        Yes("K02", "usual flow while warming", Mark(MarkSense.Warming, h => h with { FlowShare = 0.9m })), No("K02", "no flow", Mark(MarkSense.Warming, h => h with { FlowShare = 0m })), Edge("K02", "thirty percent", false, Mark(MarkSense.Warming, h => h with { FlowShare = 0.3m })),
        Yes("K03", "700 °C while stopped", Mark(MarkSense.Stopped, h => h with { Furnace = 700m })), No("K03", "cold", Mark(MarkSense.Stopped, h => h with { Furnace = 40m })), Edge("K03", "400 °C", false, Mark(MarkSense.Stopped, h => h with { Furnace = 400m })),
        Yes("K04", "fault as the day mean passes the limit", Fault(2.5m)), No("K04", "fault in a quiet day", Fault(0.5m)), Edge("K04", "day mean exactly at the limit", false, Fault(1.5m)),
        Yes("K05", "falls from 0.95 to 0.3 of the limit", Around(0.95m, 0.3m)), No("K05", "stays low", Around(0.4m, 0.3m)), Edge("K05", "falls to a half", false, Around(0.96m, 0.48m)),
        Yes("K06", "six hours of maintenance", Long(MarkSense.Maintenance, 6)), No("K06", "one hour", Long(MarkSense.Maintenance, 1)), Edge("K06", "four hours", false, Long(MarkSense.Maintenance, 4)),
        Yes("K07", "four days at eight o'clock", Daily(4, 0)), No("K07", "once", Daily(1, 0)), Edge("K07", "three days", true, Daily(3, 0)), Edge("K07", "three days, each 31 minutes later", false, Daily(3, 31)),
        Yes("K08", "two days later", Made(48)), No("K08", "at once", Made(1)), Edge("K08", "at noon of the next day", false, Made(30)), Edge("K08", "an hour after noon", true, Made(31)),
        Yes("K09", "start-up inside a stop", Two(MarkSense.Stopped, MarkSense.StartStop, -30)), No("K09", "one after the other, an hour between", Two(MarkSense.Stopped, MarkSense.StartStop, 60)), Edge("K09", "one ends where the other begins", false, Two(MarkSense.Stopped, MarkSense.StartStop, 0)),
        Yes("K10", "fault right after a stop", Two(MarkSense.Stopped, MarkSense.Fault, 0)), No("K10", "start-up after a stop", Two(MarkSense.Stopped, MarkSense.StartStop, 0)), Edge("K10", "fault sixteen minutes later", false, Two(MarkSense.Stopped, MarkSense.Fault, 16)),
        Edge("K10", "fault fifteen minutes later", true, Two(MarkSense.Stopped, MarkSense.Fault, 15)),
        Yes("K11", "start-up of six hours", Long(MarkSense.StartStop, 6)), No("K11", "start-up of one hour", Long(MarkSense.StartStop, 1)), Edge("K11", "four hours", false, Long(MarkSense.StartStop, 4)),
        Yes("K12", "a long fault without proof", Long(MarkSense.DeviceFault, 6, proved: false)), No("K12", "with proof", Long(MarkSense.DeviceFault, 6)), Edge("K12", "two hours without proof", false, Long(MarkSense.DeviceFault, 2, proved: false)),
        Yes("K13", "calibration while the logger says N", Mark(MarkSense.Calibration, h => h)), No("K13", "the logger says C", Mark(MarkSense.Calibration, h => h with { Flag = 'C' })), Edge("K13", "one hour only", false, Mark(MarkSense.Calibration, h => h, 1)),
    ];

    private static readonly DateTime Eight = First.AddHours(8);

    private static Func<IEnumerable<PatternHit>> Line(Func<LineHour, LineHour> change) => () => LineFaults.In(change(new LineHour(First) { Packets = 100, ClockSeconds = 0m }), Checks);

    private static Func<IEnumerable<PatternHit>> Run(IReadOnlyList<MarkLooked> marks, IReadOnlyList<OutletHour>? hours = null) => () => MarkFaults.In(marks, hours ?? [], First, Checks);

    private static MarkLooked One(MarkSense sense, DateTime from, DateTime to) => new("标记", sense, from, to) { MadeAt = to };

    private static Func<IEnumerable<PatternHit>> Mark(MarkSense sense, Func<OutletHour, OutletHour> hour, int length = 3) =>
        Run([One(sense, Eight, Eight.AddHours(length))], [.. Enumerable.Range(0, 24).Select(n => n >= 8 && n < 8 + length ? hour(new OutletHour(First.AddHours(n))) : new OutletHour(First.AddHours(n)))]);

    // Seven hours at half the limit and then one: (7 × 0.5 + last) / 8 against 1; before it the mean was 0.5.
    private static Func<IEnumerable<PatternHit>> Fault(decimal seventh) => Run([One(MarkSense.Fault, Eight, Eight.AddHours(2))],
        [.. Enumerable.Range(0, 24).Select(n => new OutletHour(First.AddHours(n)) { Loading = n < 7 ? 0.9m + (seventh == 0.5m ? -0.4m : 0m) : n == 7 ? (seventh == 2.5m ? 2.5m : seventh == 1.5m ? 1.7m : 0.5m) : null })]);

    private static Func<IEnumerable<PatternHit>> Around(decimal before, decimal after) => Run([One(MarkSense.Maintenance, Eight, Eight.AddHours(1))],
        [new(Eight.AddHours(-1)) { Loading = before }, new(Eight) { Flag = 'M' }, new(Eight.AddHours(1)) { Loading = after }]);

    private static Func<IEnumerable<PatternHit>> Long(MarkSense sense, int hours, bool proved = true) => Run([One(sense, Eight, Eight.AddHours(hours)) with { Proved = proved }]);

    private static Func<IEnumerable<PatternHit>> Daily(int days, int drift) => Run([.. Enumerable.Range(0, days).Select(n => One(MarkSense.Maintenance, Eight.AddDays(n).AddMinutes(n * drift), Eight.AddDays(n).AddMinutes(n * drift + 30)))]);

    // The mark ends at six in the morning; noon of the next day is thirty hours later.
    private static Func<IEnumerable<PatternHit>> Made(int hours) => Run([One(MarkSense.Maintenance, First.AddHours(5), First.AddHours(6)) with { MadeAt = First.AddHours(6 + hours) }]);

    private static Func<IEnumerable<PatternHit>> Two(MarkSense first, MarkSense second, int gap) => Run([One(first, First.AddHours(2), Eight), One(second, Eight.AddMinutes(gap), Eight.AddMinutes(gap + 60))]);
}
