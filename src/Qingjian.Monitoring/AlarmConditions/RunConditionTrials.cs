using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Schedule;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>Carries out trials of conditions, one after the other. A trial is cut into stretches, so that months of momentary values never lie in memory together; cut
/// anywhere it comes to the same.</summary>
internal sealed class RunConditionTrials(ConditionTrials trials, IServiceScopeFactory scopes, Rulebook book) : IRecurring
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private const int MostShown = 500;

    public async Task Run(CancellationToken stop)
    {
        while (trials.Next() is { } trial)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerContext>().Current = trial.Caller;
            using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, trial.GivenUp.Token);
            try { trial.Result = await Try(trial, scope.ServiceProvider.GetRequiredService<GatherFeed>(), scope.ServiceProvider.GetRequiredService<ISources>(), both.Token); }
            catch (OperationCanceledException) when (trial.GivenUp.IsCancellationRequested && !stop.IsCancellationRequested) { }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                trial.Fault = "试算没有完成，请稍后再试；一直不成功的，请联系系统管理员查看日志。";
                throw;
            }
        }
    }

    private async Task<TrialResult> Try(ConditionTrial trial, GatherFeed gather, ISources sources, CancellationToken stop)
    {
        var (rule, leaves) = (trial.Rule, trial.Rule.Leaves().ToList());
        var industries = await FollowConditions.IndustriesOf(sources, [trial.Scope], stop);
        var outlets = (await sources.AllDuties(DateOnly.FromDateTime(trial.Until), stop)).Values.Select(duty => duty.Outlet)
            .Where(outlet => FollowConditions.Watches(trial.Scope, trial.Caller.Division, outlet, industries)).OrderBy(outlet => outlet.Id, StringComparer.Ordinal).ToList();
        var states = outlets.ToDictionary(outlet => outlet.Id, _ => AlarmState.New(trial.From));
        var (steps, withData, raised, times) = (new List<TrialStep>(), new HashSet<string>(), new HashSet<string>(), 0);
        var stretches = Stretches(trial.From, trial.Until, DaysAtOnce(leaves)).ToList();
        trial.Progress = (0, stretches.Count * outlets.Count);
        foreach (var (from, until) in stretches)
        {
            var duties = new DutiesOfDays(sources, null, stop);
            for (var day = DateOnly.FromDateTime(from); day <= DateOnly.FromDateTime(until); day = day.AddDays(1)) await duties.Load(day);
            foreach (var outlet in outlets)
            {
                stop.ThrowIfCancellationRequested();
                var feed = gather.Of(outlet.Id, leaves, from, until, day => duties.Of(outlet.Id, day));
                if (feed.Came.Count > 0) withData.Add(outlet.Id);
                // Before anything came there is nothing to follow.
                states[outlet.Id] = withData.Contains(outlet.Id) ? Follow(outlet, states[outlet.Id], feed, until) : AlarmState.New(until);
                trial.Progress = (trial.Progress.Done + 1, trial.Progress.Total);
            }
            steps = [.. steps.OrderByDescending(step => step.At).Take(MostShown)];
        }
        return new(BeijingTime.InstantOf(trial.From), BeijingTime.InstantOf(trial.Until), outlets.Count, withData.Count, raised.Count, times, steps);

        AlarmState Follow(SourceOutlet outlet, AlarmState begin, AlarmFeed feed, DateTime until)
        {
            // What lies in the past is known to its end; of the present some values are still awaited.
            var (state, events) = FollowAlarm.To(rule, begin, feed, until == trial.Until ? feed.KnownUntil(rule, until) : until, book.Calendar);
            foreach (var each in events)
            {
                if (each.Kind is AlarmEventKind.Raised or AlarmEventKind.Again)
                {
                    times++;
                    raised.Add(outlet.Id);
                }
                var level = each.Level == 0 ? null : rule.Levels[each.Level - 1];
                steps.Add(new(outlet.Id, $"{outlet.Code} {outlet.Name}", outlet.EnterpriseName, each.Kind, level?.Name ?? "", level?.Colour ?? "", BeijingTime.InstantOf(each.At), each.Say));
            }
            return state;
        }
    }

    private static int DaysAtOnce(List<AlarmTerm> leaves) => leaves.Min(leaf => leaf.Period switch { AlarmPeriod.Realtime => 1, AlarmPeriod.Minute => 7, _ => 31 });

    private static IEnumerable<(DateTime From, DateTime Until)> Stretches(DateTime from, DateTime until, int days)
    {
        while (from < until)
        {
            var end = from.AddDays(days) < until ? from.AddDays(days) : until;
            yield return (from, end);
            from = end;
        }
    }
}
