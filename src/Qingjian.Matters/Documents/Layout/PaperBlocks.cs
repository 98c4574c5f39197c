using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Qingjian.Matters.Documents.Layout;

/// <summary>Turns blocks into WordprocessingML.</summary>
internal static class PaperBlocks
{
    private const int LabelWidth = 1500;

    public static IEnumerable<OpenXmlElement> Of(Block block, MainDocumentPart main) => block switch
    {
        Paragraph paragraph => paragraph.Text.Split('\n').Select(line => Styled(StyleOf(paragraph.Kind), line)),
        Form form => [Table(form)],
        SignOff sign => Sign(sign),
        SignedLine signed => [Signed(signed, main)],
        SignatureLines lines => lines.Lines.Select(line => Styled(PaperStyles.Flush, line)),
        _ => throw new ArgumentOutOfRangeException(nameof(block)),
    };

    private static W.Paragraph Signed(SignedLine signed, MainDocumentPart main)
    {
        var line = Styled(PaperStyles.Flush, signed.Before);
        // The picture is higher than a line of text: this line grows with it.
        line.ParagraphProperties!.SpacingBetweenLines = new SpacingBetweenLines { Line = $"{OfficialPaper.LinePitch}", LineRule = LineSpacingRuleValues.AtLeast };
        if (Pictures.Signature(main, signed.Picture, (uint)main.ImageParts.Count() + 2) is { } picture) line.Append(picture);
        line.Append(Run(signed.After));
        return line;
    }

    public static W.Paragraph Styled(string style, string text)
    {
        var paragraph = new W.Paragraph(new ParagraphProperties { ParagraphStyleId = new ParagraphStyleId { Val = style } });
        if (text.Length > 0) paragraph.Append(Run(text));
        return paragraph;
    }

    /// <summary>A paragraph of one point after a closing table, so that it opens no page of its own.</summary>
    public static W.Paragraph Last() => new(new ParagraphProperties(new SpacingBetweenLines { Line = "20", LineRule = LineSpacingRuleValues.Exact }));

    public static Run Run(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    public static SimpleField PageField(string name) => new(Run("1")) { Instruction = $" {name} " };

    private static string StyleOf(ParagraphKind kind) => kind switch
    {
        ParagraphKind.Body => PaperStyles.Body,
        ParagraphKind.Flush => PaperStyles.Flush,
        ParagraphKind.Heading => PaperStyles.Heading,
        ParagraphKind.Subheading => PaperStyles.Subheading,
        _ => PaperStyles.Note,
    };

    // Two lines of room for the seal; agency and date four characters in from the right, the shorter centred on the longer.
    private static IEnumerable<OpenXmlElement> Sign(SignOff sign)
    {
        yield return Styled(PaperStyles.Sign, "");
        yield return Styled(PaperStyles.Sign, "");
        yield return Placed(sign.Agency);
        var date = Placed(PaperWords.Of(sign.Date));
        date.ParagraphProperties!.KeepNext = new KeepNext { Val = false };
        yield return date;

        W.Paragraph Placed(string text)
        {
            var line = Styled(PaperStyles.Sign, text);
            var widest = Math.Max(Width(sign.Agency), Width(PaperWords.Of(sign.Date)));
            line.ParagraphProperties!.Indentation = new Indentation { Right = $"{(int)(320 * (3 + (widest - Width(text)) / 2))}" };
            return line;
        }

        static double Width(string text) => text.Sum(c => c < 128 ? 0.5 : 1.0);
    }

    private static Table Table(Form form)
    {
        var half = OfficialPaper.TextWidth / 2;
        int[] columns = [LabelWidth, half - LabelWidth, LabelWidth, OfficialPaper.TextWidth - half - LabelWidth];
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = $"{OfficialPaper.TextWidth}", Type = TableWidthUnitValues.Dxa },
                new TableBorders(
                    new TopBorder { Val = BorderValues.Single, Size = 8 }, new LeftBorder { Val = BorderValues.Single, Size = 8 },
                    new BottomBorder { Val = BorderValues.Single, Size = 8 }, new RightBorder { Val = BorderValues.Single, Size = 8 },
                    new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 }),
                new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(columns.Select(width => new GridColumn { Width = $"{width}" })));
        foreach (var row in form.Rows)
        {
            // An opinion stays with its signature.
            var properties = row.Fields.Any(field => field.Signed is not null) ? new TableRowProperties(new CantSplit()) : new TableRowProperties();
            var line = new TableRow(properties);
            properties.Append(
                new TableRowHeight { Val = (uint)Math.Max(520, row.Lines * 380 + 140), HeightType = HeightRuleValues.AtLeast });
            for (var i = 0; i < row.Fields.Count; i++)
            {
                var field = row.Fields[i];
                line.Append(Cell(columns[i * 2], 1, [Styled(PaperStyles.Label, field.Label)]));
                var wide = row.Fields.Count == 1;
                var width = wide ? OfficialPaper.TextWidth - LabelWidth : columns[i * 2 + 1];
                var lines = field.Value.Split('\n').Select(text => (OpenXmlElement)Styled(PaperStyles.Cell, text)).ToList();
                if (field.Signed is { } signed) lines.AddRange(signed.Split('\n').Select(text => Styled(PaperStyles.CellSign, text)));
                line.Append(Cell(width, wide ? 3 : 1, lines));
            }
            table.Append(line);
        }
        return table;

        static TableCell Cell(int width, int span, IEnumerable<OpenXmlElement> content)
        {
            var properties = new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa });
            if (span > 1) properties.Append(new GridSpan { Val = span });
            properties.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
            var cell = new TableCell(properties);
            cell.Append(content);
            return cell;
        }
    }
}
