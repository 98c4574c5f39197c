using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>标记: the enterprise, by the desk or by its own system, says what a stretch of time was. In time and undisputed it takes effect at once.</summary>
internal static class MakeMark
{
    /// <param name="OutletId">Outlet; or give the MN.</param>
    /// <param name="Mn">MN of the logger of the outlet.</param>
    /// <param name="Kind">Code of the catalogue of the outlet.</param>
    /// <param name="From">Beginning, with offset.</param>
    /// <param name="To">End, exclusive, with offset.</param>
    /// <param name="Reason">Why, 4 to 1000 characters.</param>
    /// <param name="Factors">Factor codes of a device mark; absent means all.</param>
    /// <param name="FileIds">Attachments already uploaded.</param>
    /// <param name="Key">The plant system's own id of this request, at most 64 characters: sent again it is no second mark.</param>
    internal sealed record Request(
        string Kind, DateTimeOffset From, DateTimeOffset To, string Reason, string? OutletId = null, string? Mn = null, IReadOnlyList<string>? Factors = null,
        IReadOnlyList<string>? FileIds = null, string? Key = null);

    /// <param name="Marks">One, or two where a part was late (M36).</param>
    /// <param name="Sentence">Chinese: what became of them.</param>
    /// <param name="Again">The same request had been taken before; nothing was changed.</param>
    internal sealed record Made(IReadOnlyList<MarkView> Marks, string Sentence, bool Again);

    public static void Map(RouteGroupBuilder marks) => marks.MapPost("/", Handle).Requires(Duty.MarkData);

    private static async Task<Results<Ok<Made>, ProblemHttpResult>> Handle(Request request, MonitoringDb db, OutletMarks outlets, PlaceMark place, LiveSignals live, CancellationToken stop)
    {
        var wish = new MarkWish(request.Kind, request.From, request.To, request.Factors, request.Reason, request.FileIds);
        if (await outlets.Find(request.OutletId, request.Mn, DateOnly.FromDateTime(wish.Wanted.From), stop) is not { } outlet) return Problems.NotFound();
        var key = string.IsNullOrWhiteSpace(request.Key) ? null : request.Key.Trim();
        if (key?.Length > 64) return Refusal.OfField("mark-key", "key", "key 不超过64个字符。").ToProblem();
        if (key is not null && await Known(key, outlet, db, stop) is { Count: > 0 } known)
            return known[0].Kind == request.Kind && known.Min(mark => mark.FromAt) == BeijingTime.InstantOf(wish.Wanted.From) && known.Max(mark => mark.ToAt) == BeijingTime.InstantOf(wish.Wanted.To)
                ? TypedResults.Ok(new Made([.. known.Select(mark => MarkView.Of(mark, db.Caller))], "这次请求此前已经收到，没有重复标记。", true))
                : Refusal.OfField("mark-key-used", "key", "同一个 key 已经用于另一项标记；每项标记请用不同的 key。").ToProblem();

        if (!(await place.Rows(outlet, wish, key, null, stop)).Try(out var rows, out var why)) return why.ToProblem();
        var act = db.Begin(rows[0], "mark.make", $"标记“{rows[0].Name}” {rows[0].Span}" + Said(rows[0]), rows[0].Note);
        foreach (var row in rows.Skip(1)) db.Line(act, row, "mark.make", $"标记“{row.Name}” {row.Span}" + Said(row), row.Note);
        foreach (var row in rows.Where(row => row.State == MarkState.Standing)) act.Stands(row);
        foreach (var row in rows) outlets.Events(act, row, outlet);
        await db.Commit(act, stop);
        live.Raise("marks");
        live.Raise("inbox");
        return TypedResults.Ok(new Made([.. rows.Select(mark => MarkView.Of(mark, db.Caller))], Sentence(rows), false));
    }

    private static Task<List<Mark>> Known(string key, MarkedOutlet outlet, MonitoringDb db, CancellationToken stop) =>
        db.Marks.AsNoTracking().Where(mark => mark.ClientKey == key && mark.OutletId == outlet.Outlet.Id && mark.Replaces == null).OrderBy(mark => mark.FromAt).ToListAsync(stop);

    internal static string Said(Mark mark) => mark.State == MarkState.Standing ? "" : mark.Late ? "（逾期，待审核）" : "（待审核）";

    internal static string Sentence(IReadOnlyList<Mark> rows)
    {
        var words = rows.Select(row => row switch
        {
            { State: MarkState.Standing } => $"{row.Span}已标记为“{row.Name}”，即时生效",
            { Late: true } => $"{row.Span}超过了标记时限（{BeijingTime.ClockOf(row.DueAt!.Value):M月d日HH:mm}），须经审核采纳后生效",
            { Doubtful: true } => $"{row.Span}与数据不符（{row.Doubts.First(doubt => doubt.Doubtful).Say}），须经审核采纳后生效",
            _ => $"{row.Span}的“{row.Name}”须经审核采纳后生效",
        });
        return string.Join("；", words) + "。";
    }
}
