using Qingjian.Platform.Sheets;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Imports;

/// <summary>One column of an uploaded table and what it stands for.</summary>
/// <param name="At">Column of the file, from 0.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Column">Column of the template; null when it is not read.</param>
/// <param name="How">same, remembered, similar, chosen; null when it is not read.</param>
internal sealed record Heading(int At, string Title, string? Column, string? How)
{
    /// <summary>B列“厂名”.</summary>
    public string Place => $"{Letters(At)}列“{Title}”";

    /// <summary>A, B, … Z, AA as an office program names columns.</summary>
    public static string Letters(int at) => at < 26 ? ((char)('A' + at)).ToString() : Letters(at / 26 - 1) + (char)('A' + at % 26);
}

/// <summary>A person's choice: which column of the file is which column of the template.</summary>
/// <param name="At">Column of the file, from 0.</param>
/// <param name="Column">Column of the template; null to leave it unread.</param>
internal sealed record HeadingChoice(int At, string? Column);

/// <summary>Finds the row of headings in a table and what its headings stand for.</summary>
internal static class Headings
{
    private const int Within = 10;

    /// <summary>Heading of the column that tells what is wrong, in the rows handed back.</summary>
    public const string Faults = "错误原因";

    /// <summary>The row of headings: the named one, else the one with most known headings, else the first that looks like headings.</summary>
    public static SheetRow? Row(IReadOnlyList<SheetRow> table, IReadOnlyList<TemplateColumn> columns, IReadOnlyDictionary<string, string> remembered, int? number = null)
    {
        if (number is { } told) return table.Take(Within).FirstOrDefault(row => row.Number == told);
        var best = table.Take(Within).MaxBy(Known);
        return best is not null && Known(best) > 0 ? best : table.Take(Within).FirstOrDefault(row => row.Cells.Count(cell => cell.Length > 0) > 1);

        int Known(SheetRow row) => row.Cells.Count(cell => columns.Any(c => c.Title == Plain(cell)) || remembered.ContainsKey(Plain(cell)));
    }

    /// <summary>Each filled heading with its column: by its own title, else as remembered.</summary>
    public static IReadOnlyList<Heading> Of(SheetRow head, IReadOnlyList<TemplateColumn> columns, IReadOnlyDictionary<string, string> remembered)
    {
        var titles = columns.Select(c => c.Title).ToHashSet();
        var same = head.Cells.Select(Plain).Where(titles.Contains).ToHashSet();
        var found = new List<Heading>();
        foreach (var (cell, at) in head.Cells.Select((cell, at) => (Plain(cell), at)))
        {
            if (cell.Length == 0 || cell == Faults) continue;
            if (titles.Contains(cell)) found.Add(new(at, cell, cell, "same"));
            else if (remembered.TryGetValue(cell, out var column) && titles.Contains(column) && same.Add(column)) found.Add(new(at, cell, column, "remembered"));
            else found.Add(new(at, cell, null, null));
        }
        return found;
    }

    /// <summary>Proposals for headings that are not known, for a person to confirm.</summary>
    public static IReadOnlyList<Heading> Proposed(IReadOnlyList<Heading> headings, IReadOnlyList<TemplateColumn> columns)
    {
        var free = columns.Select(c => c.Title).Except(headings.Select(h => h.Column).OfType<string>()).ToList();
        return [.. headings.Select(heading =>
        {
            if (heading.Column is not null || Resembling.Among(heading.Title, free) is not { } column) return heading;
            free.Remove(column);
            return heading with { Column = column, How = "similar" };
        })];
    }

    /// <summary>The headings as a person chose them; refused when the choice names what is not there or one column twice.</summary>
    public static Outcome<IReadOnlyList<Heading>> Chosen(SheetRow head, IReadOnlyList<TemplateColumn> columns, IReadOnlyList<HeadingChoice> choices)
    {
        var titles = columns.Select(c => c.Title).ToHashSet();
        var found = new List<Heading>();
        foreach (var (cell, at) in head.Cells.Select((cell, at) => (Plain(cell), at)))
        {
            if (cell.Length == 0 || cell == Faults) continue;
            var column = choices.FirstOrDefault(c => c.At == at)?.Column;
            if (column is not null && !titles.Contains(column)) return Refusal.Of("import-mapping", $"第{head.Number}行{Heading.Letters(at)}列“{cell}”对应的“{column}”不是模板的列，请重新选择。");
            found.Add(new(at, cell, column, column is null ? null : "chosen"));
        }
        if (choices.FirstOrDefault(c => found.All(h => h.At != c.At)) is { } absent) return Refusal.Of("import-mapping", $"第{head.Number}行没有{Heading.Letters(Math.Max(0, absent.At))}列，请重新选择。");
        return Twice(found, head) is { } why ? why : found;
    }

    /// <summary>Why two headings cannot stand for one column; null when none do.</summary>
    public static Refusal? Twice(IReadOnlyList<Heading> headings, SheetRow head) =>
        headings.Where(h => h.Column is not null).GroupBy(h => h.Column).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? Refusal.Of("import-columns", $"第{head.Number}行的列重复了：{twice.Key}（{string.Join('、', twice.Select(h => h.Place))}）。请删去或者不读多余的列。")
            : null;

    // People add marks and line breaks to headings.
    internal static string Plain(string heading) => heading.Replace("*", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("(", "（", StringComparison.Ordinal).Replace(")", "）", StringComparison.Ordinal).Trim();
}
