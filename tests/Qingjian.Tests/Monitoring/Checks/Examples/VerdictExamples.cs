using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Vocabulary;
using static Qingjian.Tests.Monitoring.Checks.Examples.CodeExample;
using Law = Qingjian.Tests.Judgement.Law;

namespace Qingjian.Tests.Monitoring.Checks.Examples;

/// <summary>Examples of why an hour or a day is judged as it is (J01 to J40).</summary>
internal static class VerdictExamples
{
    private static readonly DayRules Kiln = Law.Kiln(), Sewage = Law.Sewage(), Incinerator = Law.Incinerator();
    private static readonly DayRules UltraLow = Law.Kiln(request => request with { Sets = [.. request.Sets, new("环大气〔2024〕5号", "水泥窑及窑尾(超低排放)")] });
    private static readonly HourValue Dust = new("a34013", Law.At(8)) { Avg = 20m, ZsAvg = 20m, Oxygen = 10m, ValidMinutes = 60 };
    private static readonly HourValue Demand = new("w01018", Law.At(8)) { Avg = 30m };
    private static readonly HourValue Acidity = new("w01001", Law.At(8)) { Avg = 7.5m, Min = 7m, Max = 8m };

    internal static IEnumerable<CodeExample> All =>
    [
        .. Three("exceeded", Of(Dust with { ZsAvg = 35m }), Of(Dust), "exactly the limit of 30", false, Of(Dust with { ZsAvg = 30m })),
        .. Three("ultra-low", Of(Dust with { ZsAvg = 12m }, UltraLow), Of(Dust with { ZsAvg = 8m }, UltraLow), "exactly 10", false, Of(Dust with { ZsAvg = 10m }, UltraLow)),
        .. Three("water-hour", Of(Demand with { Avg = 62m }, Sewage), Of(Demand, Sewage), "exactly the day limit of 50", false, Of(Demand with { Avg = 50m }, Sewage)),
        .. Three("incinerator-hour", Of(Dust with { ZsAvg = 35m }, Incinerator), Of(Dust, Incinerator), "exactly the limit of 30", false, Of(Dust with { ZsAvg = 30m }, Incinerator)),
        .. Three("water-temperature-unknown", Ammonia(6.5m, null), Ammonia(6.5m, 11m), "within the stricter limit of 5", false, Ammonia(5m, null)),
        .. Three("ph-extreme", Of(Acidity with { Min = 5.2m }, Sewage), Of(Acidity, Sewage), "a minimum of exactly 6", false, Of(Acidity with { Min = 6m }, Sewage)),
        .. Three("missing", Of(new HourValue("a34013", Law.At(8)) { Received = false }), Of(Dust), "came, but without a value", true, Of(new HourValue("a34013", Law.At(8)))),
        .. Three("stopped", Of(Marked(MarkEffect.Stopped, 60)), Of(Dust), "fifteen minutes", false, Of(Marked(MarkEffect.Stopped, 15))),
        .. Three("exempt", Of(Marked(MarkEffect.Exempt, 60)), Of(Dust), "sixteen minutes of two marks", true, Of(Dust with { Marks = [new("启炉", MarkEffect.Exempt, 8), new("故障", MarkEffect.Exempt, 8)] })),
        .. Three("mark", Of(Marked(MarkEffect.Invalid, 60)), Of(Dust), "fifteen minutes", false, Of(Marked(MarkEffect.Invalid, 15))),
        .. Three("out-of-control", Of(Marked(MarkEffect.OutOfControl, 60)), Of(Dust), "fifteen minutes", false, Of(Marked(MarkEffect.OutOfControl, 15))),
        .. "FMSDCB".SelectMany(flag => Three($"flag-{flag}", Of(Dust with { Flag = flag }), Of(Dust), "the same flag, held valid by an officer", false, Of(Dust with { Flag = flag, Manual = new(true, "审核员", "记录属实") }))),
        .. Three("too-few-minutes", Of(Dust with { ValidMinutes = 30 }), Of(Dust), "exactly 45", false, Of(Dust with { ValidMinutes = 45 })),
        .. Three("suspect", Of(Dust with { Suspect = "超出可能的范围" }), Of(Dust), "held valid by an officer", false, Of(Dust with { Suspect = "超出可能的范围", Manual = new(true, "审核员", "记录属实") })),
        .. Three("oxygen-missing", Of(Dust with { Oxygen = null }, Converted), Of(Dust, Converted), "no oxygen and no converted value", true, Of(Dust with { Oxygen = null, ZsAvg = null }, Converted)),
        .. Three("o2-invalid", Of(Dust with { Oxygen = 21m }, Converted), Of(Dust, Converted), "just below 20.9 %", false, Of(Dust with { Oxygen = 20.89m }, Converted)),
        .. Three("unit", Of(Demand with { Unit = "mg/m3" }, Sewage), Of(Demand, Sewage), "another unit of the same kind", false, Of(Demand with { Avg = 30000m, Unit = "ug/L" }, Sewage)),
        .. Three("over-range", Of(Dust with { Flag = 'T' }), Of(Dust), "exactly the limit", false, Of(Dust with { ZsAvg = 30m, Flag = 'T' })),
        .. Three("insufficient", Day("a21005", 12), Day("a21005", 24), "exactly twenty hours", false, Day("a21005", 20)),
        .. Three("no-discharge", Water(0m), Water(10m), "one hour discharges", false, Water(0m, one: 1m)),
        .. Three("no-limit", Of(Dust with { Pollutant = "a24088" }), Of(Dust), "a limit that only manual values are held to", true, Of(Dust with { Pollutant = "a20057" }, Incinerator)),
        .. Three("manual-invalid", Of(Dust with { Manual = new(false, "审核员", "设备故障") }), Of(Dust), "an officer cannot decide on what never came", false, Of(new HourValue("a34013", Law.At(8)) { Received = false, Manual = new(false, "审核员", "没有数据") })),
    ];

    // The kiln's limits are at 10 % oxygen only where its rules say so; the incinerator's always at 11 %.
    private static DayRules Converted => Incinerator;

    private static HourValue Marked(MarkEffect effect, int minutes) => Dust with { Marks = [new("标记", effect, minutes)] };

    private static Func<string> Of(HourValue hour, DayRules? rules = null) => () => Judge.Hour("o", hour, rules ?? Kiln).Reason;

    private static Func<string> Ammonia(decimal value, decimal? celsius) => () => Judge.Day("o", new DayValue("w21003", Law.Day, [.. Enumerable.Range(0, 24).Select(clock => new HourValue("w21003", Law.At(clock)) { Avg = value, Discharge = 10m, WaterTemperature = celsius })]), Sewage).Reason;

    private static Func<string> Day(string factor, int hours) => () => Judge.Day("o", new DayValue(factor, Law.Day, [.. Enumerable.Range(0, hours).Select(clock => Dust with { Pollutant = factor, Start = Law.At(clock) })]), Incinerator).Reason;

    private static Func<string> Water(decimal discharge, decimal? one = null) => () => Judge.Day("o", new DayValue("w01018", Law.Day, [.. Enumerable.Range(0, 24).Select(clock => new HourValue("w01018", Law.At(clock)) { Avg = 30m, Discharge = clock == 3 && one is { } some ? some : discharge })]), Sewage).Reason;
}
