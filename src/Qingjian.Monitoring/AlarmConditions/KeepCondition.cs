using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>设置、修改、停用、启用报警条件. Each change keeps what the condition was before, and begins anew: what stood by the old words says nothing about the new ones.</summary>
internal sealed class KeepCondition(MonitoringDb db, ISources sources, AlarmTurn turn, LiveSignals live)
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Reason">Why.</param>
    internal sealed record Switching(long Version, string Reason);

    internal sealed record Kept(string Id, long Version);

    public static void Map(RouteGroupBuilder conditions)
    {
        conditions.MapPost("/", async Task<Results<Ok<Kept>, ProblemHttpResult>> (ConditionForm form, KeepCondition act, CancellationToken stop) => (await act.Enter(form, stop)).ToAnswer()).Requires(Duty.ManageMonitors);
        conditions.MapPut("/{id}", async Task<Results<Ok<Kept>, ProblemHttpResult>> (string id, ConditionForm form, KeepCondition act, CancellationToken stop) => await act.Change(id, form, stop)).Requires(Duty.ManageMonitors);
        conditions.MapPost("/{id}/enable", async Task<Results<Ok<Kept>, ProblemHttpResult>> (string id, Switching request, KeepCondition act, CancellationToken stop) => await act.Switch(id, request, true, stop)).Requires(Duty.ManageMonitors);
        conditions.MapPost("/{id}/disable", async Task<Results<Ok<Kept>, ProblemHttpResult>> (string id, Switching request, KeepCondition act, CancellationToken stop) => await act.Switch(id, request, false, stop)).Requires(Duty.ManageMonitors);
    }

    /// <summary>A new condition, switched on.</summary>
    public async Task<Outcome<Kept>> Enter(ConditionForm form, CancellationToken stop)
    {
        if (await ConditionForms.Fault(form, db.Caller.Division, sources, stop) is { } fault) return fault;
        using var mine = await turn.Take(stop);
        var condition = new AlarmCondition
        {
            Id = NewId.Make(),
            Number = 1 + (await db.Set<AlarmCondition>().IgnoreQueryFilters().MaxAsync(each => (int?)each.Number, stop) ?? 0),
            Name = form.Name.Trim(),
            Division = db.Caller.Division.PadRight(6, '0'),
            Scope = form.Scope,
            Rule = form.Rule,
            Enabled = true,
            StartsAt = db.Now,
            MadeBy = db.Caller.Name,
            MadeAt = db.Now,
            EditedBy = db.Caller.Name,
            EditedAt = db.Now,
        };
        db.Add(condition);
        await Commit(condition, null, "alarm.make", $"设置报警条件“{condition.Name}”", form.Reason, stop);
        return new Kept(condition.Id, condition.Version);
    }

    private async Task<Results<Ok<Kept>, ProblemHttpResult>> Change(string id, ConditionForm form, CancellationToken stop)
    {
        using var mine = await turn.Take(stop);
        if (await db.Set<AlarmCondition>().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } condition) return Problems.NotFound();
        db.Expect(condition, form.Version);
        if (await ConditionForms.Fault(form, db.Caller.Division, sources, stop) is { } fault) return fault.ToProblem();
        var before = condition.Wording;
        (condition.Name, condition.Scope, condition.Rule) = (form.Name.Trim(), form.Scope, form.Rule);
        await Commit(condition, before, "alarm.change", $"修改报警条件“{condition.Name}”", form.Reason, stop);
        return TypedResults.Ok(new Kept(id, condition.Version));
    }

    private async Task<Results<Ok<Kept>, ProblemHttpResult>> Switch(string id, Switching request, bool on, CancellationToken stop)
    {
        using var mine = await turn.Take(stop);
        if (await db.Set<AlarmCondition>().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } condition) return Problems.NotFound();
        db.Expect(condition, request.Version);
        if (request.Reason.Trim().Length is < 2 or > 500) return Refusal.OfField("reason-missing", "reason", "请写明原因，2到500字。").ToProblem();
        if (condition.Enabled == on) return Refusal.Of("alarm-switched", on ? "这个报警条件已经启用。" : "这个报警条件已经停用。").ToProblem();
        var before = condition.Wording;
        condition.Enabled = on;
        await Commit(condition, before, on ? "alarm.enable" : "alarm.disable", $"{(on ? "启用" : "停用")}报警条件“{condition.Name}”", request.Reason, stop);
        return TypedResults.Ok(new Kept(id, condition.Version));
    }

    private async Task Commit(AlarmCondition condition, AlarmWording? before, string kind, string title, string reason, CancellationToken stop)
    {
        (condition.EditedBy, condition.EditedAt, condition.StartsAt) = (db.Caller.Name, db.Now, db.Now);
        var change = new AlarmConditionChange { Id = NewId.Make(), ConditionId = condition.Id, Division = condition.Division, By = db.Caller.Name, Post = db.Caller.PostTitle, At = db.Now, Reason = reason.Trim(), Before = before, After = condition.Wording };
        db.Add(change);
        db.RemoveRange(await db.Set<AlarmStanding>().IgnoreQueryFilters().Where(standing => standing.ConditionId == condition.Id).ToListAsync(stop));
        await db.Commit(new Act(kind, "alarm-condition", condition.Id, title) { Reason = change.Reason }.Enter("config", new { condition.Id, before, after = condition.Wording, change.Reason }), stop);
        live.Raise("alarm-conditions");
    }
}
