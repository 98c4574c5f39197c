using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Qingjian.Platform.Edge;

/// <summary>What every list takes: page from 1, at most 200 rows a page, a sort field with a leading minus for descending.</summary>
/// <param name="Q">Free text: part of a name or number.</param>
/// <param name="Page">Page number from 1.</param>
/// <param name="Size">Rows a page, 1 to 200.</param>
/// <param name="Sort">One of the list's named orders, <c>-</c> in front for descending.</param>
/// <param name="Division">Division code: only rows in it.</param>
/// <param name="State">State tab.</param>
/// <param name="From">First Beijing day, inclusive.</param>
/// <param name="To">Last Beijing day, inclusive.</param>
public sealed record ListQuery(string? Q = null, int Page = 1, int Size = 20, string? Sort = null, string? Division = null, string? State = null, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>Most rows of one export (L15).</summary>
    public const int ExportLimit = 1_000_000;

    internal int Skip => (Math.Clamp(Page, 1, 1_000_000) - 1) * Take;
    internal int Take => Math.Clamp(Size, 1, 200);

    /// <summary>The free text trimmed, or null.</summary>
    public string? Text => string.IsNullOrWhiteSpace(Q) ? null : Q.Trim();

    /// <summary>The filter in words for the head of an export, or null for all rows.</summary>
    public string? Scope
    {
        get
        {
            List<string> words = [];
            if (Text is { } text) words.Add($"搜索“{text}”");
            if (!string.IsNullOrEmpty(Division)) words.Add($"行政区 {Division}");
            if (From is { } from) words.Add($"自{from:yyyy-MM-dd}");
            if (To is { } to) words.Add($"至{to:yyyy-MM-dd}");
            return words.Count > 0 ? string.Join("，", words) : null;
        }
    }

    /// <summary>Beginning of the first day as an instant, Beijing time.</summary>
    public DateTimeOffset? Since => From is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.FromHours(8)) : null;

    /// <summary>End of the last day (exclusive) as an instant, Beijing time.</summary>
    public DateTimeOffset? Until => To is { } day ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8)) : null;
}

/// <summary>One page of a list.</summary>
/// <param name="Items">Rows.</param>
/// <param name="Total">Rows that match, over all pages.</param>
/// <param name="Number">Page number from 1.</param>
/// <param name="Size">Rows a page.</param>
/// <param name="Counts">Rows per state, for the tabs.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, [property: System.Text.Json.Serialization.JsonPropertyName("page")] int Number, int Size, IReadOnlyDictionary<string, int>? Counts = null)
{
    /// <summary>The same page with each row as it is shown.</summary>
    public Page<TView> As<TView>(Func<T, TView> view) => new([.. Items.Select(view)], Total, Number, Size, Counts);

    /// <summary>The same page with its rows, in their order, as they are shown.</summary>
    public Page<TView> As<TView>(IReadOnlyList<TView> items) => new(items, Total, Number, Size, Counts);
}

/// <summary>Orders by name: the only fields a list may be sorted by.</summary>
/// <param name="unasked">The order of a list nobody has sorted, <c>-</c> in front for descending; the first entry when null.</param>
public sealed class Orders<T>(string? unasked = null) : Dictionary<string, Expression<Func<T, object?>>>
{
    internal string? Unasked => unasked;
}

/// <summary>Cuts queries into pages.</summary>
public static class Listing
{
    /// <summary>Sorts by one of <paramref name="orders"/> (first entry when the asked one is unknown), then takes the page.</summary>
    public static async Task<Page<TView>> ToPage<T, TView>(this IQueryable<T> rows, ListQuery query, Orders<T> orders,
        Expression<Func<T, TView>> view, CancellationToken stop, IReadOnlyDictionary<string, int>? counts = null)
    {
        var total = await rows.CountAsync(stop);
        var items = await rows.Sorted(query, orders).Skip(query.Skip).Take(query.Take).Select(view).ToListAsync(stop);
        return new(items, total, Math.Max(1, query.Page), query.Take, counts);
    }

    /// <summary>The rows themselves, for a list that makes what it shows outside the database.</summary>
    public static Task<Page<T>> ToPage<T>(this IQueryable<T> rows, ListQuery query, Orders<T> orders, CancellationToken stop) => rows.ToPage(query, orders, row => row, stop);

    /// <summary>Counts what stands under each tab and takes the page of the tab that is asked.</summary>
    public static async Task<Page<TView>> ToPage<T, TView>(this IQueryable<T> rows, ListQuery query, Orders<T> orders, Tabs<T> tabs, Expression<Func<T, TView>> view, CancellationToken stop)
    {
        var counts = await tabs.Counts(rows, stop);
        return await rows.Under(tabs, query.State).ToPage(query, orders, view, stop, counts);
    }

    /// <summary>The same with the rows themselves.</summary>
    public static Task<Page<T>> ToPage<T>(this IQueryable<T> rows, ListQuery query, Orders<T> orders, Tabs<T> tabs, CancellationToken stop) => rows.ToPage(query, orders, tabs, row => row, stop);

    /// <summary>Every row in the asked order, for an export; no more than <see cref="ListQuery.ExportLimit"/>.</summary>
    public static Task<List<TView>> ToAll<T, TView>(this IQueryable<T> rows, ListQuery query, Orders<T> orders, Expression<Func<T, TView>> view, CancellationToken stop) =>
        rows.Sorted(query, orders).Take(ListQuery.ExportLimit).Select(view).ToListAsync(stop);

    /// <summary>Every row itself.</summary>
    public static Task<List<T>> ToAll<T>(this IQueryable<T> rows, ListQuery query, Orders<T> orders, CancellationToken stop) => rows.ToAll(query, orders, row => row, stop);

    /// <summary>Every row of the tab that is asked.</summary>
    public static Task<List<TView>> ToAll<T, TView>(this IQueryable<T> rows, ListQuery query, Orders<T> orders, Tabs<T> tabs, Expression<Func<T, TView>> view, CancellationToken stop) =>
        rows.Under(tabs, query.State).ToAll(query, orders, view, stop);

    /// <summary>Every row itself of the tab that is asked.</summary>
    public static Task<List<T>> ToAll<T>(this IQueryable<T> rows, ListQuery query, Orders<T> orders, Tabs<T> tabs, CancellationToken stop) => rows.Under(tabs, query.State).ToAll(query, orders, stop);

    /// <summary>A page of a list that is in memory already, found and sorted.</summary>
    public static Page<T> ToPage<T>(this IReadOnlyList<T> found, ListQuery query, IReadOnlyDictionary<string, int>? counts = null) => found.ToPage(query, counts, row => row);

    /// <summary>The same, with only the rows of the page made into what is shown.</summary>
    public static Page<TView> ToPage<T, TView>(this IReadOnlyList<T> found, ListQuery query, IReadOnlyDictionary<string, int>? counts, Func<T, TView> view) =>
        new([.. found.Skip(query.Skip).Take(query.Take).Select(view)], found.Count, Math.Max(1, query.Page), query.Take, counts);

    /// <summary>All rows of a list that is not long, page after page, for an export.</summary>
    public static async Task<IReadOnlyList<T>> AllPages<T>(this ListQuery query, Func<ListQuery, Task<Page<T>>> read)
    {
        var rows = new List<T>();
        for (var page = 1; ; page++)
        {
            var found = await read(query with { Page = page, Size = 200 });
            rows.AddRange(found.Items);
            if (found.Items.Count == 0 || rows.Count >= Math.Min(found.Total, ListQuery.ExportLimit)) return rows;
        }
    }

    /// <summary>Sorts by the asked order.</summary>
    public static IQueryable<T> Sorted<T>(this IQueryable<T> rows, ListQuery query, Orders<T> orders)
    {
        var sort = (string.IsNullOrEmpty(query.Sort) ? orders.Unasked : query.Sort) ?? "";
        var descending = sort.StartsWith('-');
        var name = sort.TrimStart('-');
        if (!orders.TryGetValue(name, out var order)) order = orders.Values.First();
        var sorted = descending ? rows.OrderByDescending(order) : rows.OrderBy(order);
        return Ties<T>.ById is { } id ? sorted.ThenBy(id) : sorted;
    }

    // Equal rows keep one order, else a row could stand on two pages or on none.
    private static class Ties<T>
    {
        public static readonly Expression<Func<T, object?>>? ById = Make();

        private static Expression<Func<T, object?>>? Make()
        {
            if (typeof(T).GetProperty("Id") is not { } id) return null;
            var row = Expression.Parameter(typeof(T));
            return Expression.Lambda<Func<T, object?>>(Expression.Convert(Expression.Property(row, id), typeof(object)), row);
        }
    }

    /// <summary>Escapes <c>LIKE</c> wildcards and wraps in %: use as <c>EF.Functions.Like(x, pattern, "\\")</c>.</summary>
    public static string Contains(string text) =>
        $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
