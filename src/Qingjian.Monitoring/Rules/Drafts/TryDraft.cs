using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Rules.Drafts;

/// <summary>申请试算: asks for a draft to be held against the rules in force over a stretch of past days. The work goes on in the background and shows how far it is.</summary>
internal static class TryDraft
{
    private const int MostDays = 366;

    /// <param name="From">First day of the data, Beijing.</param>
    /// <param name="To">Last day, inclusive, before today.</param>
    internal sealed record Request(DateOnly From, DateOnly To);

    internal sealed record Asked(string TrialId);

    public static void Map(RouteGroupBuilder drafts) => drafts.MapPost("/{id}/trials", Handle).Requires(Duty.ConfirmRules);

    private static async Task<Results<Ok<Asked>, ProblemHttpResult>> Handle(string id, Request request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<RuleDraft>().AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } draft) return Problems.NotFound();
        if (draft.State != DraftState.Draft) return Refusal.Of("draft-ended", "草案已经施行或者撤回，不能再试算；可以按规则另起草案。").ToProblem(StatusCodes.Status409Conflict);
        if (request.To < request.From || request.To.DayNumber - request.From.DayNumber >= MostDays) return Refusal.OfField("period", "from", $"请选择一段不超过{MostDays}天的日期，起始日不晚于截止日。").ToProblem();
        if (request.To >= BeijingTime.DayOf(db.Now)) return Refusal.OfField("period-open", "to", "截止日要早于今天：当天的数据还没有收齐。").ToProblem();
        if (await db.Set<DraftTrial>().AnyAsync(trial => trial.DraftId == id && trial.DoneAt == null, stop)) return Refusal.Of("trial-running", "该草案正在试算，请等它完成。").ToProblem(StatusCodes.Status409Conflict);
        var trial = new DraftTrial { Id = NewId.Make(), DraftId = id, From = request.From, To = request.To, Division = db.Caller.Division, AskedByName = db.Caller.Name, AskedAt = db.Now };
        db.Add(trial);
        await db.Commit(new Act("draft.try", "rule-draft", id, $"申请试算“{draft.Title}”（{request.From:yyyy-MM-dd}至{request.To:yyyy-MM-dd}）"), stop);
        live.Raise("rules");
        return TypedResults.Ok(new Asked(trial.Id));
    }
}
