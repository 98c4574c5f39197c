namespace Qingjian.Registry.Contract;

/// <summary>Tells what happened to an enterprise in a room: orders, verdict days, clues, cases. Rooms that know register one
/// (<c>services.AddScoped&lt;ISourceHappenings, …&gt;()</c>); the enterprise's file shows them all on one time line.</summary>
public interface ISourceHappenings
{
    /// <summary>At most <paramref name="most"/> lines, the latest, scoped to the caller and to what his post may read.</summary>
    Task<IReadOnlyList<SourceHappening>> Of(string enterpriseId, int most, CancellationToken stop);
}

/// <summary>One line of the time line of an enterprise.</summary>
/// <param name="Id">Object id, unique on the line together with <paramref name="Kind"/>.</param>
/// <param name="Kind">Chinese kind: 督办, 判定, 线索, 任务, 笔录, 案件, 档案.</param>
/// <param name="At">When.</param>
/// <param name="Title">What.</param>
/// <param name="Who">Person and post, or null.</param>
/// <param name="Reason">Words of the matter, or null.</param>
/// <param name="Path">Page of the console to open, or null.</param>
/// <param name="Tone">good, near, bad or paused, or null.</param>
public sealed record SourceHappening(string Id, string Kind, DateTimeOffset At, string Title, string? Who, string? Reason, string? Path, string? Tone);
