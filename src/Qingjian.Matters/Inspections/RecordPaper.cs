using System.Globalization;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>The record as a paper (DOC04), made of what was sealed and nothing else.</summary>
internal static class RecordPaper
{
    public static PaperContent Of(Inspection record, string agency, IReadOnlyList<InspectionPhoto> photos, IReadOnlyList<InspectionAmendment> amendments, IReadOnlyDictionary<string, byte[]> signatures) =>
        new("DOC04", agency, "现场检查（勘察）笔录", record.Number, [.. Head(record), .. Said(record), .. Answers(record), .. Measured(record), .. Pictures(photos), .. Talks(record), .. End(record, amendments, signatures)]);

    private static IEnumerable<Block> Head(Inspection record)
    {
        var c = record.Content;
        yield return new Form(
        [
            new([new("检查时间", $"{Clock(record.StartedAt)} 至 {(record.EndedAt is { } end ? Clock(end) : "未结束")}")]),
            new([new("检查地点", c.Place)], 2),
            new([new("被检查人", c.PartyName), new("信用代码", Or(c.CreditCode, "无"))]),
            new([new("地址", Or(c.PartyAddress, "未登记"))]),
            new([new("法定代表人", Or(c.LegalRepresentative, "未登记")), new("现场负责人", $"{c.SiteContact}{(c.SiteContactDuty.Length > 0 ? $"（{c.SiteContactDuty}）" : "")}")]),
            new([new("身份证件", Or(c.SiteContactIdentity, "未登记")), new("电话", Or(c.SiteContactPhone, "未登记"))]),
            new([new("检查人", string.Join("\n", record.Crew.Select(o => $"{o.Name}（执法证号：{o.Certificate}）{o.Unit}")))], 2),
        ]);
        yield return Heading("一、出示证件和告知");
        yield return Body($"{Shown(c.CertificateShownAt)}，检查人出示执法证件；{Shown(c.RightsReadAt)}，告知被检查人申请回避、陈述申辩的权利和配合检查的义务。{(c.PartyConfirmed == true ? "被检查人确认看过证件、听清权利义务。" : $"被检查人没有确认：{c.ConfirmationNote}")}");
        yield return Body(c.WithdrawalAsked ? $"被检查人申请回避：{c.WithdrawalNote}" : "被检查人未申请回避。");
    }

    private static IEnumerable<Block> Said(Inspection record)
    {
        var c = record.Content;
        (string Title, string Text)[] parts =
        [
            ("二、建设和生产情况", c.Production), ("三、环保手续", c.Permits), ("四、产污和治污设施运行情况", c.Treatment), ("五、违法情况", c.Violation),
            ("六、采样及拍摄情况", c.Sampling), ("七、现场措施", Or(c.Measures, "无")), ("八、其他", Or(c.Other, "无")),
        ];
        foreach (var (title, text) in parts)
        {
            yield return Heading(title);
            yield return Body(Or(text, "未填写"));
        }
    }

    private static IEnumerable<Block> Answers(Inspection record)
    {
        if (record.Checklist is not { } list || record.Content.Answers.Count == 0) yield break;
        yield return Heading($"附一、{list.Title}（第{list.Version}版）");
        var items = list.Items.ToDictionary(i => i.Id);
        foreach (var (answer, index) in record.Content.Answers.Where(a => a.Answer.Length > 0).Select((a, i) => (a, i + 1)))
            yield return Body($"{index}．{(items.TryGetValue(answer.ItemId, out var item) ? item.Question : answer.ItemId)}：{Word(answer.Answer)}{(answer.Note.Length > 0 ? $"。{answer.Note}" : "")}");
    }

    private static IEnumerable<Block> Measured(Inspection record)
    {
        if (record.Content.Measurements.Count == 0) yield break;
        yield return Heading("附二、现场测量");
        foreach (var m in record.Content.Measurements) yield return Body($"{m.Point}，{m.Item}：{m.Value} {m.Unit}（{m.Method}，{Clock(m.At)}）");
    }

    private static IEnumerable<Block> Pictures(IReadOnlyList<InspectionPhoto> photos)
    {
        if (photos.Count == 0) yield break;
        yield return Heading("附三、照片和录像目录");
        foreach (var (p, index) in photos.Select((p, i) => (p, i + 1)))
            yield return Body($"{index}．{p.Subject}，证明{p.Proves.TrimEnd('。')}。{Clock(p.TakenAt)}，{p.Place}，拍摄人{p.TakenByName}，原件摘要 {p.Sha256[..16]}。");
    }

    private static IEnumerable<Block> Talks(Inspection record)
    {
        foreach (var talk in record.Content.Interviews)
        {
            yield return Heading($"附四、询问{talk.Person}（{Or(talk.Duty, "职务未登记")}）");
            yield return Body($"{Shown(talk.From)}至{Shown(talk.To)}，{talk.Place}。已告知权利义务。");
            foreach (var row in talk.Rows) yield return Body($"问：{row.Asked}\n答：{row.Answered}");
        }
    }

    private static IEnumerable<Block> End(Inspection record, IReadOnlyList<InspectionAmendment> amendments, IReadOnlyDictionary<string, byte[]> signatures)
    {
        yield return new Paragraph("（以下空白）", ParagraphKind.Flush);
        foreach (var signature in record.Signatures)
            yield return signature.FileId is { } file && signatures.TryGetValue(file, out var picture)
                ? new SignedLine($"{Role(signature)}（签名）：{signature.Name} ", picture, $" {Clock(signature.At)}")
                : new SignatureLines([Line(signature)]);
        yield return new SignatureLines(["每页均须由被检查人签名并注明日期。"]);
        if (record.Sha256 is { } digest) yield return new Paragraph($"本笔录于{Clock(record.SealedAt!.Value)}封存，内容摘要（SHA-256）{digest}。电子签名图像与本摘要一并存证。", ParagraphKind.Note);
        foreach (var a in amendments) yield return new Paragraph($"第{a.Ordinal}次补正（{Clock(a.At)}，{a.ByName}）：{a.Text.TrimEnd('。')}。理由：{a.Reason.TrimEnd('。')}。", ParagraphKind.Note);
    }

    private static string Line(Signature s)
    {
        var role = Role(s);
        return s.Refused ? $"{role}（拒绝签名）：{s.Name}。{s.Reason}　见证：{s.Witness}　{Clock(s.At)}" : $"{role}（签名）：{s.Name}（已电子签名）　{Clock(s.At)}";
    }

    private static string Role(Signature s) => s.Role switch { SignatureRole.Officer => "检查人", SignatureRole.Party => "被检查人", _ => "见证人" };

    private static Paragraph Heading(string text) => new(text, ParagraphKind.Heading);

    private static Paragraph Body(string text) => new(text);

    private static string Or(string text, string absent) => string.IsNullOrWhiteSpace(text) ? absent : text.Trim();

    private static string Word(string answer) => answer switch { "yes" => "是", "no" => "否", "na" => "不适用", _ => answer };

    private static string Shown(DateTimeOffset? at) => at is { } moment ? Clock(moment) : "时间未记录";

    private static string Clock(DateTimeOffset at) => BeijingTime.ClockOf(at).ToString("yyyy年M月d日H时m分", CultureInfo.InvariantCulture);
}
