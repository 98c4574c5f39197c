using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;
using Paragraph = Qingjian.Matters.Documents.Layout.Paragraph;

namespace Qingjian.Tests.Matters.Documents;

/// <summary>Official layout of GB/T 9704-2012 for plain papers.</summary>
public class OfficialPaperTests
{
    private static readonly PaperContent Paper = new("DOC25", "演示市生态环境局", "行政处罚决定书", "演环罚〔2026〕1号",
    [
        new Paragraph("当事人名称：演示公司", ParagraphKind.Flush), new Paragraph("一、违法事实", ParagraphKind.Heading), new Paragraph("经调查…\n第二段"),
        new Form([new([new("案由", "超标排放"), new("来源", "自动监控")]), new([new("案情", "很长的案情", "承办人：秦雪峰")], 3)]),
        new SignOff("演示市生态环境局", new(2026, 10, 23)), new SignatureLines(["受送达人："]),
    ]);

    [Fact]
    public void The_docx_is_valid_and_keeps_the_measures()
    {
        using var stream = new MemoryStream(OfficialPaper.Render(Paper, DateTimeOffset.UnixEpoch));
        using var file = WordprocessingDocument.Open(stream, false);
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(file).Select(e => $"{e.Path?.XPath} {e.Description}").ShouldBeEmpty();

        var section = file.MainDocumentPart!.Document.Body!.GetFirstChild<SectionProperties>()!;
        var page = section.GetFirstChild<PageSize>()!;
        (page.Width!.Value, page.Height!.Value).ShouldBe((11906u, 16838u));
        var margin = section.GetFirstChild<PageMargin>()!;
        const double twips = 56.6929;
        Math.Abs(margin.Top!.Value - 37 * twips).ShouldBeLessThan(1.5);
        Math.Abs(margin.Bottom!.Value - 35 * twips).ShouldBeLessThan(1.5);
        Math.Abs(margin.Left!.Value - 28 * twips).ShouldBeLessThan(1.5);
        Math.Abs(margin.Right!.Value - 26 * twips).ShouldBeLessThan(1.5);
        section.GetFirstChild<DocGrid>()!.LinePitch!.Value.ShouldBe(579);
        (22 * 579).ShouldBeLessThanOrEqualTo(16838 - margin.Top.Value - margin.Bottom.Value);

        foreach (var style in file.MainDocumentPart.StyleDefinitionsPart!.Styles!.Elements<Style>())
            style.StyleRunProperties!.RunFonts!.EastAsia!.Value.ShouldNotBeNullOrEmpty();
        var body = file.MainDocumentPart.StyleDefinitionsPart.Styles!.Elements<Style>().Single(s => s.StyleId == "QBody");
        body.StyleRunProperties!.RunFonts!.EastAsia!.Value.ShouldBe("仿宋_GB2312");
        body.StyleRunProperties.FontSize!.Val!.Value.ShouldBe("32");
        file.MainDocumentPart.FooterParts.Count().ShouldBe(2);
    }

    [Fact]
    public void The_check_code_stands_in_the_head_and_signatures_in_their_lines()
    {
        // A PNG of 400 by 100 points keeps its proportions: 12 mm high, 48 mm wide.
        byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 1, 0x90, 0, 0, 0, 100, 8, 6, 0, 0, 0];
        var signed = Paper with { Blocks = [.. Paper.Blocks, new SignedLine("检查人（签名）：秦雪峰 ", picture, " 2026年9月9日"), new SignedLine("被检查人（签名）：某 ", [1, 2, 3], " 2026年9月9日")] };
        using var stream = new MemoryStream(OfficialPaper.Render(signed, DateTimeOffset.UnixEpoch, "https://example.test/public/paper?d=00112233445566778899aabbccddeeff"));
        using var file = WordprocessingDocument.Open(stream, false);
        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2013).Validate(file).Select(e => $"{e.Path?.XPath} {e.Description}").ShouldBeEmpty();
        file.MainDocumentPart!.HeaderParts.ShouldAllBe(head => head.ImageParts.Count() == 1 && head.Header.Descendants<Drawing>().Count() == 1);
        var extent = file.MainDocumentPart.Document.Body!.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.Extent>().ShouldHaveSingleItem();
        (extent.Cx!.Value, extent.Cy!.Value).ShouldBe((48 * 36_000, 12 * 36_000));
    }

    [Fact]
    public void The_frozen_text_reads_back_as_it_was()
    {
        var json = Paper.ToJson();
        PaperContent.FromJson(json).ToJson().ShouldBe(json);
    }

    [Theory]
    [InlineData("DOC25", 1, "演环罚〔2026〕1号")]
    [InlineData("DOC18", 12, "演环罚告〔2026〕12号")]
    [InlineData("DOC15", 3, "演环责改〔2026〕3号")]
    [InlineData("DOC26", 100, "演环不罚〔2026〕100号")]
    public void Numbers_carry_hexagonal_brackets_and_no_leading_zero(string code, int sequence, string number) =>
        PaperKind.Of(code).NumberOf("演环", "611000", 2026, sequence).ShouldBe(number);

    // Real forms of other agencies, as published: each is a template, none a constant.
    [Theory]
    [InlineData("{prefix}{kind}〔{yyyy}〕{seq:000}号", "郑环", "罚决字", 2021, 19, "郑环罚决字〔2021〕019号")]
    [InlineData("豫{div4}环{kind}〔{yyyy}〕{seq}号", "", "罚决字", 2023, 22, "豫0185环罚决字〔2023〕22号")]
    [InlineData("{prefix}{kind}〔{yyyy}〕{seq}号", "陕E白水环", "罚", 2024, 1, "陕E白水环罚〔2024〕1号")]
    public void Templates_write_the_numbers_that_agencies_use(string template, string prefix, string kind, int year, int sequence, string number) =>
        new PaperKind("DOC25", "", kind, template, true).NumberOf(prefix, "410185", year, sequence).ShouldBe(number);

    [Fact]
    public void Amounts_stand_in_figures_and_capitals() =>
        PaperWords.Of(new Money(390000)).ShouldBe("390000元（大写：人民币叁拾玖万元整）");
}
