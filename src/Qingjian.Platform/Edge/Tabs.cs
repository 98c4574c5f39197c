using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Qingjian.Platform.Edge;

/// <summary>The tabs above a list: conditions by name. A name that is none of them means all rows.</summary>
public class Tabs<T>() : Dictionary<string, Expression<Func<T, bool>>>(StringComparer.OrdinalIgnoreCase)
{
    /// <summary>Rows under each tab.</summary>
    public virtual async Task<Dictionary<string, int>> Counts(IQueryable<T> rows, CancellationToken stop)
    {
        var counts = new Dictionary<string, int>();
        foreach (var (name, condition) in this) counts[name] = await rows.CountAsync(condition, stop);
        return counts;
    }

    /// <summary>The condition of a tab, or null for all rows.</summary>
    internal virtual Expression<Func<T, bool>>? Of(string? name) => name is not null && TryGetValue(name, out var condition) ? condition : null;
}

/// <summary>A tab for each state that rows are in, by its camelCase word, beside those with a condition of their own.</summary>
/// <param name="state">The state of a row.</param>
public sealed class Tabs<T, TState>(Expression<Func<T, TState>> state) : Tabs<T> where TState : struct, Enum
{
    /// <summary>Rows in each state that occurs, counted in one query, and under each other tab.</summary>
    public override async Task<Dictionary<string, int>> Counts(IQueryable<T> rows, CancellationToken stop)
    {
        var counts = await base.Counts(rows, stop);
        foreach (var group in await rows.GroupBy(state).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop))
            counts[JsonNamingPolicy.CamelCase.ConvertName(group.Key.ToString())] = group.Count;
        return counts;
    }

    internal override Expression<Func<T, bool>>? Of(string? name) => base.Of(name) ?? (Enum.TryParse<TState>(name, ignoreCase: true, out var asked) ? state.Equal(asked) : null);
}

/// <summary>Takes the rows of a tab.</summary>
public static class TabbedRows
{
    /// <summary>The rows under a tab; all of them without one.</summary>
    public static IQueryable<T> Under<T>(this IQueryable<T> rows, Tabs<T> tabs, string? name) => tabs.Of(name) is { } condition ? rows.Where(condition) : rows;
}
