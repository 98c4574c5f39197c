using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>在历史数据上试: when the condition would have been raised in the last days. Nothing is kept and nobody is told.</summary>
internal sealed class TryCondition(MonitoringDb db, GatherFeed gather, ISources sources, Rulebook book, AuditTrail trail)
{
    private const int Days = 7, MostShown = 500;
    // Momentary values of a week are some ten million in a big city.
    private static readonly TimeSpan LongestMoments = TimeSpan.FromDays(2);

    /// <param name="Scope">Which outlets.</param>
    /// <param name="Rule">The condition as it stands in the form.</param>
    internal sealed record Request(AlarmScope Scope, AlarmRule Rule);

    internal sealed record Step(string OutletId, string OutletName, string EnterpriseName, AlarmEventKind Kind, string LevelName, string Colour, DateTimeOffset At, string Say);

    /// <param name="From">Data from here on.</param>
    /// <param name="Outlets">Outlets in the scope.</param>
    /// <param name="WithData">Of them those with values the condition looks at.</param>
    /// <param name="Raised">Of them those for which it would have been raised.</param>
    /// <param name="Times">Raisings, steps up and repeats in all.</param>
    /// <param name="Steps">Newest first, at most 500.</param>
    internal sealed record Result(DateTimeOffset From, DateTimeOffset Until, int Outlets, int WithData, int Raised, int Times, IReadOnlyList<Step> Steps);

    public static void Map(RouteGroupBuilder conditions) => conditions.MapPost("/try", async Task<Results<Ok<Result>, ProblemHttpResult>> (Request request, TryCondition act, CancellationToken stop) =>
        (await act.Run(request, stop)).ToAnswer()).Requires(Duty.ManageMonitors);

    private async Task<Outcome<Result>> Run(Request request, CancellationToken stop)
    {
        if (await ConditionForms.Fault(request.Scope, db.Caller.Division, sources, stop) is { } scope) return scope;
        if (ConditionForms.Fault(request.Rule) is { } fault) return fault;
        var now = BeijingTime.ClockOf(db.Now);
        var leaves = request.Rule.Leaves().ToList();
        var from = leaves.Exists(leaf => leaf.Period == AlarmPeriod.Realtime) ? now - LongestMoments : now.AddDays(-Days);
        var duties = new DutiesOfDays(sources, stop);
        for (var day = DateOnly.FromDateTime(from); day <= DateOnly.FromDateTime(now); day = day.AddDays(1)) await duties.Load(day);
        var industries = await FollowConditions.IndustriesOf(sources, [request.Scope], stop);
        var outlets = (await duties.Load(DateOnly.FromDateTime(now))).Values.Select(duty => duty.Outlet).Where(outlet => FollowConditions.Watches(request.Scope, db.Caller.Division, outlet, industries)).ToList();
        var (steps, withData) = (new List<Step>(), 0);
        foreach (var outlet in outlets)
        {
            var feed = gather.Of(outlet.Id, leaves, from, now, day => duties.Of(outlet.Id, day));
            if (feed.Came.Count == 0) continue;
            withData++;
            var (_, events) = FollowAlarm.To(request.Rule, AlarmState.New(from), feed, feed.KnownUntil(request.Rule, now), book.Calendar);
            steps.AddRange(events.Select(each => new Step(outlet.Id, $"{outlet.Code} {outlet.Name}", outlet.EnterpriseName, each.Kind, each.Level == 0 ? "" : request.Rule.Levels[each.Level - 1].Name,
                each.Level == 0 ? "" : request.Rule.Levels[each.Level - 1].Colour, BeijingTime.InstantOf(each.At), each.Say)));
        }
        var raised = steps.Where(step => step.Kind is AlarmEventKind.Raised or AlarmEventKind.Again).ToList();
        await trail.Note(new Act("alarm.try", "alarm-condition", "try", $"试算报警条件：{outlets.Count}个排放口，会触发{raised.Count}次"), stop);
        return new Result(BeijingTime.InstantOf(from), BeijingTime.InstantOf(now), outlets.Count, withData, raised.Select(step => step.OutletId).Distinct().Count(), raised.Count, [.. steps.OrderByDescending(step => step.At).Take(MostShown)]);
    }
}
