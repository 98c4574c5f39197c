using Qingjian.Matters.Documents.Layout;
using static Qingjian.Matters.Documents.Papers.CommonText;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>补正书: corrects a slip in a paper that was issued or a record that was sealed. It names the paper, what stood there, what it should be, why and who;
/// the paper itself stays as it was.</summary>
internal static class CorrectionPaper
{
    /// <param name="party">Addressee.</param>
    /// <param name="title">Title of the corrected paper.</param>
    /// <param name="number">Its number.</param>
    /// <param name="on">Its date.</param>
    /// <param name="digest">Digest of its text.</param>
    /// <param name="wrong">What stands there; null where the correction says it itself.</param>
    /// <param name="right">What it should be.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who corrects.</param>
    /// <param name="agency">Agency.</param>
    /// <param name="today">Date of the correction.</param>
    public static IReadOnlyList<Block> Blocks(string party, string title, string? number, DateOnly on, string digest, string? wrong, string right, string reason, string by, string agency, DateOnly today) =>
    [
        Flush($"{party}："),
        Body($"我局于{PaperWords.Of(on)}制作的《{title}》{(number is null ? "" : $"（{number}）")}有误，现补正如下："),
        .. wrong is null ? new Block[] { Body(Ended(right)) } : [Body($"原文：{Ended(wrong)}"), Body($"补正为：{Ended(right)}")],
        Body($"补正理由：{Ended(reason)}"),
        Body("除上述补正外，原文书的其他内容不变。本补正书与原文书一并保存，原文书不作改动。"),
        Body($"经办人：{by}"),
        new Paragraph($"被补正文书的内容摘要（SHA-256）：{digest}", ParagraphKind.Note),
        new SignOff(agency, today),
    ];
}
