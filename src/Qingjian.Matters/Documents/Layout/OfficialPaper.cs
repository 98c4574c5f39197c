using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Qingjian.Matters.Documents.Layout;

/// <summary>
/// Sets a paper as DOCX in the layout of GB/T 9704-2012 for plain 文书: A4, text block 156 x 225 mm, 22 lines of 28 characters,
/// body 仿宋 三号, title 小标宋 二号, page number — 1 — at the outer corner.
/// </summary>
internal static class OfficialPaper
{
    // Twentieths of a point; 1 mm = 56.69. Margins 37 / 35 / 28 / 26 mm.
    private const int Top = 2098, Bottom = 1984, Left = 1587, Right = 1474;
    internal const int TextWidth = 11906 - Left - Right;
    /// <summary>225 mm in 22 lines.</summary>
    internal const int LinePitch = 579;
    /// <summary>156 mm in 28 characters of 16 pt: each a quarter point closer. Set on the body styles, because a character grid
    /// spreads Latin letters and is read differently by office programs.</summary>
    internal const int Closer = -5;

    /// <summary>The DOCX bytes.</summary>
    /// <param name="paper">The text.</param>
    /// <param name="at">Instant in the file's properties.</param>
    /// <param name="check">Address behind the check code in the head of each page; null leaves the code out.</param>
    public static byte[] Render(PaperContent paper, DateTimeOffset at, string? check = null)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = file.AddMainDocumentPart();
            PaperStyles.Add(main);
            var body = new Body();
            main.Document = new Document(body);

            body.Append(PaperBlocks.Styled(PaperStyles.Agency, paper.Agency));
            body.Append(PaperBlocks.Styled(PaperStyles.Title, paper.Title));
            if (paper.Number is { } number) body.Append(PaperBlocks.Styled(PaperStyles.Number, number));
            foreach (var block in paper.Blocks)
                body.Append(PaperBlocks.Of(block, main));
            // A document may not end with a table.
            if (paper.Blocks is [.., Form]) body.Append(PaperBlocks.Last());

            body.Append(Section(main, paper, check is null ? null : Pictures.Code(check)));
            var properties = file.PackageProperties;
            properties.Title = paper.Number is { } n ? $"{paper.Title} {n}" : paper.Title;
            properties.Creator = paper.Agency;
            properties.Created = at.UtcDateTime;
            properties.Modified = at.UtcDateTime;
        }
        return stream.ToArray();
    }

    private static SectionProperties Section(MainDocumentPart main, PaperContent paper, byte[]? code)
    {
        var odd = PageFooter(main, outerRight: true);
        var even = PageFooter(main, outerRight: false);
        var head = PageHeader(main, paper, code);
        var headEven = PageHeader(main, paper, code);
        return new SectionProperties(
            new HeaderReference { Type = HeaderFooterValues.Default, Id = head },
            new HeaderReference { Type = HeaderFooterValues.Even, Id = headEven },
            new FooterReference { Type = HeaderFooterValues.Default, Id = odd },
            new FooterReference { Type = HeaderFooterValues.Even, Id = even },
            new PageSize { Width = 11906, Height = 16838 },
            new PageMargin { Top = Top, Bottom = Bottom, Left = Left, Right = Right, Header = 850, Footer = 1361, Gutter = 0 },
            new DocGrid { Type = DocGridValues.Lines, LinePitch = LinePitch });
    }

    // — 1 — in 四号, one character in from the outer margin.
    private static string PageFooter(MainDocumentPart main, bool outerRight)
    {
        var part = main.AddNewPart<FooterPart>();
        var line = PaperBlocks.Styled(PaperStyles.Footer, "");
        line.ParagraphProperties!.Justification = new Justification { Val = outerRight ? JustificationValues.Right : JustificationValues.Left };
        line.ParagraphProperties.Indentation = outerRight ? new Indentation { Right = "280" } : new Indentation { Left = "280" };
        line.Append(PaperBlocks.Run("— "), PaperBlocks.PageField("PAGE"), PaperBlocks.Run(" —"));
        part.Footer = new Footer(line);
        return main.GetIdOfPart(part);
    }

    private static string PageHeader(MainDocumentPart main, PaperContent paper, byte[]? code)
    {
        var part = main.AddNewPart<HeaderPart>();
        var line = PaperBlocks.Styled(PaperStyles.Header, "");
        line.Append(PaperBlocks.Run($"{paper.Number ?? paper.Title}　第 "), PaperBlocks.PageField("PAGE"), PaperBlocks.Run(" 页，共 "), PaperBlocks.PageField("NUMPAGES"), PaperBlocks.Run(" 页"));
        if (code is not null) line.Append(Pictures.CheckCode(part, code));
        part.Header = new Header(line);
        return main.GetIdOfPart(part);
    }
}
