using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Judges hours as their values arrive, and again when a value of theirs changes or comes late; a day that was already closed
/// is judged anew with them, and so are later days that they let come out differently. The position in the list of changes is kept with the verdicts, so none is missed and none done twice.</summary>
internal sealed class JudgeArrivals(IServiceScopeFactory scopes, IReadings readings, IStations stations, JudgingTurn turn, TimeProvider clock, ILogger<JudgeArrivals> log)
    : FollowArrivals(readings, TimeSpan.FromMilliseconds(200), clock, log)
{
    private const int ChangesAtOnce = 4_000;

    /// <summary>Judges one stretch of changes; false when there was nothing to read.</summary>
    public override async Task<bool> Step(CancellationToken stop)
    {
        using (await turn.Take(stop)) return await Next(stop);
    }

    private async Task<bool> Next(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<MonitoringDb>();
        var states = await db.States.AsNoTracking().ToDictionaryAsync(state => state.Key, state => state.Value, stop);
        var changes = Readings.Changes(states.GetValueOrDefault(JudgementState.Cursor), ChangesAtOnce);
        if (changes.Count == 0) return false;

        var closed = states.TryGetValue(JudgementState.ClosedDay, out var day) ? DateOnly.FromDayNumber((int)day) : DateOnly.MinValue;
        var wanted = await scope.ServiceProvider.GetRequiredService<LaterDays>().With(Wanted(changes, closed), changes, closed, stop);
        var judged = await scope.ServiceProvider.GetRequiredService<JudgeDays>().Judge(wanted, stop);
        await scope.ServiceProvider.GetRequiredService<WriteVerdicts>().Write(judged, changes.Any(change => change.Late || change.Revised.Count > 0) ? "数据到达或者补传" : "数据到达",
            [(JudgementState.Cursor, changes[^1].Position)], stop);
        return true;
    }

    /// <summary>Which hours of which outlets the changes touch. A minute value counts only where it may alter an hour: one with the hour.</summary>
    internal List<JudgeDays.Wanted> Wanted(IReadOnlyList<ReadingChange> changes, DateOnly closed)
    {
        var hours = new Dictionary<(string Outlet, DateOnly Day), HashSet<int>>();
        foreach (var change in changes)
        {
            // A minute of an hour whose mean is not here yet is counted when that comes.
            if (change.Kind is not (PeriodKind.Hour or PeriodKind.Minute or PeriodKind.FiveMinute) || stations.Find(change.Mn) is not { } station) continue;
            var at = BeijingTime.ClockOf(change.Time);
            var day = DateOnly.FromDateTime(at);
            if (change.Kind == PeriodKind.Minute && Clock.GetUtcNow() < BeijingTime.InstantOf(at.Date.AddHours(at.Hour + 1))) continue;
            // A furnace temperature alters no hour; of a day that is closed it may alter the count of low slots.
            if (change.Kind == PeriodKind.FiveMinute && day > closed) continue;
            foreach (var binding in station.Bindings.Where(binding => binding.Holds(day)))
            {
                if (!hours.TryGetValue((binding.OutletId, day), out var list)) hours[(binding.OutletId, day)] = list = [];
                if (change.Kind != PeriodKind.FiveMinute) list.Add(at.Hour);
            }
        }
        return [.. hours.Select(each => new JudgeDays.Wanted(each.Key.Outlet, each.Key.Day, each.Value, each.Key.Day <= closed))];
    }
}
