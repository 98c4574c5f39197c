using Qingjian.Platform.Sheets;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Imports;

/// <summary>Brings an uploaded table into the columns of a template.</summary>
internal static class ImportTable
{
    public const int MostRows = 5_000;

    /// <summary>Rows below the headings; refused when the headings do not fit. Columns may stand in any order; those that stand for nothing are left out.</summary>
    public static Outcome<IReadOnlyList<ImportRow>> Read(IReadOnlyList<SheetRow> table, SheetRow? head, IReadOnlyList<Heading> headings, IReadOnlyList<TemplateColumn> columns)
    {
        if (head is null || headings.All(h => h.Column is null))
            return Refusal.Of("import-columns", $"没有找到表头：前10行里没有“{columns[0].Title}”等列名。请指定各列对应模板的哪一列，或者下载模板填写。");
        if (Headings.Twice(headings, head) is { } twice) return twice;
        var missing = columns.Where(c => c.Required && headings.All(h => h.Column != c.Title)).Select(c => c.Title).ToList();
        if (missing.Count > 0)
        {
            var unknown = headings.Where(h => h.Column is null).Select(h => h.Place).ToList();
            return Refusal.Of("import-columns", $"第{head.Number}行的表头缺少必填列：{string.Join('、', missing)}。" +
                (unknown.Count > 0 ? $"不认识的列：{string.Join('、', unknown)}；请指定它们对应模板的哪一列，或者按模板的列名填写。" : "请下载模板，按模板的列名填写。"));
        }

        var place = headings.Where(h => h.Column is not null).ToDictionary(h => h.At, h => Index(h.Column!));
        var rows = new List<ImportRow>();
        foreach (var row in table.Where(r => r.Number > head.Number))
        {
            var cells = new string[columns.Count];
            Array.Fill(cells, "");
            foreach (var (at, column) in place) cells[column] = row.Cell(at);
            if (cells.Any(c => c.Length > 0)) rows.Add(new(row.Number, cells));
        }
        if (rows.Count == 0) return Refusal.Of("import-empty", "表头下面没有数据行，请填写后再上传。");
        if (rows.Count > MostRows) return Refusal.Of("import-too-many", $"一次最多导入{MostRows}行，现为{rows.Count}行，请分成几个文件。");
        return rows;

        int Index(string title)
        {
            for (var at = 0; at < columns.Count; at++)
                if (columns[at].Title == title) return at;
            throw new ArgumentException($"No column {title}.", nameof(title));
        }
    }
}
