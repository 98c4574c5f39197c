using Qingjian.Judgement;
using static Qingjian.Tests.Judgement.Given;

namespace Qingjian.Tests.Judgement;

/// <summary>Examples of the checks of lines.</summary>
internal static class LineExamples
{
    internal static IEnumerable<CheckExample> All =>
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

    private static Func<IEnumerable<PatternHit>> Line(Func<LineHour, LineHour> change) => () => LineFaults.In(change(new LineHour(First) { Packets = 100, ClockSeconds = 0m }), Checks);
}
