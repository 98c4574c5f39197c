using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Qingjian.Platform.Sheets;

/// <summary>The few looks of our sheets.</summary>
internal static class XlsxStyles
{
    public const int Date = 6, Time = 7;

    public static int Of(CellLook look) => (int)look;

    public static Stylesheet Sheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy-mm-dd" },
            new NumberingFormat { NumberFormatId = 165, FormatCode = "yyyy-mm-dd hh:mm" }),
        new Fonts(
            Font(11, "FF1C2421"), Font(14, "FF1C2421", bold: true), Font(10, "FF55605B"), Font(11, "FF1C2421", bold: true), Font(11, "FFC0392B", bold: true)),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            Ground("FFE8F0ED"), Ground("FFF8D7D3")),
        new Borders(new Border(), Thin()),
        new CellStyleFormats(new CellFormat()),
        // In the order of CellLook, then date and time.
        new CellFormats(
            Format(0, 0, 0), Format(1, 0, 0), Format(2, 0, 0), Format(3, 2, 1, wrap: true), Format(4, 2, 1, wrap: true), Format(0, 3, 1),
            Format(0, 0, 0, number: 164), Format(0, 0, 0, number: 165)));

    private static Font Font(double size, string colour, bool bold = false)
    {
        var font = new Font();
        if (bold) font.Append(new Bold());
        font.Append(new FontSize { Val = size }, new Color { Rgb = colour }, new FontName { Val = "微软雅黑" });
        return font;
    }

    private static Fill Ground(string colour) => new(new PatternFill(new ForegroundColor { Rgb = colour }) { PatternType = PatternValues.Solid });

    private static Border Thin()
    {
        Color Line() => new() { Rgb = "FFB9C4BF" };
        return new Border(
            new LeftBorder(Line()) { Style = BorderStyleValues.Thin }, new RightBorder(Line()) { Style = BorderStyleValues.Thin },
            new TopBorder(Line()) { Style = BorderStyleValues.Thin }, new BottomBorder(Line()) { Style = BorderStyleValues.Thin });
    }

    private static CellFormat Format(uint font, uint fill, uint border, bool wrap = false, uint number = 0)
    {
        var format = new CellFormat { FontId = font, FillId = fill, BorderId = border, NumberFormatId = number, ApplyFont = true, ApplyFill = true, ApplyBorder = true, ApplyNumberFormat = number > 0 };
        if (wrap)
        {
            format.ApplyAlignment = true;
            format.Append(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Center });
        }
        return format;
    }
}
