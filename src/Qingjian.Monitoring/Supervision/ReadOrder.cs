using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>The file of an order: what happened, to whom it went, what was answered and decided, what may be done next.</summary>
internal static class ReadOrder
{
    internal sealed record Changed(string Id, OrderState State, long Version);

    internal sealed record FileLine(string Id, string Name, string Type, long Size);

    internal sealed record AnswerView(
        string Id, DateTimeOffset At, string PersonName, string Post, string Cause, string CauseName, string Text, string Measures, IReadOnlyList<StatedMark> Marks,
        IReadOnlyList<FileLine> Files, bool Late, string? Outcome, string? OutcomeReason, DateTimeOffset? OutcomeAt, string? OutcomeBy);

    internal sealed record DeliveryView(string To, string Name, DateTimeOffset At, DateTimeOffset? ReceivedAt, string? ReceivedBy);

    internal sealed record StepView(string Id, DateTimeOffset At, string PersonName, string Post, string Kind, string Title, string? Reason, OrderState? FromState, OrderState? ToState, string? Path);

    internal sealed record OrderFile(
        string Id, string Number, long Version, OrderState State, string Class, string ClassName, string Trigger, string TriggerName, string Colour, string EnterpriseId, string EnterpriseName,
        string Division, string DivisionName, string OutletId, string OutletName, string Factor, string FactorName, DateOnly Day, string Title, string Summary, string? LimitName,
        decimal? Value, decimal? Limit, string? Unit, decimal? Multiple, Trust Trust, IReadOnlyList<Occurrence> Occurrences, DateTimeOffset FromAt, DateTimeOffset ToAt, bool Ongoing,
        DateTimeOffset IssuedAt, DateTimeOffset DueAt, DateTimeOffset? CheckDueAt, bool DueProvisional, int Level, string LevelName, DateTimeOffset? ReceivedAt, DateTimeOffset? AnsweredAt,
        DateTimeOffset? CheckedAt, string? CheckedBy, DateTimeOffset? ClosedAt, string? CloseNote, int Returns, int Urged, bool OfVerdicts, int DaysExceededIn30,
        IReadOnlyList<AnswerView> Answers, IReadOnlyList<DeliveryView> Deliveries, IReadOnlyList<StepView> Steps, IReadOnlyList<OrderAct> Acts);

    public static void Map(RouteGroupBuilder orders) => orders.MapGet("/{id}", Handle).Requires(Duty.ReadOrders);

    private static async Task<Results<Ok<OrderFile>, ProblemHttpResult>> Handle(string id, MonitoringDb db, Rulebook book, IDivisions divisions, FileStore files, CancellationToken stop)
    {
        if (await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, stop) is not { } o) return Problems.NotFound();
        var answers = await db.Answers.AsNoTracking().Where(a => a.OrderId == id).OrderByDescending(a => a.At).ToListAsync(stop);
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.OrderId == id).OrderBy(d => d.At).ToListAsync(stop);
        var steps = await db.Steps.AsNoTracking().Where(s => s.OrderId == id).OrderByDescending(s => s.Position).ToListAsync(stop);
        var kept = (await files.Find([.. answers.SelectMany(a => a.FileIds).Distinct()], stop)).ToDictionary(f => f.Id);
        var rule = book.SupervisionOn(BeijingTime.DayOf(o.IssuedAt));
        return TypedResults.Ok(new OrderFile(
            o.Id, o.Number, o.Version, o.State, o.Class, rule?.Classes.FirstOrDefault(c => c.Code == o.Class)?.Name ?? "督办", o.Trigger, rule?.Triggers.FirstOrDefault(t => t.Verdict == o.Trigger)?.Name ?? o.Title,
            o.Colour, o.EnterpriseId!, o.EnterpriseName, o.Division, divisions.NameOf(o.Division), o.OutletId, o.OutletName, o.Factor, o.FactorName, o.Day, o.Title, o.Summary, o.LimitName, o.Value, o.Limit,
            o.Unit, o.Multiple, o.Trust, o.Occurrences, o.FromAt, o.ToAt, o.Ongoing, o.IssuedAt, o.DueAt, o.CheckDueAt, o.DueProvisional, o.Level,
            rule?.Levels.FirstOrDefault(l => l.Level == o.Level)?.Name ?? "", o.ReceivedAt, o.AnsweredAt, o.CheckedAt, o.CheckedBy, o.ClosedAt, o.CloseNote, o.Returns, o.Urged, o.OfVerdicts, await DaysIn30(db, o, stop),
            [.. answers.Select(a => new AnswerView(a.Id, a.At, a.PersonName, a.Post, a.Cause, a.CauseName, a.Text, a.Measures, a.Marks,
                [.. a.FileIds.Where(kept.ContainsKey).Select(f => new FileLine(f, kept[f].Name, kept[f].Type, kept[f].Size))], a.Late, a.Outcome, a.OutcomeReason, a.OutcomeAt, a.OutcomeBy))],
            [.. deliveries.Select(d => new DeliveryView(d.To, d.Name, d.At, d.ReceivedAt, d.ReceivedBy))],
            [.. steps.Select(s => new StepView(s.Id, s.At, s.PersonName, s.Post, s.Kind, s.Title, s.Reason, Read(s.FromState), Read(s.ToState), db.Caller.EnterpriseId is null ? s.Path : null))], Acts(o, db.Caller, db.Now)));
    }

    // M45: the last 30 days include today.
    private static async Task<int> DaysIn30(MonitoringDb db, SupervisionOrder order, CancellationToken stop)
    {
        var from = BeijingTime.StartOf(order.Day.AddDays(-29));
        var to = BeijingTime.StartOf(order.Day.AddDays(1));
        return await db.Verdicts.AsNoTracking().CountAsync(v => v.OutletId == order.OutletId && v.Factor == order.Factor && v.Period == Judgement.LimitPeriod.Day
            && v.Outcome == VerdictOutcome.Exceeded && v.SupersededAt == null && v.StartAt >= from && v.StartAt < to, stop);
    }

    /// <summary>What the caller may do now.</summary>
    internal static IReadOnlyList<OrderAct> Acts(SupervisionOrder order, Caller caller, DateTimeOffset now) => [.. OrderPath.From(order.State).Where(act => act switch
    {
        OrderAct.Answer => caller.May(Duty.AnswerOrders),
        OrderAct.Close => false,
        _ => caller.May(Duty.CheckOrders) && CheckOrder.Decide(order, act, now).Try(out _, out _),
    })];

    private static OrderState? Read(string? state) => Enum.TryParse<OrderState>(state, out var read) ? read : null;
}
