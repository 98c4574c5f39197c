using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>反馈: the enterprise says what happened, marks the time, and attaches what proves it.</summary>
internal static class AnswerOrder
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Cause">Cause code of the supervision rules.</param>
    /// <param name="Text">What happened.</param>
    /// <param name="Measures">What was done about it.</param>
    /// <param name="Marks">Stretches of time.</param>
    /// <param name="FileIds">Attachments already uploaded.</param>
    internal sealed record Request(long Version, string Cause, string Text, string Measures, IReadOnlyList<MarkRequest> Marks, IReadOnlyList<string> FileIds);

    /// <param name="Kind">Mark kind of the supervision rules.</param>
    /// <param name="From">Beginning.</param>
    /// <param name="To">End, exclusive.</param>
    /// <param name="Note">What happened.</param>
    internal sealed record MarkRequest(string Kind, DateTimeOffset From, DateTimeOffset To, string Note);

    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/{id}/answer", Handle).Requires(Duty.AnswerOrders);

    private static async Task<Results<Ok<ReadOrder.Changed>, ProblemHttpResult>> Handle(
        string id, Request request, MonitoringDb db, Rulebook book, FileStore files, LiveSignals live, CancellationToken stop)
    {
        if (await db.Orders.FirstOrDefaultAsync(o => o.Id == id, stop) is not { } order) return Problems.NotFound();
        if (book.SupervisionOn(BeijingTime.DayOf(db.Now)) is not { } rule) return Refusal.Of("no-supervision-rule", "没有载入电子督办规则，请联系系统管理员。").ToProblem();
        if (!OrderPath.Next(order.State, OrderAct.Answer).Try(out var next, out var no)) return no.ToProblem();
        if (!Decide(order, request, rule, db.Now).Try(out var marks, out var why)) return why.ToProblem();
        if ((await files.Find([.. request.FileIds], stop)).Count != request.FileIds.Distinct().Count())
            return Refusal.OfField("file-missing", "fileIds", "有附件没有找到，请重新上传后再提交。").ToProblem();

        db.Expect(order, request.Version);
        var was = order.State;
        var answer = new OrderAnswer
        {
            Id = NewId.Make(),
            OrderId = order.Id,
            Division = order.Division,
            EnterpriseId = order.EnterpriseId,
            At = db.Now,
            PersonId = db.Caller.PersonId,
            PersonName = db.Caller.Name,
            Post = db.Caller.PostTitle,
            Cause = request.Cause,
            CauseName = rule.Causes.First(cause => cause.Code == request.Cause).Name,
            Text = request.Text.Trim(),
            Measures = request.Measures.Trim(),
            Marks = marks,
            FileIds = [.. request.FileIds.Distinct()],
            Late = db.Now > order.DueAt,
        };
        db.Answers.Add(answer);
        (order.State, order.AnsweredAt) = (next, db.Now);
        order.FirstAnsweredAt ??= db.Now;
        order.ReceivedAt ??= db.Now;
        order.ReceivedBy ??= db.Caller.Name;
        await db.Commit(db.Note(order, "order.answer", $"企业反馈：{answer.CauseName}" + (answer.Late ? "（逾期）" : ""), answer.Text, was, next).Inform("order.answered", order, "county"), stop);
        live.Raise("orders");
        live.Raise("inbox");
        return TypedResults.Ok(new ReadOrder.Changed(order.Id, order.State, order.Version));
    }

    /// <summary>Pure: what is wrong with an answer, or its marks with their names.</summary>
    internal static Outcome<IReadOnlyList<StatedMark>> Decide(SupervisionOrder order, Request request, SupervisionRule rule, DateTimeOffset now)
    {
        if (rule.Causes.All(cause => cause.Code != request.Cause)) return Refusal.OfField("cause-unknown", "cause", "请从列表中选择原因。");
        if (string.IsNullOrWhiteSpace(request.Text) || request.Text.Trim().Length < 5) return Refusal.OfField("text-missing", "text", "请写明情况说明，至少5个字：发生了什么、何时开始、何时结束。");
        if (string.IsNullOrWhiteSpace(request.Measures)) return Refusal.OfField("measures-missing", "measures", "请写明已采取或者将采取的措施。");
        if (request.Text.Length > 4000 || request.Measures.Length > 4000) return Refusal.OfField("text-too-long", "text", "说明和措施各不超过4000字，详细材料请作为附件上传。");
        var marks = new List<StatedMark>();
        foreach (var (mark, at) in request.Marks.Select((mark, at) => (mark, at)))
        {
            if (rule.Marks.FirstOrDefault(kind => kind.Code == mark.Kind) is not { } kind) return Refusal.OfField("mark-unknown", $"marks[{at}].kind", "请从列表中选择标记种类。");
            if (mark.To <= mark.From) return Refusal.OfField("mark-backwards", $"marks[{at}].to", "标记的结束时间须晚于开始时间。");
            if (mark.To > now.AddMinutes(1)) return Refusal.OfField("mark-future", $"marks[{at}].to", "不能标记尚未发生的时段。");
            if (mark.From < order.FromAt.AddDays(-3) || mark.To > order.ToAt.AddDays(3)) return Refusal.OfField("mark-elsewhere", $"marks[{at}].from", "标记的时段与督办事项无关（前后超过3天），请核对。");
            marks.Add(new(kind.Code, kind.Name, mark.From, mark.To, mark.Note.Trim()));
        }
        return marks;
    }
}
