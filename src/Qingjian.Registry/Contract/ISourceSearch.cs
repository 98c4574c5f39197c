namespace Qingjian.Registry.Contract;

/// <summary>Finds things for the one search box. Every room may register one (<c>services.AddScoped&lt;ISourceSearch, …&gt;()</c>);
/// <c>GET /api/search</c> asks them all and joins the answers in <see cref="Order"/>.</summary>
public interface ISourceSearch
{
    /// <summary>Place among the answers, small first: enterprises 10, monitors 20, people 30, orders 40, cases 50.</summary>
    int Order { get; }

    /// <summary>At most <paramref name="most"/> hits for the trimmed text, scoped to the caller. Must be quick (well under 0.1 s).</summary>
    Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken stop);
}

/// <summary>One line under the search box.</summary>
/// <param name="Kind">Chinese kind, e.g. 企业.</param>
/// <param name="Id">Object id.</param>
/// <param name="Title">Name.</param>
/// <param name="Subtitle">Code, division or state that tells it from others.</param>
/// <param name="Path">Page of the console to open, e.g. <c>/sources/…</c>.</param>
public sealed record SearchHit(string Kind, string Id, string Title, string? Subtitle, string Path);
