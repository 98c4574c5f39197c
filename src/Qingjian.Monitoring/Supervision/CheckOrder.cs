using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Marks;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>核查: an officer accepts the answer, sends it back, upholds the exceedance, or withdraws the order. Each with a reason.</summary>
internal static class CheckOrder
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Reason">Opinion of the officer.</param>
    /// <param name="AcceptMarks">Accepting: also accept the marks, so that the hours are judged anew.</param>
    internal sealed record Request(long Version, string Reason, bool AcceptMarks = false);

    public static void Map(RouteGroupBuilder orders)
    {
        orders.MapPost("/{id}/accept", (string id, Request request, MonitoringDb db, Rulebook book, LiveSignals live, CancellationToken stop) => Handle(id, OrderAct.Accept, request, db, book, live, stop)).Requires(Duty.CheckOrders);
        orders.MapPost("/{id}/send-back", (string id, Request request, MonitoringDb db, Rulebook book, LiveSignals live, CancellationToken stop) => Handle(id, OrderAct.SendBack, request, db, book, live, stop)).Requires(Duty.CheckOrders);
        orders.MapPost("/{id}/uphold", (string id, Request request, MonitoringDb db, Rulebook book, LiveSignals live, CancellationToken stop) => Handle(id, OrderAct.Uphold, request, db, book, live, stop)).Requires(Duty.CheckOrders);
        orders.MapPost("/{id}/withdraw", (string id, Request request, MonitoringDb db, Rulebook book, LiveSignals live, CancellationToken stop) => Handle(id, OrderAct.Withdraw, request, db, book, live, stop)).Requires(Duty.CheckOrders);
    }

    private static async Task<Results<Ok<ReadOrder.Changed>, ProblemHttpResult>> Handle(
        string id, OrderAct act, Request request, MonitoringDb db, Rulebook book, LiveSignals live, CancellationToken stop)
    {
        if (await db.Orders.FirstOrDefaultAsync(o => o.Id == id, stop) is not { } order) return Problems.NotFound();
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", $"请写明{act.InChinese()}的理由。").ToProblem();
        if (!Decide(order, act, db.Now).Try(out var next, out var why)) return why.ToProblem();
        if (act == OrderAct.Uphold && !await Judged(order, db, stop)) return Refusal.Of("no-exceedance", "本单所依据的判定尚未作出（日终后判定），现在不能核实为超标；请待判定后再核实，急需查处的请登记线索。").ToProblem();
        db.Expect(order, request.Version);
        var answer = await db.Answers.Where(a => a.OrderId == id && a.Outcome == null).OrderByDescending(a => a.At).FirstOrDefaultAsync(stop);
        var (was, reason) = (order.State, request.Reason.Trim());
        (order.State, order.CheckedAt, order.CheckedBy) = (next, db.Now, db.Caller.Name);
        if (answer is not null)
            (answer.Outcome, answer.OutcomeReason, answer.OutcomeAt, answer.OutcomeBy) = (act switch { OrderAct.Accept => "accepted", OrderAct.SendBack => "sentBack", OrderAct.Uphold => "upheld", _ => "withdrawn" }, reason, db.Now, db.Caller.Name);

        var step = act switch
        {
            OrderAct.Accept => Accept(db, order, answer, request.AcceptMarks, reason, was, book),
            OrderAct.SendBack => SendBack(db, order, reason, was, book),
            OrderAct.Uphold => Uphold(db, order, reason, was),
            _ => Withdraw(db, order, reason, was),
        };
        await db.Commit(step, stop);
        live.Raise("orders");
        live.Raise("inbox");
        return TypedResults.Ok(new ReadOrder.Changed(order.Id, order.State, order.Version));
    }

    /// <summary>Pure: where the act leads, or why it is refused.</summary>
    internal static Outcome<OrderState> Decide(SupervisionOrder order, OrderAct act, DateTimeOffset now)
    {
        if (!OrderPath.Next(order.State, act).Try(out var next, out var why)) return why;
        if (act == OrderAct.Uphold)
        {
            if (!order.OfVerdicts) return Refusal.Of(order.Trigger is "silence" ? "silence-not-upheld" : "no-exceedance", "本单没有超标数值，不能核实为超标；需要查处的请登记线索，核查后采纳或者退回。");
            if (order.Standing.Count == 0) return Refusal.Of("verdicts-gone", "重新判定后原判定均已变更，没有可核实的超标，请撤销本单。");
            if (OrderPath.Waiting.Contains(order.State) && now <= order.DueAt)
                return Refusal.Of("answer-still-open", $"企业反馈期限至{BeijingTime.ClockOf(order.DueAt):M月d日HH:mm}，期限届满前或者收到反馈前不能核实。");
        }
        return next;
    }

    // A furnace is ordered to act before its day is over and judged.
    private static Task<bool> Judged(SupervisionOrder order, MonitoringDb db, CancellationToken stop)
    {
        var standing = order.Standing.Select(each => each.VerdictId).ToList();
        return db.Verdicts.AnyAsync(verdict => standing.Contains(verdict.Id), stop);
    }

    private static Act Accept(MonitoringDb db, SupervisionOrder order, OrderAnswer? answer, bool withMarks, string reason, OrderState was, Rulebook book)
    {
        (order.ClosedAt, order.CloseNote) = (db.Now, reason);
        var marks = withMarks && answer is not null ? answer.Marks : [];
        var act = db.Note(order, "order.accept", "采纳企业说明，办结" + (marks.Count > 0 ? $"；采纳标记{marks.Count}项" : ""), reason, was, order.State);
        var kinds = book.SupervisionOn(BeijingTime.DayOf(db.Now))?.Marks ?? [];
        foreach (var stated in marks)
        {
            var mark = new Mark
            {
                Id = NewId.Make(),
                EnterpriseId = order.EnterpriseId,
                Division = order.Division,
                EnterpriseName = order.EnterpriseName,
                OutletId = order.OutletId,
                OutletName = order.OutletName,
                State = MarkState.Standing,
                ReviewedAt = db.Now,
                ReviewReason = reason,
                Factors = order.Factor.Length > 0 ? [order.Factor] : [],
                Kind = stated.Kind,
                Name = stated.Name,
                Effect = kinds.FirstOrDefault(kind => kind.Code == stated.Kind)?.Effect,
                FromAt = stated.From,
                ToAt = stated.To,
                Note = stated.Note,
                OrderId = order.Id,
                MadeBy = answer!.PersonName,
                MadeAt = answer.At,
                AcceptedBy = db.Caller.Name,
                AcceptedAt = db.Now,
            };
            db.Marks.Add(mark);
            if (mark.Effect is not null) act.Tell(new MarkAccepted(mark.Id, mark.OutletId, mark.FromAt, mark.ToAt));
        }
        return act;
    }

    private static Act SendBack(MonitoringDb db, SupervisionOrder order, string reason, OrderState was, Rulebook book)
    {
        var hours = book.SupervisionOn(BeijingTime.DayOf(db.Now))?.EnterpriseAnswerHours ?? 24;
        order.Returns++;
        (order.DueAt, order.Level, order.UnansweredTold) = (db.Now.AddHours(hours), 0, false);
        return db.Note(order, "order.send-back", $"退回，请于{BeijingTime.ClockOf(order.DueAt):M月d日HH:mm}前重新反馈", reason, was, order.State).Inform("order.returned", order, "enterprise");
    }

    private static Act Uphold(MonitoringDb db, SupervisionOrder order, string reason, OrderState was)
    {
        var standing = order.Standing;
        return db.Note(order, "order.uphold", "核实为超标，转为线索", reason, was, order.State).Tell(new ExceedanceUpheld(
            order.Id, order.Number, order.OutletId, order.EnterpriseId!, order.Division, order.Factor, order.Summary, standing.Min(each => each.From), standing.Max(each => each.To),
            order.Value ?? 0, order.Limit ?? 0, [.. standing.Select(each => each.VerdictId)]));
    }

    private static Act Withdraw(MonitoringDb db, SupervisionOrder order, string reason, OrderState was)
    {
        (order.ClosedAt, order.CloseNote) = (db.Now, reason);
        return db.Note(order, "order.withdraw", "撤销督办单", reason, was, order.State);
    }
}
