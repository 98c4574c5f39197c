using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>Writes the open record. Saved at each field, so an unfinished one is fine; a change drops the signatures on the former text.</summary>
internal static class WriteInspection
{
    internal sealed record Request(long Version, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, RecordContent Content);

    internal sealed record Answer(long Version, int SignaturesDropped);

    public static void Map(RouteGroupBuilder records) => records.MapPut("/{id}", Handle).Requires(Duty.Inspect);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(string id, Request request, MattersDb db, CancellationToken stop)
    {
        if (await db.Inspections.FirstOrDefaultAsync(r => r.Id == id, stop) is not { } record) return Problems.NotFound();
        if (DraftRecord.Closed(record, db.Caller) is { } closed) return closed.ToProblem();
        if (Wrong(record, request, db.Now) is { } why) return why.ToProblem();
        if (request.EndedAt is { } end && await OnePlaceAtATime.Overlap(db, id, record.LeadPersonId, record.SecondPersonId, request.StartedAt, end, stop) is { } twice) return twice.ToProblem();
        db.Expect(record, request.Version);
        (record.StartedAt, record.EndedAt, record.Content) = (request.StartedAt, request.EndedAt, request.Content);
        var dropped = DraftRecord.DropStaleSignatures(record, await db.Photos(id, stop));
        await db.Commit(new Act("inspection.write", "inspection", id, dropped > 0 ? $"修改笔录 {record.Number}，原签名 {dropped} 个失效" : $"填写笔录 {record.Number}"), stop);
        return TypedResults.Ok(new Answer(record.Version, dropped));
    }

    // Only what can never be right is refused here; what is merely missing waits for the seal.
    internal static Refusal? Wrong(Inspection record, Request request, DateTimeOffset now)
    {
        var faults = new Dictionary<string, string[]>();
        var content = request.Content;
        if (request.StartedAt > now) faults["startedAt"] = ["开始时间不能晚于现在。"];
        if (request.StartedAt < record.CreatedAt.AddHours(-12)) faults["startedAt"] = ["开始时间早于到达登记 12 小时以上，请核对。"];
        if (request.EndedAt <= request.StartedAt) faults["endedAt"] = ["结束时间须晚于开始时间。"];
        if (request.EndedAt > now) faults["endedAt"] = ["结束时间不能晚于现在。"];
        if (new[] { content.Production, content.Permits, content.Treatment, content.Violation, content.Sampling, content.Other, content.Measures }.Any(t => t.Length > 20_000)) faults["content"] = ["单项文字超过 20000 字，请分到其他项或附件。"];
        var known = record.Checklist?.Items.Select(i => i.Id).ToHashSet() ?? [];
        if (content.Answers.Any(a => !known.Contains(a.ItemId)) || content.Answers.GroupBy(a => a.ItemId).Any(g => g.Count() > 1)) faults["answers"] = ["作答与本笔录固定的检查清单不符，请刷新后再填。"];
        return faults.Count == 0 ? null : new Refusal("record-wrong", "笔录内容需要更正，没有保存。", faults);
    }
}
