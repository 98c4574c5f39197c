using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Edge;

/// <summary>The filters that lists have in common. What was not asked leaves the rows as they are; what was asked becomes one condition of the query, the same on both engines.</summary>
public static class ListFilters
{
    /// <summary>The free text is part of one of the fields.</summary>
    public static IQueryable<T> Saying<T>(this IQueryable<T> rows, ListQuery query, params Expression<Func<T, string?>>[] fields) => rows.Saying(query, fields, exactly: null);

    /// <summary>The free text is part of one of the fields, or exactly a number or code.</summary>
    public static IQueryable<T> Saying<T>(this IQueryable<T> rows, ListQuery query, Expression<Func<T, string?>>[] fields, Expression<Func<T, string?>>? exactly)
    {
        if (query.Text is not { } text) return rows;
        var pattern = Listing.Contains(text);
        var said = fields.Select(field => field.Is(value => EF.Functions.Like(value!, pattern, "\\")));
        if (exactly is not null) said = said.Append(exactly.Is(value => value == text));
        return rows.Where(said.Aggregate((one, other) => Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, other.On(one.Parameters[0])), one.Parameters)));
    }

    /// <summary>Rows of a division and of all divisions below it.</summary>
    public static IQueryable<T> In<T>(this IQueryable<T> rows, string? division) where T : class, IScoped => rows.In(division, row => row.Division);

    /// <summary>The same for rows that keep their division under another name.</summary>
    public static IQueryable<T> In<T>(this IQueryable<T> rows, string? division, Expression<Func<T, string>> field)
    {
        if (string.IsNullOrEmpty(division)) return rows;
        var area = DivisionScope.Prefix(division);
        return rows.Where(field.Is(value => value.StartsWith(area)));
    }

    /// <summary>Rows whose instant lies in the days asked for (Beijing days, both included).</summary>
    public static IQueryable<T> Between<T>(this IQueryable<T> rows, ListQuery query, Expression<Func<T, DateTimeOffset?>> at)
    {
        if (query.Since is { } since) rows = rows.Where(at.Is(value => value >= since));
        return query.Until is { } until ? rows.Where(at.Is(value => value < until)) : rows;
    }

    /// <summary>Rows whose day is one of those asked for.</summary>
    public static IQueryable<T> Between<T>(this IQueryable<T> rows, ListQuery query, Expression<Func<T, DateOnly?>> on)
    {
        if (query.From is { } from) rows = rows.Where(on.Is(value => value >= from));
        return query.To is { } to ? rows.Where(on.Is(value => value <= to)) : rows;
    }

    /// <summary>Rows whose period touches the days asked for.</summary>
    public static IQueryable<T> Between<T>(this IQueryable<T> rows, ListQuery query, Expression<Func<T, DateTimeOffset?>> from, Expression<Func<T, DateTimeOffset?>> to)
    {
        if (query.Since is { } since) rows = rows.Where(to.Is(value => value > since));
        return query.Until is { } until ? rows.Where(from.Is(value => value < until)) : rows;
    }

    /// <summary>Rows with this text in a field.</summary>
    public static IQueryable<T> Being<T>(this IQueryable<T> rows, Expression<Func<T, string?>> field, string? text) =>
        string.IsNullOrEmpty(text) ? rows : rows.Where(field.Is(value => value == text));

    /// <summary>Rows with this value in a field.</summary>
    public static IQueryable<T> Being<T, TEnum>(this IQueryable<T> rows, Expression<Func<T, TEnum>> field, Word<TEnum>? word) where TEnum : struct, Enum =>
        word is { Value: var value } ? rows.Where(field.Equal(value)) : rows;

    /// <summary>For a list in memory: the free text is part of one of the words, whatever their capitals.</summary>
    public static bool Says(this ListQuery query, params ReadOnlySpan<string?> words)
    {
        if (query.Text is not { } text) return true;
        foreach (var word in words)
            if (word?.Contains(text, StringComparison.OrdinalIgnoreCase) == true) return true;
        return false;
    }

    /// <summary>The condition on a field that holds the value, which stays a parameter of the query.</summary>
    internal static Expression<Func<T, bool>> Equal<T, TValue>(this Expression<Func<T, TValue>> field, TValue value)
    {
        Expression<Func<TValue>> wanted = () => value;
        return Expression.Lambda<Func<T, bool>>(Expression.Equal(field.Body, wanted.Body), field.Parameters);
    }

    private static Expression<Func<T, bool>> Is<T, TValue>(this Expression<Func<T, TValue>> field, Expression<Func<TValue, bool>> condition) =>
        Expression.Lambda<Func<T, bool>>(condition.On(field.Body), field.Parameters);

    private static Expression On<TIn, TOut>(this Expression<Func<TIn, TOut>> condition, Expression value) => ReplacingExpressionVisitor.Replace(condition.Parameters[0], value, condition.Body);
}
