using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using Charts = DocumentFormat.OpenXml.Drawing.Charts;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Qingjian.Insight.Reports.Layout;

/// <summary>Sets a report as DOCX: A4, margins of GB/T 9704-2012, headings, paragraphs, tables and charts, page numbers.</summary>
internal sealed class ReportDocument : IDisposable
{
    private const int TextWidth = 8845;
    private const long Emu = 635;
    private const string Fangsong = "仿宋_GB2312", Heiti = "黑体", Song = "方正小标宋简体";
    private readonly MemoryStream stream = new();
    private readonly WordprocessingDocument file;
    private readonly MainDocumentPart main;
    private readonly Body body = new();
    private uint pictures;

    public ReportDocument()
    {
        file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document);
        main = file.AddMainDocumentPart();
        main.Document = new Document(body);
    }

    public void Title(string agency, string title, string number)
    {
        Add(agency, Song, 32, JustificationValues.Center, colour: "C00000");
        Add(title, Song, 40, JustificationValues.Center);
        Add(number, Fangsong, 28, JustificationValues.Center, after: 240);
    }

    public void Heading(string text) => Add(text, Heiti, 32, JustificationValues.Left, keepNext: true);

    public void Text(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Add(line.Trim(), Fangsong, 30, JustificationValues.Both, indent: true);
    }

    public void Right(string text) => Add(text, Fangsong, 30, JustificationValues.Right);

    public void Caption(string text) => Add(text, Heiti, 24, JustificationValues.Center, keepNext: true);

    /// <summary>A table; the first row is the head, repeated on each page. Widths are shares.</summary>
    public void Table(IReadOnlyList<int> widths, IReadOnlyList<IReadOnlyList<string>> rows, int figuresFrom)
    {
        var sum = widths.Sum();
        var columns = widths.Select(share => TextWidth * share / sum).ToList();
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = $"{TextWidth}", Type = TableWidthUnitValues.Dxa },
                new TableBorders(Edge<TopBorder>(8), Edge<LeftBorder>(8), Edge<BottomBorder>(8), Edge<RightBorder>(8), Edge<InsideHorizontalBorder>(4), Edge<InsideVerticalBorder>(4)),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(columns.Select(width => new GridColumn { Width = $"{width}" })));
        for (var at = 0; at < rows.Count; at++)
        {
            var line = new TableRow(at == 0 ? new TableRowProperties(new CantSplit(), new TableHeader()) : new TableRowProperties(new CantSplit()));
            for (var column = 0; column < columns.Count; column++)
            {
                var cell = new TableCellProperties(new TableCellWidth { Width = $"{columns[column]}", Type = TableWidthUnitValues.Dxa });
                if (at == 0) cell.Append(new Shading { Val = ShadingPatternValues.Clear, Fill = "E8EDF2" });
                cell.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
                line.Append(new TableCell(cell, Paragraph(rows[at][column], at == 0 ? Heiti : Fangsong, 21, at == 0 ? JustificationValues.Center : column >= figuresFrom ? JustificationValues.Right : JustificationValues.Left, tight: true)));
            }
            table.Append(line);
        }
        body.Append(table, Paragraph("", Fangsong, 16, JustificationValues.Left, tight: true));
    }

    /// <summary>A chart over the whole width.</summary>
    /// <param name="chart">What is drawn.</param>
    /// <param name="millimetres">Height.</param>
    public void Chart(ReportChart chart, int millimetres)
    {
        var part = main.AddNewPart<ChartPart>();
        using (var xml = new MemoryStream(chart.ToXml())) part.FeedData(xml);
        var id = ++pictures;
        var graphic = new A.Graphic(new A.GraphicData(new Charts.ChartReference { Id = main.GetIdOfPart(part) }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" });
        var inline = new Wp.Inline(
            new Wp.Extent { Cx = TextWidth * Emu, Cy = millimetres * 36_000L }, new Wp.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new Wp.DocProperties { Id = id, Name = $"图{id}", Description = chart.Title }, new Wp.NonVisualGraphicFrameDrawingProperties(), graphic)
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 };
        body.Append(new Paragraph(new ParagraphProperties(new SpacingBetweenLines { Before = "120", After = "120" }), new Run(new Drawing(inline))));
    }

    /// <summary>The bytes; nothing can be added after.</summary>
    public byte[] Finish(string title, string agency, DateTimeOffset at)
    {
        var footer = main.AddNewPart<FooterPart>();
        var line = Paragraph("— ", Fangsong, 28, JustificationValues.Center, tight: true);
        line.Append(new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " }, Words(" —", Fangsong, 28, null));
        footer.Footer = new Footer(line);
        body.Append(new SectionProperties(
            new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin { Top = 1701, Bottom = 1701, Left = 1587, Right = 1474, Header = 850, Footer = 992, Gutter = 0 }));
        (file.PackageProperties.Title, file.PackageProperties.Creator) = (title, agency);
        file.PackageProperties.Created = at.UtcDateTime;
        file.PackageProperties.Modified = at.UtcDateTime;
        file.Dispose();
        return stream.ToArray();
    }

    public void Dispose()
    {
        file.Dispose();
        stream.Dispose();
    }

    private void Add(string text, string face, int size, JustificationValues at, bool indent = false, bool keepNext = false, int after = 60, string? colour = null) =>
        body.Append(Paragraph(text, face, size, at, indent, keepNext, after, false, colour));

    private static Paragraph Paragraph(string text, string face, int size, JustificationValues at, bool indent = false, bool keepNext = false, int after = 0, bool tight = false, string? colour = null)
    {
        var properties = new ParagraphProperties();
        if (keepNext) properties.KeepNext = new KeepNext();
        properties.SpacingBetweenLines = tight ? new SpacingBetweenLines { Before = "20", After = "20" } : new SpacingBetweenLines { After = $"{after}", Line = "360", LineRule = LineSpacingRuleValues.Auto };
        if (indent) properties.Indentation = new Indentation { FirstLine = $"{size * 20}", FirstLineChars = 200 };
        properties.Justification = new Justification { Val = at };
        var paragraph = new Paragraph(properties);
        if (text.Length > 0) paragraph.Append(Words(text, face, size, colour));
        return paragraph;
    }

    private static Run Words(string text, string face, int size, string? colour)
    {
        var properties = new RunProperties(new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = face });
        if (colour is not null) properties.Append(new Color { Val = colour });
        properties.Append(new FontSize { Val = $"{size}" }, new FontSizeComplexScript { Val = $"{size}" });
        return new Run(properties, new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    }

    private static T Edge<T>(uint size) where T : BorderType, new() => new() { Val = BorderValues.Single, Size = size, Color = "7F7F7F" };
}
