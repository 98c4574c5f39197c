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

/// <summary>修改 and 撤回 of a mark by the enterprise. The earlier mark is kept; a late change waits for review, and meanwhile the earlier stands (M39).</summary>
internal static class ChangeMark
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Kind">Code of the catalogue.</param>
    /// <param name="From">Beginning.</param>
    /// <param name="To">End, exclusive.</param>
    /// <param name="Reason">Why, 4 to 1000 characters.</param>
    /// <param name="Factors">Factor codes of a device mark; absent means all.</param>
    /// <param name="FileIds">Attachments; those of the earlier mark are not taken over by themselves.</param>
    internal sealed record Request(long Version, string Kind, DateTimeOffset From, DateTimeOffset To, string Reason, IReadOnlyList<string>? Factors = null, IReadOnlyList<string>? FileIds = null);

    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record WithdrawRequest(long Version, string Reason);

    public static void Map(RouteGroupBuilder marks)
    {
        marks.MapPost("/{id}/change", Change).Requires(Duty.MarkData);
        marks.MapPost("/{id}/withdraw", Withdraw).Requires(Duty.MarkData);
    }

    private static async Task<Results<Ok<MakeMark.Made>, ProblemHttpResult>> Change(string id, Request request, MonitoringDb db, OutletMarks outlets, PlaceMark place, LiveSignals live, CancellationToken stop)
    {
        if (await db.Marks.FirstOrDefaultAsync(mark => mark.Id == id, stop) is not { } mark) return Problems.NotFound();
        if (!MarkPath.Next(mark, MarkAct.Change).Try(out _, out var no)) return no.ToProblem();
        var wish = new MarkWish(request.Kind, request.From, request.To, request.Factors, request.Reason, request.FileIds);
        if (await outlets.Find(mark.OutletId, null, DateOnly.FromDateTime(wish.Wanted.From), stop) is not { } outlet) return Problems.NotFound();
        db.Expect(mark, request.Version);
        if (!(await place.Rows(outlet, wish, null, mark, stop)).Try(out var rows, out var why)) return why.ToProblem();

        var now = rows[0];
        var act = db.Begin(now, "mark.change", $"把“{mark.Name}” {mark.Span}改为“{now.Name}” {now.Span}" + MakeMark.Said(now), now.Note);
        // What had no effect yet gives way at once; what has, only to one that takes effect.
        if (mark.State == MarkState.Waiting || now.State == MarkState.Standing) GiveWay(db, act, mark, now);
        else db.Line(act, mark, "mark.challenged", $"修改为“{now.Name}” {now.Span}待审核，审核前原标记继续有效", now.Note);
        if (now.State == MarkState.Standing) act.Stands(now);
        outlets.Events(act, now, outlet);
        await db.Commit(act, stop);
        live.Raise("marks");
        live.Raise("inbox");
        return TypedResults.Ok(new MakeMark.Made([MarkView.Of(now, db.Caller)], MakeMark.Sentence(rows), false));
    }

    /// <summary>The earlier mark ends in favour of the later.</summary>
    internal static void GiveWay(MonitoringDb db, Platform.Storage.Act act, Mark earlier, Mark later)
    {
        var stood = earlier.State == MarkState.Standing;
        (earlier.State, earlier.EndedAt) = (MarkState.Replaced, db.Now);
        db.Line(act, earlier, "mark.replaced", $"由“{later.Name}” {later.Span}代替", later.Note);
        if (stood) act.Ends(earlier);
    }

    private static async Task<Results<Ok<MarkView>, ProblemHttpResult>> Withdraw(string id, WithdrawRequest request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Marks.FirstOrDefaultAsync(mark => mark.Id == id, stop) is not { } mark) return Problems.NotFound();
        if (!MarkPath.Next(mark, MarkAct.Withdraw).Try(out var next, out var no)) return no.ToProblem();
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请写明撤回的理由，例如：标错了焚烧炉。").ToProblem();
        db.Expect(mark, request.Version);
        var stood = mark.State == MarkState.Standing;
        (mark.State, mark.EndedAt) = (next, db.Now);
        var act = db.Begin(mark, "mark.withdraw", $"撤回标记“{mark.Name}” {mark.Span}", request.Reason.Trim());
        if (stood) act.Ends(mark);
        await db.Commit(act, stop);
        live.Raise("marks");
        live.Raise("inbox");
        return TypedResults.Ok(MarkView.Of(mark, db.Caller));
    }
}
