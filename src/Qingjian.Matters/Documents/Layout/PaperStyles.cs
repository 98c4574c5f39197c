using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Qingjian.Matters.Documents.Layout;

/// <summary>Named styles of official papers, so that an office can still edit the DOCX with its own tools.</summary>
internal static class PaperStyles
{
    public const string Body = "QBody", Flush = "QFlush", Heading = "QHeading", Subheading = "QSubheading", Note = "QNote";
    public const string Agency = "QAgency", Title = "QTitle", Number = "QNumber", Sign = "QSign", Cell = "QCell", Label = "QLabel", CellSign = "QCellSign";
    public const string Header = "QHeader", Footer = "QFooter";

    private const string Fangsong = "仿宋_GB2312", Kaiti = "楷体_GB2312", Heiti = "黑体", Song = "方正小标宋简体", Plain = "宋体";
    // Half points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 小四 12 pt, 小五 9 pt.
    private const int No2 = 44, No3 = 32, No4 = 28, Small4 = 24, Small5 = 18;

    public static void Add(MainDocumentPart main)
    {
        var styles = main.AddNewPart<StyleDefinitionsPart>();
        styles.Styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(Fonts(Fangsong), new FontSize { Val = $"{No3}" }, new FontSizeComplexScript { Val = $"{No3}" }, new Languages { Val = "zh-CN", EastAsia = "zh-CN" })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { Before = "0", After = "0", Line = $"{OfficialPaper.LinePitch}", LineRule = LineSpacingRuleValues.Exact }))),
            Make(Body, "正文（文书）", Fangsong, No3, indent: 200),
            Make(Flush, "顶格", Fangsong, No3),
            Make(Heading, "一级标题", Heiti, No3, indent: 200, keepNext: true),
            Make(Subheading, "二级标题", Kaiti, No3, indent: 200, keepNext: true),
            Make(Note, "附注", Fangsong, Small4, line: 400),
            Make(Agency, "机关名称", Song, No2, JustificationValues.Center, line: 760, keepNext: true),
            Make(Title, "文书标题", Song, No2, JustificationValues.Center, line: 760, after: 120, keepNext: true),
            Make(Number, "文号", Fangsong, No3, JustificationValues.Center, after: 289, keepNext: true),
            Make(Sign, "落款", Fangsong, No3, JustificationValues.Right, keepNext: true),
            Make(Label, "表格栏目", Heiti, Small4, JustificationValues.Center, line: 380),
            Make(Cell, "表格内容", Fangsong, Small4, line: 380),
            Make(CellSign, "表格签署", Fangsong, Small4, JustificationValues.Right, line: 380),
            Make(Header, "页眉", Plain, Small5, JustificationValues.Right, line: 240),
            Make(Footer, "页码", Plain, No4, line: 360));
        var settings = main.AddNewPart<DocumentSettingsPart>();
        settings.Settings = new Settings(
            new EvenAndOddHeaders(),
            new CharacterSpacingControl { Val = CharacterSpacingValues.CompressPunctuation },
            new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
    }

    private static RunFonts Fonts(string face) => new() { Ascii = face, HighAnsi = face, EastAsia = face, ComplexScript = face };

    // indent in hundredths of a character: 200 is the usual two characters.
    private static Style Make(string id, string name, string face, int size, JustificationValues? at = null, int indent = 0, int line = OfficialPaper.LinePitch, int after = 0, bool keepNext = false)
    {
        var paragraph = new StyleParagraphProperties();
        if (keepNext) paragraph.KeepNext = new KeepNext();
        paragraph.SpacingBetweenLines = new SpacingBetweenLines { After = $"{after}", Line = $"{line}", LineRule = LineSpacingRuleValues.Exact };
        if (indent > 0) paragraph.Indentation = new Indentation { FirstLine = $"{size * 10 * indent / 100}", FirstLineChars = indent };
        paragraph.Justification = new Justification { Val = at ?? JustificationValues.Both };
        return new Style(
            new StyleName { Val = name },
            new PrimaryStyle(),
            paragraph,
            new StyleRunProperties(Fonts(face), new Spacing { Val = size == No3 ? OfficialPaper.Closer : 0 }, new FontSize { Val = $"{size}" }, new FontSizeComplexScript { Val = $"{size}" }))
        { Type = StyleValues.Paragraph, StyleId = id, CustomStyle = true };
    }
}
