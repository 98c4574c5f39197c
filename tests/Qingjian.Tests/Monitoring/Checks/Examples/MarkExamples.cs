using Qingjian.Judgement;
using static Qingjian.Tests.Monitoring.Checks.Examples.CodeExample;

namespace Qingjian.Tests.Monitoring.Checks.Examples;

/// <summary>Examples of the checks on marks (K01 to K13), by a waste incinerator.</summary>
internal static class MarkExamples
{
    private static readonly DateTime Day = new(2026, 7, 1);
    private static readonly MarkCatalogue Waste = Qingjian.Tests.Judgement.MarkCatalogueTests.Waste;
    private static readonly MarkChecks Checks = Qingjian.Tests.Judgement.Law.Book.MarkChecksOn(Qingjian.Tests.Judgement.Law.Day)!;

    internal static IEnumerable<CodeExample> All =>
    [
        Yes("K01", "stopped to start-up without drying", Among("K01", Mark("start-up", 10, 13), Mark("stopped", 0, 10, "a"))), No("K01", "dried before", Among("K01", Mark("start-up", 40, 43), Mark("drying", 10, 40, "a"), Mark("stopped", 0, 10, "b"))),
        Edge("K01", "stopped to normal by itself", false, Among("K01", Mark("stopped", 10, 20))),
        Yes("K02", "a fault of six hours", Among("K02", Mark("fault", 0, 6))), No("K02", "of one hour", Among("K02", Mark("fault", 0, 1))), Edge("K02", "of exactly four hours", false, Among("K02", Mark("fault", 0, 4))),
        Yes("K03", "drying and start-up overlap", Among("K03", Mark("drying", 0, 5), Mark("start-up", 4, 6, "a"))), No("K03", "condition and device mark", Among("K03", Mark("drying", 0, 5), Mark("maintenance", 4, 6, "a"))),
        Edge("K03", "touching", false, Among("K03", Mark("start-up", 5, 6), Mark("drying", 0, 5, "a"))),
        Yes("K04", "the 61st hour of a year", Quota(60, 61)), No("K04", "the 20th hour", Quota(16, 20)), Edge("K04", "the 60th hour", false, Quota(59, 60)),
        Yes("K05", "three days at the same time", Daily(3, 0)), No("K05", "one day", Daily(1, 0)), Edge("K05", "ten minutes apart", true, Daily(3, 10)), Edge("K05", "eleven minutes apart", false, Daily(3, 11)),
        Yes("K06", "9 % of oxygen while stopped", Against("K06", Mark("stopped", 0, 2), 60, s => s with { Oxygen = 9m })), No("K06", "20.5 %", Against("K06", Mark("stopped", 0, 2), 60, s => s with { Oxygen = 20.5m })),
        Edge("K06", "exactly 15 %", false, Against("K06", Mark("stopped", 0, 2), 60, s => s with { Oxygen = 15m })), Edge("K06", "for thirty minutes", true, Against("K06", Mark("stopped", 0, 2), 30, s => s with { Oxygen = 9m })),
        Yes("K07", "flow as usual while stopped", Against("K07", Mark("stopped", 0, 2), 60, s => s with { Flow = 100m })), No("K07", "no flow", Against("K07", Mark("stopped", 0, 2), 60, s => s with { Flow = 0m })),
        Edge("K07", "exactly three tenths", false, Against("K07", Mark("stopped", 0, 2), 60, s => s with { Flow = 30m })),
        Yes("K08", "850 °C while stopped", Against("K08", Mark("stopped", 0, 2), 60, s => s with { Furnace = 850m })), No("K08", "60 °C", Against("K08", Mark("stopped", 0, 2), 60, s => s with { Furnace = 60m })),
        Edge("K08", "exactly 400 °C", false, Against("K08", Mark("stopped", 0, 2), 60, s => s with { Furnace = 400m })),
        Yes("K09", "fault five minutes after the mean passed", Forecast(5, 80m)), No("K09", "the mean stayed within", Forecast(5, 90m)), Edge("K09", "ten minutes after", true, Forecast(10, 80m)), Edge("K09", "eleven minutes after", false, Forecast(11, 80m)),
        Yes("K10", "maintenance ends as the value falls", Falls(110m, 60m)), No("K10", "still high after it", Falls(110m, 100m)), Edge("K10", "falls to exactly the limit", true, Falls(110m, 80m)),
        Yes("K11", "maintenance of six hours", Among("K11", Mark("maintenance", 0, 6))), No("K11", "of one hour", Among("K11", Mark("maintenance", 0, 1))), Edge("K11", "of exactly four hours", false, Among("K11", Mark("maintenance", 0, 4))),
        Yes("K12", "a device out for three days", Among("K12", Mark("device-fault", 0, 72))), No("K12", "for three hours", Among("K12", Mark("device-fault", 0, 3))), Edge("K12", "for exactly 48 hours", false, Among("K12", Mark("device-fault", 0, 48))),
        Yes("K13", "the logger says maintenance", Against("K13", Mark("normal-device", 0, 2), 60, s => s with { Flagged = true })), No("K13", "the logger agrees", Against("K13", Mark("normal-device", 0, 2), 60, s => s)),
        Edge("K13", "five minutes of it", true, Against("K13", Mark("normal-device", 0, 2), 60, s => s.At == Day ? s with { Flagged = true } : s)),
    ];

    private static PlacedMark Mark(string code, double from, double to, string id = "m") => new(id, code, Day.AddHours(from), Day.AddHours(to), Day.AddDays(4));

    private static Func<bool> Among(string check, PlacedMark mark, params PlacedMark[] others) => () => MarkOrder.Doubts(mark, others, Waste, Checks).Any(doubt => doubt.Code == check);

    private static Func<bool> Against(string check, PlacedMark mark, int minutes, Func<MarkSample, MarkSample> with, params MarkedFactor[] factors) => () => Contradictions.Of(
        mark, Waste.Find(mark.Code)!, [.. Enumerable.Range(0, minutes / 5).Select(n => with(new MarkSample(mark.From.AddMinutes(5 * n), 5)))], 100m, factors, Checks).Any(doubt => doubt.Code == check);

    private static Func<bool> Daily(int days, int apart) => Among("K05", Mark("fault", 8, 9), [.. Enumerable.Range(1, days - 1).Select(back => Mark("fault", 8 - 24 * back + apart / 60.0, 9 - 24 * back, $"d{back}"))]);

    private static Func<bool> Forecast(int after, decimal limit) => Against("K09", Mark("fault", 3 + after / 60.0, 6), 0, s => s, new MarkedFactor("一氧化碳", limit, new Dictionary<DateTime, decimal> { [Day] = 70, [Day.AddHours(1)] = 75, [Day.AddHours(2)] = 110 }));

    private static Func<bool> Falls(decimal last, decimal after) => Against("K10", Mark("maintenance", 1, 3), 0, s => s, new MarkedFactor("一氧化碳", 80, new Dictionary<DateTime, decimal> { [Day.AddHours(2)] = last, [Day.AddHours(3)] = after }));

    private static Func<bool> Quota(int from, int to) => () =>
    {
        var rule = Qingjian.Tests.Judgement.Law.Book.IncinerationOn("waste", Qingjian.Tests.Judgement.Law.Day)!;
        FurnaceYear Year(IEnumerable<(int From, int To)> marks) => FurnaceYear.Of(marks.Select(mark => new FurnaceMark("fault", Day.AddHours(mark.From), Day.AddHours(mark.To))), _ => 10m, rule);
        List<(int, int)> used = [.. Enumerable.Range(0, 15).Select(n => (n * 4, Math.Min(from, n * 4 + 4)))];
        return FullQuota.Of(Mark("fault", from, to), Year(used), Year([.. used, (from, to)]), Checks)?.Code == "K04";
    };
}
