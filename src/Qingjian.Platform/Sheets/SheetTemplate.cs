namespace Qingjian.Platform.Sheets;

/// <summary>One column of a table that people fill in.</summary>
/// <param name="Title">Heading; the reader finds the column by it.</param>
/// <param name="Hint">What belongs here, with an example; shown while the cell is filled in and on the sheet 填写说明.</param>
/// <param name="Required">Must be filled in.</param>
/// <param name="Choices">Allowed values, or null.</param>
/// <param name="Example">A value as it should look.</param>
/// <param name="Width">Width in characters.</param>
public sealed record TemplateColumn(string Title, string Hint, bool Required = false, IReadOnlyList<string>? Choices = null, string Example = "", double Width = 18);

/// <summary>Writes a table to fill in: headings, drop-down lists, hints, and a sheet of explanations.</summary>
public static class SheetTemplate
{
    /// <summary>Writes the file.</summary>
    public static void Write(Stream target, string name, IReadOnlyList<TemplateColumn> columns) => Write(target, name, columns, []);

    /// <summary>Writes the file with rows already in it, e.g. the rows handed back with their faults.</summary>
    public static void Write(Stream target, string name, IReadOnlyList<TemplateColumn> columns, IEnumerable<IReadOnlyList<SheetCell>> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        using var book = new XlsxBook(target);
        var lists = columns.Select((column, at) => (column, at)).Where(c => c.column.Choices is { Count: > 0 }).ToList();
        var rules = columns.Select((column, at) =>
        {
            var list = lists.FindIndex(l => l.at == at);
            var letter = XlsxBook.Column(Math.Max(0, list));
            return new CellRule(at, 2, list < 0 ? null : $"选项!${letter}$1:${letter}${column.Choices!.Count}", column.Hint);
        }).ToList();
        IEnumerable<IReadOnlyList<SheetCell>> head = [[.. columns.Select(c => new SheetCell(c.Title, c.Required ? CellLook.RequiredHead : CellLook.Head))]];
        book.Add(new SheetPlan(name, [.. columns.Select(c => c.Width)]) { FrozenRows = 1, FrozenColumns = 1, Rules = rules }, head.Concat(rows));

        book.Add(new SheetPlan("填写说明", [22, 10, 80, 30]) { FrozenRows = 1 },
            ((IEnumerable<IReadOnlyList<SheetCell>>)[[new("列", CellLook.Head), new("必填", CellLook.Head), new("说明", CellLook.Head), new("示例", CellLook.Head)]])
            .Concat(columns.Select(IReadOnlyList<SheetCell> (c) => [new(c.Title), new(c.Required ? "必填" : ""), new(c.Hint), new(c.Example)])));

        if (lists.Count > 0)
        {
            var longest = lists.Max(l => l.column.Choices!.Count);
            book.Add(new SheetPlan("选项", [.. lists.Select(_ => 24.0)]) { Hidden = true },
                Enumerable.Range(0, longest).Select(IReadOnlyList<SheetCell> (row) =>
                    [.. lists.Select(l => new SheetCell(row < l.column.Choices!.Count ? l.column.Choices[row] : null))]));
        }
    }
}
