using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Sheets;

/// <summary>Reads the first visible sheet of an xlsx file, or a csv file (UTF-8 or GB 18030), as rows of text. Formulas are never run: their last value is read.</summary>
public static class SheetReader
{
    /// <summary>Most rows of one table.</summary>
    public const int MostRows = 50_000;
    /// <summary>Most columns of one table.</summary>
    public const int MostColumns = 200;
    private const long MostUnpacked = 300L << 20;
    private const int MostSharedTexts = 2_000_000;

    /// <summary>Reads all rows that are not empty; refused when it is no table or too large. The stream must be able to seek.</summary>
    public static Outcome<IReadOnlyList<SheetRow>> Read(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var head = new byte[4];
        var length = content.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        content.Position = 0;
        if (length == 0) return Refusal.Of("sheet-empty", "文件是空的，请下载模板填写后再上传。");
        try
        {
            return head.AsSpan().SequenceEqual("PK\u0003\u0004"u8) ? ReadXlsx(content) : ReadCsv(content);
        }
        catch (Exception fault) when (fault is InvalidDataException or OpenXmlPackageException or FileFormatException or System.Xml.XmlException or FormatException or DecoderFallbackException or ArgumentException)
        {
            return Refusal.Of("sheet-unreadable", "文件不是可以读取的 xlsx 或 csv 表格，请用 Excel 或 WPS 打开另存为 xlsx 后再上传。");
        }
    }

    private static Outcome<IReadOnlyList<SheetRow>> ReadXlsx(Stream content)
    {
        // A small file may unpack to a flood: what it says of itself is added up before anything is unpacked.
        using (var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true))
            if (zip.Entries.Sum(e => e.Length) > MostUnpacked) return TooLarge();
        content.Position = 0;
        using var document = SpreadsheetDocument.Open(content, false);
        if (document.WorkbookPart?.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault(s => s.State is null || s.State.Value == SheetStateValues.Visible) is not { Id.Value: { } id }
            || document.WorkbookPart.GetPartById(id) is not WorksheetPart sheet)
            return Refusal.Of("sheet-empty", "文件里没有工作表，请下载模板填写后再上传。");
        var shared = SharedTexts(document.WorkbookPart);
        var rows = new List<SheetRow>();
        using var reader = OpenXmlReader.Create(sheet);
        var number = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement) continue;
            number = reader.Attributes.FirstOrDefault(a => a.LocalName == "r").Value is { } told ? int.Parse(told, CultureInfo.InvariantCulture) : number + 1;
            if (!reader.ReadFirstChild()) continue;
            var cells = new List<string>();
            do
            {
                if (reader.ElementType != typeof(Cell) || reader.LoadCurrentElement() is not Cell cell) continue;
                var column = cell.CellReference?.Value is { } place ? ColumnOf(place) : cells.Count;
                if (column >= MostColumns) continue;
                while (cells.Count < column) cells.Add("");
                cells.Add(SheetText.Read(TextOf(cell, shared).Trim()));
            }
            while (reader.ReadNextSibling());
            var row = new SheetRow(number, cells);
            if (!row.IsEmpty) rows.Add(row);
            if (rows.Count > MostRows) return TooLarge();
        }
        return rows;
    }

    private static List<string> SharedTexts(WorkbookPart book)
    {
        var texts = new List<string>();
        if (book.SharedStringTablePart is not { } part) return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(SharedStringItem) || !reader.IsStartElement) continue;
            if (reader.LoadCurrentElement() is SharedStringItem item) texts.Add(Flat(item));
            if (texts.Count > MostSharedTexts) throw new InvalidDataException("Too many texts.");
        }
        return texts;
    }

    // Phonetic runs are a reading aid, not part of the text.
    private static string Flat(OpenXmlElement item) =>
        string.Concat(item.Descendants<Text>().Where(t => t.Parent is not PhoneticRun).Select(t => t.Text));

    private static string TextOf(Cell cell, List<string> shared)
    {
        var raw = cell.CellValue?.Text ?? "";
        return cell.DataType?.Value switch
        {
            CellValues.SharedString => int.TryParse(raw, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < shared.Count ? shared[at] : "",
            CellValues.InlineString => cell.InlineString is { } inline ? Flat(inline) : "",
            CellValues.Boolean => raw == "1" ? "是" : "否",
            CellValues.Error => raw,
            CellValues.String => raw,
            // 12 significant digits: 0.1 stays 0.1 although the file says 0.10000000000000001.
            _ => double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15 && raw.Length > 12 && raw.Contains('.', StringComparison.Ordinal)
                ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : raw,
        };
    }

    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var c in place)
        {
            if (!char.IsAsciiLetterUpper(c)) break;
            column = column * 26 + (c - 'A' + 1);
            if (column > 20_000) break;
        }
        return column - 1;
    }

    private static Outcome<IReadOnlyList<SheetRow>> ReadCsv(Stream content)
    {
        if (content.Length > MostUnpacked) return TooLarge();
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        if (bytes.AsSpan().Contains((byte)0)) return Refusal.Of("sheet-unreadable", "文件不是可以读取的 xlsx 或 csv 表格（旧的 xls 请另存为 xlsx），请转换后再上传。");
        string text;
        try { text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes); }
        catch (DecoderFallbackException)
        {
            text = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!.GetString(bytes);
        }
        var rows = new List<SheetRow>();
        foreach (var row in CsvRows.Split(text.TrimStart('\uFEFF')))
        {
            if (!row.IsEmpty) rows.Add(row);
            if (rows.Count > MostRows) return TooLarge();
        }
        return rows;
    }

    private static Refusal TooLarge() => Refusal.Of("sheet-too-large", $"表格太大：一次最多{MostRows}行。请分成几个文件上传。");
}
