using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Rules.Drafts;

/// <summary>施行 or 撤回: ends a draft. It is put in force by another person than wrote it, after a trial, before its first day.</summary>
internal static class EndDraft
{
    /// <param name="Version">Version the page showed.</param>
    /// <param name="Reason">On what decision.</param>
    internal sealed record Request(long Version, string Reason);

    private static readonly SemaphoreSlim OneAtATime = new(1);

    public static void Map(RouteGroupBuilder drafts)
    {
        drafts.MapPost("/{id}/enact", Enact).Requires(Duty.ConfirmRules);
        drafts.MapPost("/{id}/withdraw", Withdraw).Requires(Duty.ConfirmRules);
    }

    /// <summary>Gives what was put in force to the law; once at start, after the migrations.</summary>
    public static async Task Recall(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var enacted = await scope.ServiceProvider.GetRequiredService<MonitoringDb>().Set<RuleDraft>().AsNoTracking().Where(each => each.State == DraftState.Enacted).ToListAsync(stop);
        if (enacted.Count > 0) services.GetRequiredService<ILawInForce>().Take([.. enacted.Select(each => each.File)]);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Enact(string id, Request request, MonitoringDb db, ILawInForce law, LiveSignals live, CancellationToken stop)
    {
        await OneAtATime.WaitAsync(stop);
        try
        {
            if (await db.Set<RuleDraft>().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } draft) return Problems.NotFound();
            if (Fault(draft, request) is { } fault) return fault.ToProblem(StatusCodes.Status409Conflict);
            if (draft.DraftedBy == db.Caller.PersonId) return Refusal.Of("own-draft", "起草人不能自己施行，请另一名法制人员核对后施行。").ToProblem(StatusCodes.Status409Conflict);
            if (!await db.Set<DraftTrial>().AnyAsync(trial => trial.DraftId == id && trial.DoneAt != null, stop)) return Refusal.Of("not-tried", "草案还没有试算。请先选一段历史数据试算，看过差异后再施行。").ToProblem(StatusCodes.Status409Conflict);
            if (draft.InForceFrom <= BeijingTime.DayOf(db.Now)) return Refusal.Of("day-passed", $"施行日期{draft.InForceFrom:yyyy-MM-dd}已到或已过，不能倒签。请改用以后的日期另起草案。").ToProblem(StatusCodes.Status409Conflict);
            // Another draft of the same rule may have been put in force since.
            if (!law.With(draft.File).Try(out _, out var why)) return why.ToProblem();
            await End(db, draft, DraftState.Enacted, request.Reason, "draft.enact", $"施行规则“{draft.Title}”（自{draft.InForceFrom:yyyy-MM-dd}）", stop);
            law.Take(draft.File);
            live.Raise("rules");
            return TypedResults.NoContent();
        }
        finally { OneAtATime.Release(); }
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(string id, Request request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<RuleDraft>().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } draft) return Problems.NotFound();
        if (Fault(draft, request) is { } fault) return fault.ToProblem(StatusCodes.Status409Conflict);
        await End(db, draft, DraftState.Withdrawn, request.Reason, "draft.withdraw", $"撤回规则草案“{draft.Title}”", stop);
        live.Raise("rules");
        return TypedResults.NoContent();
    }

    private static Refusal? Fault(RuleDraft draft, Request request)
    {
        if (draft.State != DraftState.Draft) return Refusal.Of("draft-ended", $"草案已由{draft.EndedByName}{(draft.State == DraftState.Enacted ? "施行" : "撤回")}，请刷新页面。");
        if (draft.Version != request.Version) return Refusal.Of("changed-by-other", "草案刚刚有变动，请刷新后再试。");
        return string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Trim().Length < 5 ? Refusal.OfField("reason-missing", "reason", "请写明依据，至少5个字，例如：局长办公会某次会议决定。") : null;
    }

    private static Task End(MonitoringDb db, RuleDraft draft, DraftState state, string reason, string kind, string title, CancellationToken stop)
    {
        (draft.State, draft.EndedBy, draft.EndedByName, draft.EndedAt, draft.EndReason) = (state, db.Caller.PersonId, db.Caller.Name, db.Now, reason.Trim());
        return db.Commit(new Act(kind, "rule-draft", draft.Id, title) { Reason = draft.EndReason }
            .Enter("config", new { draft.Id, draft.Path, draft.Sha256, state, draft.EndReason, draft.EndedBy, at = db.Now }), stop);
    }
}
