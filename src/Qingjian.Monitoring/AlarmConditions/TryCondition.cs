using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Qingjian.Judgement;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>在历史数据上试: when the condition would have been raised, as far back as the values it looks at are stored. It runs in the background and tells how far it is; nothing is kept
/// and nobody is told.</summary>
internal static class TryCondition
{
    private const int UsualDays = 7;

    /// <param name="Scope">Which outlets.</param>
    /// <param name="Rule">The condition as it stands in the form.</param>
    /// <param name="From">First day of the data, Beijing; null for the last seven days.</param>
    internal sealed record Request(AlarmScope Scope, AlarmRule Rule, DateOnly? From = null);

    internal sealed record Asked(string Id);

    /// <param name="Done">Stretches of outlets done.</param>
    /// <param name="Total">In all; 0 while it waits for another trial.</param>
    /// <param name="Result">What it came to; null while it runs.</param>
    /// <param name="Fault">Why it broke off; null while it did not.</param>
    internal sealed record View(int Done, int Total, TrialResult? Result, string? Fault);

    public static void Map(RouteGroupBuilder conditions)
    {
        conditions.MapPost("/try", Ask).Requires(Duty.ManageMonitors);
        conditions.MapGet("/try/{id}", Look).Requires(Duty.ManageMonitors);
    }

    /// <summary>Days that values of a period are stored; hours are kept without end, and looked at for ten years at most.</summary>
    public static int DaysKept(AlarmPeriod period, ReadingOptions kept) => period switch { AlarmPeriod.Realtime => (int)kept.KeepRealtime.TotalDays, AlarmPeriod.Minute => (int)kept.KeepMinutes.TotalDays, _ => 3660 };

    private static async Task<Results<Ok<Asked>, ProblemHttpResult>> Ask(
        Request request, MonitoringDb db, ISources sources, ConditionTrials trials, IOptions<ReadingOptions> kept, AuditTrail trail, CancellationToken stop)
    {
        if (await ConditionForms.Fault(request.Scope, db.Caller.Division, sources, stop) is { } scope) return scope.ToProblem();
        if (ConditionForms.Fault(request.Rule) is { } fault) return fault.ToProblem();
        var now = BeijingTime.ClockOf(db.Now);
        var from = request.From is { } day ? day.ToDateTime(TimeOnly.MinValue) : now.AddDays(-UsualDays);
        if (from >= now) return Refusal.OfField("try-from", "from", "起始日不能晚于今天，请选择以前的日期。").ToProblem();
        var shortest = request.Rule.Leaves().Select(leaf => leaf.Period).Distinct().MinBy(period => DaysKept(period, kept.Value));
        var earliest = now.Date.AddDays(-DaysKept(shortest, kept.Value));
        if (from < earliest)
            return Refusal.OfField("try-from", "from", $"条件用到的{ReadSource.WordOf(GatherFeed.KindOf(shortest))}从{earliest:yyyy年M月d日}起才有，请选择这一天或者以后的日期。").ToProblem();
        var trial = new ConditionTrial(NewId.Make(), db.Caller, request.Scope, request.Rule, from, now);
        trials.Ask(trial);
        await trail.Note(new Act("alarm.try", "alarm-condition", "try", $"试算报警条件：{from:yyyy-MM-dd HH:mm}起的数据"), stop);
        return TypedResults.Ok(new Asked(trial.Id));
    }

    private static Results<Ok<View>, ProblemHttpResult> Look(string id, MonitoringDb db, ConditionTrials trials) => trials.Find(id, db.Caller.PersonId) is { } trial
        ? TypedResults.Ok(new View(trial.Progress.Done, trial.Progress.Total, trial.Result, trial.Fault))
        : Refusal.Of("trial-gone", "没有这次试算：程序重新启动过，或者已经另外试了一次。请再试一次。").ToProblem(StatusCodes.Status404NotFound);
}
