using Qingjian.Platform.Sheets;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Imports;

/// <summary>Brings an uploaded table into the columns of a template.</summary>
internal static class ImportTable
{
    public const int MostRows = 5_000;
    private const int HeadWithin = 10;

    /// <summary>Rows below the headings; refused when the headings do not fit. Columns may stand in any order; strange ones are named and left out.</summary>
    public static Outcome<(IReadOnlyList<ImportRow> Rows, IReadOnlyList<string> Strange)> Read(IReadOnlyList<SheetRow> table, IReadOnlyList<TemplateColumn> columns)
    {
        var known = columns.Select((c, at) => (c.Title, at)).ToDictionary(c => c.Title, c => c.at);
        var head = table.Take(HeadWithin).MaxBy(row => row.Cells.Count(cell => known.ContainsKey(Plain(cell))));
        if (head is null || !head.Cells.Any(cell => known.ContainsKey(Plain(cell))))
            return Refusal.Of("import-columns", $"没有找到表头：前{HeadWithin}行里没有“{columns[0].Title}”等列名。请下载模板，按模板的列名填写。");

        var twice = head.Cells.Select(Plain).Where(known.ContainsKey).GroupBy(t => t).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        if (twice.Count > 0) return Refusal.Of("import-columns", $"第{head.Number}行的列重复了：{string.Join('、', twice)}。请删去多余的列。");
        var missing = columns.Where(c => c.Required && !head.Cells.Any(cell => Plain(cell) == c.Title)).Select(c => c.Title).ToList();
        if (missing.Count > 0) return Refusal.Of("import-columns", $"第{head.Number}行的表头缺少必填列：{string.Join('、', missing)}。请下载模板，按模板的列名填写。");

        var place = head.Cells.Select(cell => known.GetValueOrDefault(Plain(cell), -1)).ToList();
        var strange = head.Cells.Where(cell => cell.Length > 0 && cell != FaultColumn && !known.ContainsKey(Plain(cell))).ToList();
        var rows = new List<ImportRow>();
        foreach (var row in table.Where(r => r.Number > head.Number))
        {
            var cells = new string[columns.Count];
            Array.Fill(cells, "");
            for (var at = 0; at < place.Count; at++)
                if (place[at] >= 0) cells[place[at]] = row.Cell(at);
            if (cells.Any(c => c.Length > 0)) rows.Add(new(row.Number, cells));
        }
        if (rows.Count == 0) return Refusal.Of("import-empty", "表头下面没有数据行，请填写后再上传。");
        if (rows.Count > MostRows) return Refusal.Of("import-too-many", $"一次最多导入{MostRows}行，现为{rows.Count}行，请分成几个文件。");
        return (rows, strange);
    }

    /// <summary>Heading of the column that tells what is wrong, in the rows handed back.</summary>
    public const string FaultColumn = "错误原因";

    // People add marks and line breaks to headings.
    private static string Plain(string heading) => heading.Replace("*", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace("(", "（", StringComparison.Ordinal).Replace(")", "）", StringComparison.Ordinal).Trim();
}
