using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Cards;

/// <summary>The path of a card: a leader approves or drops it, it is published, correction is ordered and verified, which releases it. Each step with a reason.</summary>
internal static class ActOnCard
{
    /// <param name="Version">Version the page showed.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Due">Order of correction: last day, Beijing; null for the days of the rule.</param>
    /// <param name="Restrict">Order of correction: production stops or is limited until that day; null when it may go on.</param>
    /// <param name="LimitShare">For a limit: share of the usual electricity, above 0 and below 1.</param>
    internal sealed record Request(long Version, string Reason, DateOnly? Due = null, ControlMeasure? Restrict = null, decimal? LimitShare = null);

    public static void Map(RouteGroupBuilder cards)
    {
        Add("approve", Duty.DecideCases, "审定", (card, _, _) => Move(card, CardState.Candidate, CardState.Approved));
        Add("drop", Duty.DecideCases, "不列入", (card, _, _) => Move(card, CardState.Candidate, CardState.Dropped));
        Add("publish", Duty.Publish, "公布", Publish);
        Add("order-correction", Duty.CheckOrders, "责令限期整改", Order);
        Add("verify", Duty.CheckOrders, "核查认定已改正，解除", Verify);

        void Add(string path, Duty duty, string word, Func<Card, Request, Context, Refusal?> step) =>
            cards.MapPost($"/{{id}}/{path}", (string id, Request request, MonitoringDb db, Rulebook book, LiveSignals live, CancellationToken stop) => Handle(id, path, word, step, request, db, book, live, stop)).Requires(duty);
    }

    private sealed record Context(DateOnly Today, DateTimeOffset Now, Caller By, CardRule? Rule, Act Act);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string id, string path, string word, Func<Card, Request, Context, Refusal?> step, Request request, MonitoringDb db, Rulebook book, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<Card>().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } card) return Problems.NotFound();
        db.Expect(card, request.Version);
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Trim().Length < 4) return Refusal.OfField("reason-missing", "reason", $"请写明{word}的理由或依据，至少4个字。").ToProblem();
        var today = BeijingTime.DayOf(db.Now);
        var act = new Act($"card.{path}", "card", id, $"{word}：{card.EnterpriseName} {card.Period}{Word(card.Colour)}") { Reason = request.Reason.Trim() };
        if (step(card, request, new(today, db.Now, db.Caller, book.CardsOn(today), act)) is { } refused) return refused.ToProblem(StatusCodes.Status409Conflict);
        card.Steps = [.. card.Steps, new(db.Now, $"{db.Caller.Name}（{db.Caller.PostTitle}）", word, request.Reason.Trim())];
        await db.Commit(act.Enter("case.step", new { card.Id, card.State, card.Measure, card.CorrectionDue, card.CorrectedOn, request.Reason, db.Caller.PersonId, at = db.Now }), stop);
        live.Raise("cards");
        return TypedResults.NoContent();
    }

    public static string Word(CardColour colour) => colour == CardColour.Red ? "红牌" : "黄牌";

    private static Refusal? Move(Card card, CardState from, CardState to)
    {
        if (card.State != from) return Refusal.Of("card-moved", $"{card.EnterpriseName}的{Word(card.Colour)}现在是“{ListCards.WordOf(card.State)}”，不能再作这一步，请刷新页面。");
        if (card.Preview && to == CardState.Approved) return Refusal.Of("card-preview", "季度还没有结束，预测算的结果只供查看；季度结束后请重新测算再审定。");
        card.State = to;
        return null;
    }

    private static Refusal? Publish(Card card, Request request, Context context)
    {
        if (Move(card, CardState.Approved, CardState.Published) is { } refused) return refused;
        card.PublishedAt = context.Now;
        context.Act.Tell(new CardListed(card.Id, card.Period, Word(card.Colour), card.EnterpriseName, card.Division, string.Join('；', card.Working), card.Measure, context.Now));
        return null;
    }

    private static Refusal? Order(Card card, Request request, Context context)
    {
        if (card.State is not (CardState.Approved or CardState.Published)) return Refusal.Of("card-moved", "只有审定或公布的牌可以责令整改，请先审定。");
        var due = request.Due ?? context.Today.AddDays(context.Rule?.CorrectionDays ?? 30);
        if (due <= context.Today) return Refusal.OfField("due-passed", "due", "整改期限要晚于今天。");
        if (request.Restrict is { } measure)
        {
            if (card.Restricted) return Refusal.OfField("card-restricted", "restrict", "已经随这张牌下达过停限产指令；要调整请先解除原指令，再在停限产页面另行下达。");
            if (!Enum.IsDefined(measure) || (measure == ControlMeasure.Limit && request.LimitShare is not (> 0 and < 1))) return Refusal.OfField("control-limit", "limitShare", "限制生产要写明允许的生产负荷，大于0、小于100%。");
            if (due > context.Today.AddDays(199)) return Refusal.OfField("due-passed", "due", "停限产最长200天，请缩短整改期限。");
            card.Restricted = true;
            context.Act.Tell(new CardRestricted(card.Id, card.EnterpriseId!, card.EnterpriseName, card.Division, measure, measure == ControlMeasure.Limit ? request.LimitShare : null,
                context.Now, BeijingTime.StartOf(due.AddDays(1)), $"{card.Period}{Word(card.Colour)}，责令整改：{request.Reason.Trim()}", context.By.Name, context.By.Division));
        }
        (card.Measure, card.CorrectionDue) = (request.Reason.Trim(), due);
        return null;
    }

    private static Refusal? Verify(Card card, Request request, Context context)
    {
        if (card.CorrectionDue is null) return Refusal.Of("not-ordered", "还没有责令限期整改，不能核查解除。");
        if (Move(card, CardState.Published, CardState.Released) is { } refused) return refused;
        card.CorrectedOn = context.Today;
        context.Act.Tell(new CardLifted(card.Id, context.Now));
        return null;
    }
}
