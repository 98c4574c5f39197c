using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Documents.Papers;

/// <summary>Passages that several papers share, each taken from the file and typed nowhere else.</summary>
internal static class CommonText
{
    public static Paragraph Body(string text) => new(text);
    public static Paragraph Head(string text) => new(text, ParagraphKind.Heading);
    public static Paragraph Flush(string text) => new(text, ParagraphKind.Flush);

    /// <summary>Name, code, representative and address of the party, one line each.</summary>
    public static IEnumerable<Block> PartyLines(Party party, string word = "当事人")
    {
        var organisation = party.Kind == PartyKind.Organisation;
        yield return Flush($"{word}{(organisation ? "名称" : "姓名")}：{party.Name}");
        yield return Flush(organisation ? $"统一社会信用代码：{party.CreditCode ?? "无"}" : $"身份证件号码：{party.CreditCode ?? "未登记"}");
        if (organisation) yield return Flush($"法定代表人（负责人）：{party.LegalRepresentative ?? "未登记"}");
        yield return Flush($"{(organisation ? "地址" : "住址")}：{party.Address}");
    }

    /// <summary>Facts, then the evidence list with name, day, provider and what each proves.</summary>
    public static IEnumerable<Block> FactsAndEvidence(Case file, IReadOnlyList<CaseEvidence> evidence, string opening)
    {
        yield return Body($"{opening}{Ended(file.Facts)}");
        if (evidence.Count == 0) yield break;
        yield return Body("以上事实，有下列证据证明：");
        foreach (var (item, index) in evidence.Select((e, i) => (e, i + 1)))
            yield return Body($"{index}．{item.Name}（{PaperWords.Of(item.TakenOn)}由{item.Provider}提供），证明{Ended(Unproved(item.Proves))}");
    }

    /// <summary>The kinds and amounts of a penalty, numbered when there are several.</summary>
    public static IEnumerable<Block> PenaltyLines(Penalty penalty)
    {
        var lines = new List<string>();
        if (penalty.Warning) lines.Add("警告");
        if (penalty.Amount is { } fine) lines.Add($"罚款{PaperWords.Of(fine)}");
        lines.AddRange(penalty.Other);
        for (var i = 0; i < lines.Count; i++)
            yield return Body(lines.Count == 1 ? $"{lines[i]}。" : $"{i + 1}．{lines[i]}{(i == lines.Count - 1 ? "。" : "；")}");
    }

    /// <summary>One line for forms and lists, e.g. 警告；罚款390000元.</summary>
    public static string PenaltyLine(Penalty penalty)
    {
        var parts = new List<string>();
        if (penalty.Warning) parts.Add("警告");
        if (penalty.Amount is { } fine) parts.Add($"罚款{PaperWords.Figures(fine)}元");
        parts.AddRange(penalty.Other);
        return parts.Count == 0 ? "不予行政处罚" : string.Join("；", parts);
    }

    /// <summary>The circumstances that were weighed and the reason. An example table is never named as a basis.</summary>
    public static string Weighed(FineAssessment? assessment)
    {
        if (assessment is null) return "";
        var table = assessment is { ExampleOnly: false, TableTitle.Length: > 0 } ? $"依照《{assessment.TableTitle}》，" : "";
        var factors = assessment.Choices.Count == 0 ? "" : $"综合考虑{string.Join("；", assessment.Choices.Select(c => $"{Bare(c.FactorName)}为{c.OptionText}"))}，";
        var adjust = assessment.Adjustment.Length > 0 ? $"并予以{assessment.Adjustment}处罚，" : "";
        return $"{table}{factors}{adjust}{Ended(assessment.Reason)}";
    }

    /// <summary>The articles that were broken, ready for 违反了……的规定.</summary>
    public static string Violated(LawChoice? law) => law is null ? "" : Article(law.Chosen.ViolatedLaw.Length > 0 ? law.Chosen.ViolatedLaw : law.Chosen.PenaltyLaw);

    /// <summary>生态环境法典第1107条 becomes 《生态环境法典》第1107条.</summary>
    public static string Article(string text)
    {
        var at = text.IndexOf('第', StringComparison.Ordinal);
        return at > 0 ? $"《{text[..at]}》{text[at..]}" : $"《{text}》";
    }

    public static string Officers(Case file) => string.Join("、", file.Investigators.Select(o => $"{o.Name}（执法证号：{o.Certificate}）"));

    public static string Names(Case file) => string.Join("、", file.Investigators.Select(o => o.Name));

    /// <summary>With exactly one full stop at the end.</summary>
    public static string Ended(string text) => text.Trim().TrimEnd('。', '；', '.', ';') + "。";

    public static Paragraph Contact(Case file) => Body($"联系人：{Names(file)}　联系电话：{file.Agency.Phone}　地址：{file.Agency.Address}");

    /// <summary>Rights of review and suit.</summary>
    public static string Remedies(Agency agency) =>
        $"如不服本决定，可以自收到本决定书之日起六十日内向{agency.Name}的本级人民政府申请行政复议，也可以自收到本决定书之日起六个月内依法向人民法院提起行政诉讼。申请行政复议或者提起行政诉讼，不停止本决定的执行。";

    private static string Unproved(string text) => text.StartsWith("证明", StringComparison.Ordinal) ? text[2..] : text;

    private static string Bare(string factor)
    {
        var at = factor.IndexOf('(', StringComparison.Ordinal);
        return at > 0 ? factor[..at] : factor;
    }
}
