using System.Globalization;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>A mark as somebody wants to make it. Times are Beijing clock, to the minute.</summary>
/// <param name="Code">Kind.</param>
/// <param name="From">First minute.</param>
/// <param name="To">Minute after the last.</param>
/// <param name="Factors">Factor codes; empty means all.</param>
/// <param name="Reason">Why, Chinese.</param>
/// <param name="Files">How many attachments prove it.</param>
public sealed record WantedMark(string Code, DateTime From, DateTime To, IReadOnlyList<string> Factors, string Reason, int Files);

/// <summary>A part of a mark that is wholly in time or wholly late (M36).</summary>
/// <param name="From">First minute.</param>
/// <param name="To">Minute after the last.</param>
/// <param name="Due">Until when the last day of the part was to be marked, Beijing clock.</param>
/// <param name="Late">Made after the deadline of its days.</param>
public sealed record MarkPart(DateTime From, DateTime To, DateTime Due, bool Late);

/// <summary>Whether a mark can be made at all, and which part of it is late.</summary>
public static class StateMark
{
    private const int LongestReason = 1000;

    /// <summary>Refuses a mark that is impossible; otherwise its kind.</summary>
    /// <param name="wanted">The mark.</param>
    /// <param name="catalogue">Kinds of the outlet's industry.</param>
    /// <param name="factors">Factor codes the outlet measures.</param>
    /// <param name="now">Beijing clock.</param>
    public static Outcome<MarkDefinition> Check(WantedMark wanted, MarkCatalogue catalogue, IReadOnlyCollection<string> factors, DateTime now)
    {
        if (catalogue.Find(wanted.Code) is not { } kind)
            return Refusal.OfField("mark-unknown", "kind", $"{catalogue.Name}的标记规则里没有“{wanted.Code}”这种标记，请从列表中选择：{string.Join('、', catalogue.Marks.Select(mark => mark.Name))}。");
        if (wanted.To <= wanted.From) return Refusal.OfField("mark-backwards", "to", "标记的结束时间须晚于开始时间，请核对。");
        if (wanted.To > now.AddMinutes(catalogue.FutureMinutes))
            return Refusal.OfField("mark-future", "to", string.Create(CultureInfo.InvariantCulture, $"不能标记尚未发生的时段（现在是{now:M月d日HH:mm}）；请标到现在为止，之后再用“修改”延长。"));
        if (wanted.To - wanted.From > TimeSpan.FromDays(catalogue.LongestDays))
            return Refusal.OfField("mark-too-long", "to", $"一次标记最长{catalogue.LongestDays}天，请分段标记。");
        if (string.IsNullOrWhiteSpace(wanted.Reason) || wanted.Reason.Trim().Length < 4)
            return Refusal.OfField("mark-reason", "reason", "请写明原因，至少4个字：发生了什么、做了什么。");
        if (wanted.Reason.Length > LongestReason) return Refusal.OfField("mark-reason-long", "reason", $"原因不超过{LongestReason}字，详细材料请作为附件上传。");
        if (kind.Level == MarkLevel.Source && wanted.Factors.Count > 0)
            return Refusal.OfField("mark-factors", "factors", $"“{kind.Name}”是整台设施的工况，不分因子；请不要选因子。");
        if (wanted.Factors.Where(factor => !factors.Contains(factor)).ToList() is { Count: > 0 } strange)
            return Refusal.OfField("mark-factor-unknown", "factors", $"该排放口没有监测{string.Join('、', strange)}，请核对因子。");
        if (kind.ProofNeeded && wanted.Files == 0)
            return Refusal.OfField("mark-proof", "fileIds", $"“{kind.Name}”须附证明材料（检修记录、事故报告、照片等），请上传后再提交。");
        return kind;
    }

    /// <summary>A mark over midnight has the deadline of each day for that day's part (M36): at most one late part and one in time.</summary>
    public static IReadOnlyList<MarkPart> Parts(DateTime from, DateTime to, DateTime now, MarkCatalogue catalogue)
    {
        var parts = new List<MarkPart>();
        for (var at = from; at < to;)
        {
            var day = DateOnly.FromDateTime(at);
            var end = day.AddDays(1).ToDateTime(TimeOnly.MinValue) < to ? day.AddDays(1).ToDateTime(TimeOnly.MinValue) : to;
            var (due, late) = (catalogue.DueFor(day), now > catalogue.DueFor(day));
            if (parts.Count > 0 && parts[^1].Late == late) parts[^1] = parts[^1] with { To = end, Due = due };
            else parts.Add(new(at, end, due, late));
            at = end;
        }
        return parts;
    }
}
