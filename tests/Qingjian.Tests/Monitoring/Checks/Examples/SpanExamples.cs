using Qingjian.Judgement;
using static Qingjian.Tests.Monitoring.Checks.Examples.CodeExample;
using Law = Qingjian.Tests.Judgement.Law;

namespace Qingjian.Tests.Monitoring.Checks.Examples;

/// <summary>Examples of what is judged beside single hours and days: furnaces, marking, spans of days (J50 to J74).</summary>
internal static class SpanExamples
{
    private static readonly DateOnly Day = new(2026, 11, 17);
    private static readonly DateTime Midnight = Day.ToDateTime(TimeOnly.MinValue);
    private static readonly IncinerationRule Furnace = Law.Book.IncinerationOn("waste", Day)!;
    private static readonly IncinerationRule Hazardous = Law.Book.IncinerationOn("hazardous", Day)!;
    private static readonly MarkCatalogue Kiln = Law.Book.MarksOn(["GB 4915-2013"], Day)!;

    internal static IEnumerable<CodeExample> All =>
    [
        .. Three("furnace-low", Low(6), Low(0), "exactly five", false, Low(5)),
        .. Three("furnace-low", Low(6), Low(0), "six of exactly 850 °C", false, Low(6, 850m)),
        .. Three("furnace-low", Low(6, 1099m, Hazardous), Low(6, 1100m, Hazardous), "five of 849 °C of a hazardous furnace", false, Low(5, 849m, Hazardous)),
        .. Three("furnace-low-warning", Low(4), Low(2), "exactly three", true, Low(3)),
        .. Three("upkeep-beyond", Upkeep(before: 29, day: 3), Upkeep(before: 2, day: 2), "exactly thirty hours", false, Upkeep(before: 28, day: 2)),
        .. Three("upkeep-beyond", Upkeep(before: 0, day: 24, earlier: 7), Upkeep(before: 0, day: 0), "passed on an earlier day", false, Upkeep(before: 31, day: 2)),
        .. Three("upkeep-warning", Upkeep(before: 14, day: 2), Upkeep(before: 2, day: 2), "exactly half", false, Upkeep(before: 13, day: 2)),
        .. Three("unmarked", Marking([5, 6]), Marking([]), "a mark that touches the hour", false, Marking([5], new TimedMark("校准", Midnight.AddHours(5), Midnight.AddHours(6), Midnight.AddHours(20), []))),
        .. Three("mark-late", Late(40), Late(30), "at noon to the minute", false, Late(36)),
        .. Three("persistent", Days("days-7", (0, 0.1m), (1, 0.2m), (2, 0.1m)), Days("days-7", (0, 0.1m)), "the first one lies outside the window", false, Days("days-7", (0, 0.1m), (1, 0.1m), (7, 0.1m))),
        .. Three("persistent", Days("days-30", (0, 0.5m), (10, 0.6m), (29, 0.5m)), Days("days-30", (0, 0.1m), (1, 0.2m), (2, 0.1m)), "one just below half over", false, Days("days-30", (0, 0.5m), (1, 0.499m), (2, 0.5m))),
        .. Three("persistent-hours", Hours(12), Hours(3), "eleven hours", false, Hours(11)),
        .. Three("total-warning", Year(7900m, 8100m), Year(1000m, 1200m), "exactly eighty per cent", false, Year(7900m, 8000m)),
        .. Three("total-exceeded", Year(9950m, 10050m), Year(1000m, 1200m), "used up to the gram", false, Year(9950m, 10000m)),
        .. Three("work-in-stop", Stop(9500m), Stop(100m), "exactly what is allowed", false, Stop(500m)),
        .. Three("work-in-stop", Stop(9500m), Stop(100m), "too few readings, and within what is allowed", false, Stop(300m, covered: 0.5m)),
    ];

    private static Func<string?> Low(int count, decimal? celsius = null, IncinerationRule? rule = null) => () =>
    {
        var by = rule ?? Furnace;
        var means = Enumerable.Range(0, 288).ToDictionary(slot => Midnight.AddMinutes(5 * slot), slot => slot < count ? celsius ?? by.FurnaceCelsius - 1 : by.FurnaceCelsius + 50);
        return FurnaceVerdict.Of("o", FurnaceTemperature.Judge(Day, means, FurnaceYear.Of([], _ => 20m, by), by), by).Reason;
    };

    // Hours without valid data before the day and on it; others lie so many days earlier.
    private static Func<string?> Upkeep(int before, int day, int earlier = 0) => () =>
    {
        bool Valid(DateTime hour) => hour >= Midnight ? hour >= Midnight.AddHours(day) : hour < Midnight.AddHours(-before) && hour >= Midnight.AddDays(-20).AddHours(earlier);
        return FurnaceVerdict.Of("o", CemsUpkeep.Of(Day, Midnight.AddDays(-20), FurnaceYear.Of([], _ => 20m, Furnace), Valid, Furnace)!, Furnace).Reason;
    };

    private static Func<string?> Marking(int[] gaps, params TimedMark[] marks) => () =>
        MarkVerdict.Of("o", MarkTimeliness.Of(Day, gaps.Select(hour => new MarkGap(Midnight.AddHours(hour), ["a34013"])), marks, Kiln), Kiln.Rule).SingleOrDefault()?.Reason;

    private static Func<string?> Late(int hours) => Marking([], new TimedMark("校准", Midnight.AddHours(5), Midnight.AddHours(6), Midnight.AddHours(hours), []));

    private static Func<string?> Days(string row, params (int Back, decimal Over)[] exceedances) => () => Persistent(row, exceedances.Select(each => (Midnight.AddDays(-each.Back), each.Over)));

    private static Func<string?> Hours(int count) => () => Persistent("hours-3", Enumerable.Range(0, count).Select(hour => (Midnight.AddHours(hour), 1m)));

    private static string? Persistent(string row, IEnumerable<(DateTime At, decimal Over)> exceedances) => JudgePersistence.Of("o", "a34013", "烟尘", Day,
        exceedances.Select(each => new CountedExceedance("DA001 总排口", "a34013", "烟尘", each.At, each.Over, 30 * (1 + each.Over), "mg/m3", new string('0', 64))), Law.Book.PersistenceOn(Day).Single(each => each.Code == row))?.Reason;

    private static Func<string?> Year(decimal before, decimal after) => () => JudgeTotal.Of("o", "a21026", "二氧化硫", new(Day, before, after, 0, 10), Law.Book.TotalsOn(Day)!)?.Reason;

    private static Func<string?> Stop(decimal kwh, decimal covered = 1) => () =>
    {
        var rule = Law.Book.ElectricityOn(Day)!;
        var (result, allowed, say) = AssessControl.Day(ControlMeasure.Stop, 0, 10000m, new(kwh, covered), 24, rule);
        return JudgeStop.Of("o", new string('a', 32), new(Day, "管控〔2026〕0001号", "橙色预警通知", "停产", 24, kwh, allowed, covered, result, say, "基准：14个正常日"), rule)?.Reason;
    };
}
