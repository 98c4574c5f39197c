using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Samplers;

/// <summary>下达留样: an officer fills a bottle from afar.</summary>
internal static class OrderSample
{
    /// <param name="Reason">Why.</param>
    /// <param name="Factor">HJ 212-2017 code in question, or null.</param>
    internal sealed record Request(string Reason, string? Factor = null);

    public static void Map(RouteGroupBuilder samplers) => samplers.MapPost("/{id}/order", Handle).Requires(Duty.CheckOrders);

    private static async Task<Results<Ok<string>, ProblemHttpResult>> Handle(string id, Request request, MonitoringDb db, SamplingGuard guard, Rulebook book, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<Sampler>().AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } sampler) return Problems.NotFound();
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请写明留样的原因。").ToProblem();
        if (await guard.Against(sampler, stop) is { } refused) return refused.ToProblem(StatusCodes.Status409Conflict);
        var task = new SampleTask
        {
            Id = NewId.Make(),
            SamplerId = sampler.Id,
            EnterpriseId = sampler.EnterpriseId,
            Division = sampler.Division,
            Kind = SampleKind.Order,
            State = SampleTaskState.Queued,
            RequestedBy = db.Caller.Name,
            RequestedAt = db.Now,
            Why = request.Reason.Trim(),
            Factor = request.Factor,
            FactorName = request.Factor is { } code ? book.FactorOn(code, BeijingTime.DayOf(db.Now))?.Name : null,
        };
        db.Add(task);
        await db.Commit(new Act("sample.order", "sampler", id, $"下达留样：{sampler.EnterpriseName} {sampler.OutletName}") { Reason = task.Why }.Enter("evidence.add", new { task.Id, task.SamplerId, task.Why, task.Factor, at = db.Now }), stop);
        live.Raise("samplers");
        return TypedResults.Ok(task.Id);
    }
}

/// <summary>超标自动留样: a verdict of the triggers of the rule fills a bottle of the outlet's sampler. When a guard says no, that is kept too.</summary>
internal sealed class RetainSample(MonitoringDb db, SamplingGuard guard, Rulebook book, LiveSignals live) : IHear<VerdictReached>
{
    public async Task Hear(VerdictReached fact, CancellationToken stop)
    {
        if (book.SamplingOn(BeijingTime.DayOf(db.Now)) is not { } rule || !rule.Triggers.Contains(fact.Trigger)) return;
        if (await db.Set<Sampler>().AsNoTracking().FirstOrDefaultAsync(each => each.OutletId == fact.OutletId && each.Automatic, stop) is not { } sampler) return;
        // The water of a day long gone is not there any more.
        if (db.Now - fact.Start > TimeSpan.FromHours(fact.Period == "day" ? 48 : 3)) return;
        if (await db.Set<SampleTask>().AnyAsync(each => each.VerdictId == fact.VerdictId, stop)) return;
        var refused = await guard.Against(sampler, stop);
        db.Add(new SampleTask
        {
            Id = NewId.Make(),
            SamplerId = sampler.Id,
            EnterpriseId = sampler.EnterpriseId,
            Division = sampler.Division,
            Kind = SampleKind.Exceedance,
            State = refused is null ? SampleTaskState.Queued : SampleTaskState.Refused,
            RequestedBy = "系统",
            RequestedAt = db.Now,
            Why = fact.Sentence,
            VerdictId = fact.VerdictId,
            Factor = fact.Factor,
            FactorName = fact.FactorName,
            Value = fact.Value,
            Unit = fact.Unit,
            EndedAt = refused is null ? null : db.Now,
            Outcome = refused?.Message ?? "",
        });
        await db.Commit(new Act("sample.order", "sampler", sampler.Id, $"超标自动留样：{sampler.EnterpriseName} {fact.FactorName}{(refused is null ? "" : $"未下发（{refused.Message}）")}"), stop);
        live.Raise("samplers");
        live.Raise("inbox");
    }
}

/// <summary>The guards before every order: time since the last one, and empty bottles.</summary>
internal sealed class SamplingGuard(MonitoringDb db, Rulebook book)
{
    public async Task<Refusal?> Against(Sampler sampler, CancellationToken stop)
    {
        var day = BeijingTime.DayOf(db.Now);
        if (book.SamplingOn(day) is not { } rule) return Refusal.Of("no-rule-on-day", $"{day:yyyy-MM-dd}没有施行中的自动留样设置，请载入规则文件。");
        var last = await db.Set<SampleTask>().Where(each => each.SamplerId == sampler.Id && each.State != SampleTaskState.Refused && each.State != SampleTaskState.Failed).OrderByDescending(each => each.RequestedAt).Select(each => (DateTimeOffset?)each.RequestedAt).FirstOrDefaultAsync(stop);
        var used = await db.Set<Sample>().CountAsync(each => each.SamplerId == sampler.Id && (each.State == SampleState.Full || each.State == SampleState.Expired), stop);
        return rule.Against(last, sampler.Bottles - used, db.Now);
    }
}
