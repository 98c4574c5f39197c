using Qingjian.Judgement;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Law;

/// <summary>The working behind a deadline, as the pages open it: rules, inputs, arithmetic line by line.</summary>
internal sealed record Why(
    string Title, string? Conclusion, IReadOnlyList<WhyRule> Rules, IReadOnlyList<WhyInput> Inputs, IReadOnlyList<WhyLine> Lines, IReadOnlyList<string> Notes);

internal sealed record WhyRule(string Name, string? Clause, string? Source, string Trust, string Digest);

internal sealed record WhyInput(string Label, string Value);

internal sealed record WhyLine(string Text);

internal static class DeadlineWhy
{
    /// <summary>Opens an answer of the deadline engine.</summary>
    public static Why Of(DeadlineAnswer answer, params WhyInput[] inputs) => answer switch
    {
        DeadlineAnswer.Known(var known) => new(
            known.Rule.Name,
            known.RawEnd == known.End ? $"最后一日为{BeijingTime.InChinese(known.End)}。" : $"原届满日为{BeijingTime.InChinese(known.RawEnd)}，顺延至{BeijingTime.InChinese(known.End)}。",
            [.. known.Citations.Select(c => new WhyRule(c.Document, c.Clause, c.Path, c.Trust.Word(), c.Digest))],
            inputs, [.. known.Working.Select(line => new WhyLine(line))],
            Notes(known)),
        DeadlineAnswer.Open open => new(open.Rule.Name, open.Why.Message, [new WhyRule(open.Rule.Source, null, null, open.Rule.Trust.Word(), "")], inputs, [.. open.Working.Select(line => new WhyLine(line))], []),
        DeadlineAnswer.Refused refused => new("期限", refused.Why.Message, [], inputs, [], []),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    /// <summary>Whether the date rests on a provisional calendar year.</summary>
    public static bool IsProvisional(this DeadlineAnswer answer) => answer is DeadlineAnswer.Open || (answer is DeadlineAnswer.Known(var known) && known.Provisional);

    private static List<string> Notes(Deadline known)
    {
        var notes = new List<string>();
        if (known.Provisional) notes.Add("用到尚未发布的年份的暂定工作日历，日期为暂定，不印在文书上。");
        if (known.Rulings.Count > 0) notes.Add($"采用的口径：{string.Join("、", known.Rulings)}（待法制确认的设定）。");
        return notes;
    }
}
