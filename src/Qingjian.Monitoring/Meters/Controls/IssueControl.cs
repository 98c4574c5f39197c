using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Cards;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Meters.Controls;

/// <summary>下达、解除停限产指令; the enterprise acknowledges it.</summary>
internal sealed class IssueControl(MonitoringDb db, ISources sources, LiveSignals live)
{
    /// <param name="Kind">Why.</param>
    /// <param name="Level">Warning level; for heavy pollution only.</param>
    /// <param name="Measure">Stop or limit.</param>
    /// <param name="LimitShare">For a limit: share of the usual electricity, above 0 and below 1.</param>
    /// <param name="FromAt">Beginning.</param>
    /// <param name="ToAt">End, exclusive; at most 200 days later.</param>
    /// <param name="Areas">Division codes: binds each plant there that has a meter of production.</param>
    /// <param name="EnterpriseIds">Enterprises named one by one.</param>
    /// <param name="Basis">Document number and name.</param>
    internal sealed record Request(
        ControlKind Kind, ControlLevel? Level, ControlMeasure Measure, decimal? LimitShare, DateTimeOffset FromAt, DateTimeOffset ToAt, IReadOnlyList<string> Areas, IReadOnlyList<string> EnterpriseIds, string Basis);

    internal sealed record Lifting(long Version, string Reason);

    public static void Map(RouteGroupBuilder controls)
    {
        controls.MapPost("/", async Task<Results<Ok<string>, ProblemHttpResult>> (Request request, IssueControl act, CancellationToken stop) =>
            (await act.Enter(request, stop)).ToAnswer()).Requires(Duty.CheckOrders);
        controls.MapPost("/{id}/lift", Lift).Requires(Duty.CheckOrders);
        controls.MapPost("/{id}/receive", Receive).Requires(Duty.AnswerOrders);
    }

    internal static Refusal? Fault(Request request)
    {
        if (!Enum.IsDefined(request.Kind) || !Enum.IsDefined(request.Measure)) return Refusal.OfField("control-kind", "kind", "请选择指令的类别和措施。");
        if (request.Kind == ControlKind.CardCorrection) return Refusal.OfField("control-kind", "kind", "黄红牌整改的停限产在黄红牌页面随“责令整改”一起下达。");
        if ((request.Kind == ControlKind.HeavyPollution) != (request.Level is not null)) return Refusal.OfField("control-level", "level", "重污染天气应急要写明预警级别，其他类别不写。");
        if (request.Measure == ControlMeasure.Limit && request.LimitShare is not (> 0 and < 1)) return Refusal.OfField("control-limit", "limitShare", "限产要写明允许生产负荷，大于0、小于100%。");
        if (request.ToAt <= request.FromAt) return Refusal.OfField("control-time", "toAt", "结束时间要晚于开始时间。");
        if (request.ToAt - request.FromAt > TimeSpan.FromDays(200)) return Refusal.OfField("control-time", "toAt", "一道指令最长200天，更长的请分次下达。");
        if (string.IsNullOrWhiteSpace(request.Basis) || request.Basis.Trim().Length < 4) return Refusal.OfField("control-basis", "basis", "请写明依据的文件名称和文号。");
        return null;
    }

    /// <summary>A new order; its id.</summary>
    public async Task<Outcome<string>> Enter(Request request, CancellationToken stop)
    {
        if (Fault(request) is { } fault) return fault;
        var named = await sources.Enterprises([.. request.EnterpriseIds.Distinct()], stop);
        if (named.Count != request.EnterpriseIds.Distinct().Count()) return Refusal.OfField("enterprise-unknown", "enterpriseIds", "有企业不存在或者不在您的辖区，请从列表中选择。");
        var metered = await db.Set<MeterPoint>().AsNoTracking().Where(meter => meter.Kind == MeterKind.Production && meter.RetiredAt == null).Select(meter => new { meter.EnterpriseId, meter.EnterpriseName, meter.Division }).Distinct().ToListAsync(stop);
        var prefixes = request.Areas.Select(DivisionScope.Prefix).ToList();
        var bound = metered.Where(plant => prefixes.Exists(prefix => plant.Division.StartsWith(prefix, StringComparison.Ordinal))).ToDictionary(plant => plant.EnterpriseId!, plant => (plant.EnterpriseName, plant.Division));
        foreach (var each in named.Values) bound[each.Id] = (each.Name, each.Division);
        if (bound.Count == 0) return Refusal.OfField("control-nobody", "areas", "所选区域内没有安装生产用电监控的企业，也没有点名企业；请选择企业，或者先登记用电监控点。");

        return await Issue(request, null, bound, (db.Caller.Name, db.Caller.Division), stop);
    }

    /// <summary>Issues an order that was decided with a card.</summary>
    public Task Issue(CardRestricted decided, CancellationToken stop) => Issue(
        new(ControlKind.CardCorrection, null, decided.Measure, decided.LimitShare, decided.FromAt, decided.ToAt, [], [decided.EnterpriseId], decided.Basis), decided.CardId,
        new() { [decided.EnterpriseId] = (decided.EnterpriseName, decided.Division) }, (decided.ByName, decided.ByDivision), stop);

    private async Task<string> Issue(Request request, string? cardId, Dictionary<string, (string Name, string Division)> bound, (string Name, string Division) by, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var year = BeijingTime.DayOf(db.Now).Year;
        var last = await db.Database.SqlQuery<int>($"INSERT INTO monitoring_control_counter (year, last) VALUES ({year}, 1) ON CONFLICT (year) DO UPDATE SET last = monitoring_control_counter.last + 1 RETURNING last AS \"Value\"").ToListAsync(stop);
        var order = new ControlOrder
        {
            Id = NewId.Make(),
            Number = $"管控〔{year}〕{last[0]:D4}号",
            Kind = request.Kind,
            Level = request.Level,
            Measure = request.Measure,
            LimitShare = request.Measure == ControlMeasure.Limit ? request.LimitShare!.Value : 0,
            FromAt = request.FromAt,
            ToAt = request.ToAt,
            Areas = [.. request.Areas.Distinct()],
            Basis = request.Basis.Trim(),
            CardId = cardId,
            Division = by.Division,
            IssuedByName = by.Name,
            IssuedAt = db.Now,
        };
        db.Add(order);
        foreach (var (enterprise, (name, division)) in bound)
            db.Add(new ControlTarget { Id = NewId.Make(), OrderId = order.Id, EnterpriseId = enterprise, EnterpriseName = name, Division = division });
        await db.Commit(new Act("control.issue", "control", order.Id, $"下达{ControlWords.Of(order.Kind)}{ControlWords.Measure(order.Measure, order.LimitShare)}指令 {order.Number}，{bound.Count}家企业")
            .Enter("decision", new { order.Number, order.Kind, order.Level, order.Measure, order.LimitShare, order.FromAt, order.ToAt, order.Areas, order.Basis, enterprises = bound.Keys }), stop);
        await transaction.CommitAsync(stop);
        live.Raise("controls");
        live.Raise("inbox");
        return order.Id;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Lift(string id, Lifting request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await ReadControl.Visible(db).FirstOrDefaultAsync(each => each.Id == id, stop) is not { } order) return Problems.NotFound();
        if (!order.Division.StartsWith(db.Caller.Division, StringComparison.Ordinal)) return Refusal.Of("control-foreign", "这道指令由上级下达，只能由下达机关解除。").ToProblem(StatusCodes.Status409Conflict);
        db.Expect(order, request.Version);
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请写明解除的依据，例如预警解除通知。").ToProblem();
        if (order.LiftedAt is not null || order.ToAt <= db.Now) return Refusal.Of("control-over", "指令已经结束，不需要解除。").ToProblem(StatusCodes.Status409Conflict);
        (order.ToAt, order.LiftedAt, order.LiftedWhy) = (db.Now > order.FromAt ? db.Now : order.FromAt, db.Now, request.Reason.Trim());
        await db.Commit(new Act("control.lift", "control", id, $"解除停限产指令 {order.Number}") { Reason = order.LiftedWhy }.Enter("decision", new { order.Number, order.ToAt, order.LiftedWhy }), stop);
        live.Raise("controls");
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Receive(string id, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<ControlTarget>().FirstOrDefaultAsync(each => each.OrderId == id, stop) is not { } target) return Problems.NotFound();
        if (target.ReceivedAt is not null) return Refusal.Of("control-received", "本企业已经签收这道指令。").ToProblem(StatusCodes.Status409Conflict);
        (target.ReceivedAt, target.ReceivedBy) = (db.Now, db.Caller.Name);
        await db.Commit(new Act("control.receive", "control", id, $"{target.EnterpriseName}签收停限产指令"), stop);
        live.Raise("controls");
        live.Raise("inbox");
        return TypedResults.NoContent();
    }
}
