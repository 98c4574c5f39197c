using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Sheets;

/// <summary>Hands a list to a person as xlsx or csv: title row, scope, maker and date, then headings and rows.</summary>
public static class SheetExport
{
    /// <summary>Writes the rows into a temporary file and answers with it.</summary>
    /// <param name="format"><c>csv</c>, or anything else for xlsx.</param>
    /// <param name="head">What stands above.</param>
    /// <param name="columns">Columns in order.</param>
    /// <param name="rows">Rows, read as they are written.</param>
    public static FileStreamHttpResult Answer<T>(string? format, SheetHead head, IReadOnlyList<SheetColumn<T>> columns, IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(head);
        var csv = string.Equals(format, "csv", StringComparison.OrdinalIgnoreCase);
        var file = TemporaryFile.Open();
        try
        {
            if (csv) WriteCsv(file, columns, rows); else WriteXlsx(file, head, columns, rows);
            file.Position = 0;
            var day = head.MadeAt.ToOffset(TimeSpan.FromHours(8)).ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture);
            return TypedResults.File(file, csv ? "text/csv; charset=utf-8" : XlsxBook.MediaType, $"{head.Title}-{day}.{(csv ? "csv" : "xlsx")}");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes xlsx.</summary>
    public static void WriteXlsx<T>(Stream target, SheetHead head, IReadOnlyList<SheetColumn<T>> columns, IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(columns);
        using var book = new XlsxBook(target);
        book.Add(new SheetPlan("Sheet1", [.. columns.Select(c => c.Width)]) { FrozenRows = 3, FrozenColumns = 1, WideRows = [1, 2] }, Lines());

        IEnumerable<IReadOnlyList<SheetCell>> Lines()
        {
            yield return [new(head.Title, CellLook.Title)];
            yield return [new(head.Line, CellLook.Note)];
            yield return [.. columns.Select(c => new SheetCell(c.Title, CellLook.Head))];
            foreach (var row in rows) yield return [.. columns.Select(c => new SheetCell(c.Value(row)))];
        }
    }

    /// <summary>Writes csv for machines and office programs alike: headings and rows only, UTF-8 with BOM, CRLF (RFC 4180).</summary>
    public static void WriteCsv<T>(Stream target, IReadOnlyList<SheetColumn<T>> columns, IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        using var writer = new StreamWriter(target, new UTF8Encoding(true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', columns.Select(c => Quoted(c.Title))));
        foreach (var row in rows) writer.WriteLine(string.Join(',', columns.Select(c => Quoted(Text(c.Value(row))))));
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "是" : "否",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        string text => SheetText.Safe(text),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
