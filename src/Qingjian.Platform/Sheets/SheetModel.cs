namespace Qingjian.Platform.Sheets;

/// <summary>One column of an exported list.</summary>
/// <param name="Title">Heading, with the unit where the values have one, e.g. 限值（mg/m³）.</param>
/// <param name="Value">The value of a row: text, number, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/> (written as Beijing time), bool (是, 否) or null.</param>
/// <param name="Width">Width in characters.</param>
public sealed record SheetColumn<T>(string Title, Func<T, object?> Value, double Width = 16);

/// <summary>What stands above an exported list.</summary>
/// <param name="Title">Title, also the name of the file.</param>
/// <param name="Scope">Which rows: area, filter, period; null when all.</param>
/// <param name="MadeBy">Unit or person that made it.</param>
/// <param name="MadeAt">When.</param>
public sealed record SheetHead(string Title, string? Scope, string MadeBy, DateTimeOffset MadeAt)
{
    internal string Line => $"{(Scope is null ? "" : Scope + "　")}制表：{MadeBy}　时间：{MadeAt.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm}";
}

/// <summary>How a cell looks.</summary>
public enum CellLook
{
    /// <summary>Plain.</summary>
    Plain,
    /// <summary>Title of the sheet.</summary>
    Title,
    /// <summary>Small grey line.</summary>
    Note,
    /// <summary>Heading.</summary>
    Head,
    /// <summary>Heading of a column that must be filled in.</summary>
    RequiredHead,
    /// <summary>Wrong value: red ground.</summary>
    Wrong,
}

/// <summary>One cell.</summary>
public readonly record struct SheetCell(object? Value, CellLook Look = CellLook.Plain);

/// <summary>A list of allowed values, and words shown while the cell is filled in.</summary>
/// <param name="Column">Column from 0.</param>
/// <param name="FirstRow">First row, from 1.</param>
/// <param name="Choices">Range with the allowed values, e.g. <c>选项!$A$1:$A$9</c>; null for none.</param>
/// <param name="Hint">What belongs here.</param>
public sealed record CellRule(int Column, int FirstRow, string? Choices, string Hint);

/// <summary>The frame of one sheet.</summary>
/// <param name="Name">Name on its tab.</param>
/// <param name="Widths">Column widths in characters.</param>
public sealed record SheetPlan(string Name, IReadOnlyList<double> Widths)
{
    /// <summary>Rows that stay while scrolling.</summary>
    public int FrozenRows { get; init; }
    /// <summary>Columns that stay while scrolling.</summary>
    public int FrozenColumns { get; init; }
    /// <summary>Rows (from 1) whose cells are one over the whole width.</summary>
    public IReadOnlyList<int> WideRows { get; init; } = [];
    /// <summary>Rules of filling in.</summary>
    public IReadOnlyList<CellRule> Rules { get; init; } = [];
    /// <summary>Not shown.</summary>
    public bool Hidden { get; init; }
}

/// <summary>One row read from a table.</summary>
/// <param name="Number">Row number as the office program shows it, from 1.</param>
/// <param name="Cells">Texts, trimmed; missing cells at the end are left out.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The text of a column, empty when the row is shorter.</summary>
    public string Cell(int column) => column >= 0 && column < Cells.Count ? Cells[column] : "";

    /// <summary>No text at all.</summary>
    public bool IsEmpty => Cells.All(string.IsNullOrEmpty);
}

/// <summary>The columns of a list by the keys that its page uses, in the order they have on the page.</summary>
public sealed class SheetColumns<T> : Dictionary<string, SheetColumn<T>>
{
    /// <summary>The columns a page shows, in its order (<c>columns=name,state</c>); all of them when nothing known is asked. Unknown keys are left out.</summary>
    public IReadOnlyList<SheetColumn<T>> Chosen(string? keys)
    {
        var asked = (keys ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<SheetColumn<T>> chosen = [.. asked.Where(ContainsKey).Distinct().Select(key => this[key])];
        return chosen.Count > 0 ? chosen : [.. Values];
    }
}
