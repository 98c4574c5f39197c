using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>What does not fit together in the marks of one outlet, looked at without its data (notice 50 of 2019, M38).</summary>
public static class MarkOrder
{
    /// <summary>Doubts about one mark among the others of its outlet. Between marks the source counts as normal.</summary>
    /// <param name="mark">The mark looked at.</param>
    /// <param name="others">The other marks that hold, a few days to both sides.</param>
    /// <param name="catalogue">Kinds of the industry.</param>
    /// <param name="checks">Settings.</param>
    public static IReadOnlyList<MarkDoubt> Doubts(PlacedMark mark, IEnumerable<PlacedMark> others, MarkCatalogue catalogue, MarkChecks checks)
    {
        if (catalogue.Find(mark.Code) is not { } kind) return [];
        var doubts = new List<MarkDoubt?>();
        var rest = others.Where(other => other.Id != mark.Id).ToList();
        var hours = (decimal)(mark.To - mark.From).TotalHours;
        if (kind.EventHours is { } longest && hours > longest && kind.Level == MarkLevel.Source)
            doubts.Add(MarkDoubt.Of(checks.Find("event-long"), mark.From, string.Create(CultureInfo.InvariantCulture,
                $"“{kind.Name}”单次持续{hours:0.#}小时，超过{longest}小时{(kind.EndsAtEventHours ? "，超出部分照常判定" : "")}")));
        if (kind is { Level: MarkLevel.Device, Effect: MarkEffect.Invalid })
        {
            if (kind.Code == "device-fault")
            {
                if (checks.Find("device-long") is { } check && hours > check.Threshold)
                    doubts.Add(MarkDoubt.Of(check, mark.From, string.Create(CultureInfo.InvariantCulture, $"设备故障持续{hours:0.#}小时，超过{check.Threshold:0.#}小时未恢复，期间须按规定开展手工监测")));
            }
            else if (checks.Find("maintenance-long") is { } check && hours > check.Threshold)
                doubts.Add(MarkDoubt.Of(check, mark.From, string.Create(CultureInfo.InvariantCulture, $"“{kind.Name}”单次{hours:0.#}小时，超过{check.Threshold:0.#}小时")));
        }
        if (kind.Level == MarkLevel.Source) doubts.AddRange(Neighbours(mark, kind, rest, catalogue, checks));
        doubts.Add(Daily(mark, kind, rest, checks));
        return [.. doubts.OfType<MarkDoubt>()];
    }

    private static IEnumerable<MarkDoubt?> Neighbours(PlacedMark mark, MarkDefinition kind, List<PlacedMark> others, MarkCatalogue catalogue, MarkChecks checks)
    {
        var conditions = others.Where(other => catalogue.Find(other.Code) is { Level: MarkLevel.Source }).ToList();
        foreach (var other in conditions.Where(other => other.From < mark.To && other.To > mark.From))
            yield return MarkDoubt.Of(checks.Find("overlap"), other.From > mark.From ? other.From : mark.From,
                $"与{Span(other)}的“{catalogue.Find(other.Code)!.Name}”重叠，重叠部分以后作的标记为准");
        // Between two marks that do not touch the source ran normally.
        var before = conditions.Where(other => other.To <= mark.From).MaxBy(other => other.To);
        var after = conditions.Where(other => other.From >= mark.To).MinBy(other => other.From);
        if (before is not null && before.To < mark.From && !catalogue.Follows(before.Code, MarkCatalogue.Normal))
            yield return Skip(before.To, before.Code, MarkCatalogue.Normal, catalogue, checks);
        var was = before is not null && before.To == mark.From ? before.Code : MarkCatalogue.Normal;
        if (!catalogue.Follows(was, mark.Code)) yield return Skip(mark.From, was, mark.Code, catalogue, checks);
        if (after is not null && after.From == mark.To && !catalogue.Follows(mark.Code, after.Code))
            yield return Skip(mark.To, mark.Code, after.Code, catalogue, checks);
    }

    private static MarkDoubt? Skip(DateTime at, string before, string after, MarkCatalogue catalogue, MarkChecks checks) => MarkDoubt.Of(checks.Find("order"), at,
        $"{at:M月d日HH:mm}由“{catalogue.Find(before)?.Name ?? "正常运行"}”直接变为“{catalogue.Find(after)?.Name ?? "正常运行"}”，中间缺少工况，请补充或者更正");

    // The same kind begun at the same clock time on several days in a row.
    private static MarkDoubt? Daily(PlacedMark mark, MarkDefinition kind, List<PlacedMark> others, MarkChecks checks)
    {
        if (checks.Find("same-hour-daily") is not { } check || kind.Effect is null) return null;
        var same = others.Where(other => other.Code == mark.Code).ToList();
        var days = 1;
        for (var back = 1; back < check.Threshold && same.Any(other => Math.Abs((other.From.AddDays(back) - mark.From).TotalMinutes) <= check.Minutes); back++) days++;
        return days < check.Threshold ? null : MarkDoubt.Of(check, mark.From, $"连续{days}天都在{mark.From:HH:mm}前后标记“{kind.Name}”");
    }

    private static string Span(PlacedMark mark) => $"{mark.From:M月d日HH:mm}至{mark.To:M月d日HH:mm}";
}
