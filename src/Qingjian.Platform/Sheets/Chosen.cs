using Qingjian.Platform.Edge;

namespace Qingjian.Platform.Sheets;

/// <summary>Which columns and rows an export holds: those that are on the screen.</summary>
public static class Chosen
{
    /// <summary>The named columns in their asked order; all of them when none is known.</summary>
    public static IReadOnlyList<SheetColumn<T>> Of<T>(IReadOnlyDictionary<string, SheetColumn<T>> all, string? names)
    {
        ArgumentNullException.ThrowIfNull(all);
        var chosen = (names ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(all.ContainsKey).Distinct().Select(name => all[name]).ToList();
        return chosen.Count > 0 ? chosen : [.. all.Values];
    }

    /// <summary>The filter in words, or null for all rows.</summary>
    public static string? Scope(ListQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var words = new List<string>();
        if (query.Text is { } text) words.Add($"搜索“{text}”");
        if (!string.IsNullOrEmpty(query.Division)) words.Add($"行政区 {query.Division}");
        if (query.From is { } from) words.Add($"自{from:yyyy-MM-dd}");
        if (query.To is { } to) words.Add($"至{to:yyyy-MM-dd}");
        return words.Count > 0 ? string.Join("，", words) : null;
    }
}
