using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>A parameter of a device as it was uploaded (3020) or read (3019).</summary>
/// <param name="At">When, Beijing clock.</param>
/// <param name="Factor">HJ 212-2017 code of the factor it belongs to; empty for the logger.</param>
/// <param name="Code">i13001 range, i13006 calibration time, i13007 intercept, i13008 slope, or SN.</param>
/// <param name="Value">As sent.</param>
public sealed record DeviceParameter(DateTime At, string Factor, string Code, string Value);

/// <summary>A stretch in which somebody is known to have worked on a device: maintenance record, accepted mark, registered replacement.</summary>
/// <param name="From">Beginning.</param>
/// <param name="To">End, exclusive.</param>
public sealed record KnownWork(DateTime From, DateTime To);

/// <summary>Patterns in what loggers tell of themselves: changed parameters (P15), another serial number (P16), a door before a drop (P18), links cut
/// near the limit (P24).</summary>
public static class LoggerEvents
{
    /// <summary>P15 and P16: parameters that changed although nobody is known to have worked there.</summary>
    /// <param name="uploads">In order of time.</param>
    /// <param name="works">Known maintenance and replacements.</param>
    /// <param name="limits">Limit of a factor, null without one.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> Parameters(IReadOnlyList<DeviceParameter> uploads, IReadOnlyList<KnownWork> works, Func<string, decimal?> limits, PatternRule rule)
    {
        var hits = new List<PatternHit>();
        foreach (var same in uploads.GroupBy(upload => (upload.Factor, upload.Code)))
        {
            DeviceParameter? before = null;
            foreach (var now in same)
            {
                if (before is not null && before.Value != now.Value && !works.Any(work => work.From <= now.At && work.To > before.At))
                    if (Changed(before, now, limits(now.Factor), rule) is { } hit) hits.Add(hit);
                before = now;
            }
        }
        return [.. hits.OrderBy(hit => hit.From).ThenBy(hit => hit.Code, StringComparer.Ordinal)];
    }

    private static PatternHit? Changed(DeviceParameter before, DeviceParameter now, decimal? limit, PatternRule rule)
    {
        if (now.Code == "SN")
            return rule.Find("P16") is { } serial ? FindPatterns.Hit(serial, now.Factor, now.At, now.At.AddHours(1), 1m, 0m, 1m, $"设备序列号由{before.Value}变为{now.Value}，没有登记更换") : null;
        if (rule.Find("P15") is not { } pattern) return null;
        var (was, set) = (Number(before.Value), Number(now.Value));
        // A slope moves a little at each calibration; only a large step is told. A range is grave when it falls near the limit.
        if (now.Code == "i13008" && was is { } slope and not 0 && set is { } next)
        {
            var step = Math.Abs(next - slope) / Math.Abs(slope);
            return step > pattern["slope_change"] ? FindPatterns.Hit(pattern, now.Factor, now.At, now.At.AddHours(1), step, pattern["slope_change"], step / (2m * pattern["slope_change"]), $"斜率由{before.Value}改为{now.Value}，没有维护记录") : null;
        }
        if (now.Code == "i13001" && set is { } range && limit is { } bound && range < pattern["range_times"] * bound)
            return FindPatterns.Hit(pattern, now.Factor, now.At, now.At.AddHours(1), range, pattern["range_times"] * bound, 1m, $"量程由{before.Value}改为{now.Value}，低于限值{FindPatterns.Show(bound)}的{FindPatterns.Show(pattern["range_times"])}倍");
        return now.Code is "i13001" or "i13006" or "i13007"
            ? FindPatterns.Hit(pattern, now.Factor, now.At, now.At.AddHours(1), 1m, 0m, 0.5m, $"{NameOf(now.Code)}由{before.Value}改为{now.Value}，没有维护记录") : null;
    }

    /// <summary>The jumps among hits (P04) that fell from near the limit.</summary>
    /// <param name="factors">The series in which they were found.</param>
    /// <param name="hits">Hits of all checks.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> Drops(IReadOnlyList<FactorSeries> factors, IReadOnlyList<PatternHit> hits, PatternRule rule)
    {
        if (rule.Find("P04") is not { } jumps) return [];
        return [.. hits.Where(hit => hit.Code == "P04" && factors.FirstOrDefault(series => series.Factor == hit.Factor) is { Limit: { } limit } series
            && ValueAt(series, hit.From.AddHours(-1)) > jumps["near"] * limit && ValueAt(series, hit.From) < jumps["dropped"] * limit)];

        static decimal? ValueAt(FactorSeries series, DateTime hour) => series.Hours.FirstOrDefault(each => each.Start == hour)?.Value;
    }

    /// <summary>P18: a door was opened and values dropped soon after.</summary>
    /// <param name="openings">When doors were opened.</param>
    /// <param name="drops">Jumps of the series (P04) that went down from near the limit.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> Doors(IReadOnlyList<DateTime> openings, IReadOnlyList<PatternHit> drops, PatternRule rule)
    {
        if (rule.Find("P18") is not { } pattern) return [];
        return [.. from open in openings
                   let drop = drops.Where(drop => drop.Code == "P04" && drop.From >= open.AddMinutes(-60) && drop.From <= open.AddMinutes((double)pattern["minutes"])).MinBy(drop => drop.From)
                   where drop is not null
                   orderby open
                   select FindPatterns.Hit(pattern, drop.Factor, open, drop.To, Math.Max(0m, (decimal)(drop.From - open).TotalMinutes), pattern["minutes"], 1m, $"{open:HH:mm}站房门打开，随后数值骤降：{drop.Say}")];
    }

    /// <summary>P24: most of the last silences began right after a value near the limit.</summary>
    /// <param name="silences">Beginnings of silences, in order.</param>
    /// <param name="series">The factor that came near its limit.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> LinkCuts(IReadOnlyList<DateTime> silences, FactorSeries series, PatternRule rule)
    {
        if (rule.Find("P24") is not { } pattern || series.Limit is not { } limit || silences.Count < pattern.Count("of")) return [];
        var last = silences.TakeLast(pattern.Count("of")).ToList();
        var near = last.Where(cut => series.Hours.Any(hour => hour.Value > pattern["near"] * limit && hour.Start.AddHours(1) <= cut.AddHours(1) && cut < hour.Start.AddHours(1 + (double)pattern["hours"]) && hour.Start <= cut)).ToList();
        if (near.Count < pattern.Count("cases")) return [];
        return [FindPatterns.Hit(pattern, series.Factor, last[0], last[^1].AddHours(1), near.Count, pattern["cases"], (decimal)near.Count / last.Count, $"最近{last.Count}次断线中有{near.Count}次发生在数值临近限值之后1小时内")];
    }

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string NameOf(string code) => code switch { "i13001" => "量程", "i13006" => "校准时间", "i13007" => "截距", _ => "参数" };
}
