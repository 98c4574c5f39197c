using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Access;
using Qingjian.Platform.Schedule;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>Looks at the conditions of an outlet as its hour and minute values arrive. The position in the list of changes is kept, so none is missed.</summary>
internal sealed class WatchConditions(IServiceScopeFactory scopes, IReadings readings, IStations stations, AlarmTurn turn, TimeProvider clock, ILogger<WatchConditions> log)
    : FollowArrivals(readings, TimeSpan.FromMilliseconds(500), clock, log)
{
    private const string Cursor = "alarm-cursor";
    private const int ChangesAtOnce = 4_000;

    /// <summary>Looks at what one stretch of changes touches; false when there was none.</summary>
    public override async Task<bool> Step(CancellationToken stop)
    {
        using var mine = await turn.Take(stop);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<MonitoringDb>();
        var known = await db.States.AsNoTracking().FirstOrDefaultAsync(state => state.Key == Cursor, stop);
        var changes = Readings.Changes(known?.Value ?? 0, ChangesAtOnce);
        if (changes.Count == 0) return false;
        var periods = changes.Select(change => change.Kind).ToHashSet();
        var outlets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in changes)
            if (stations.Find(change.Mn) is { } station)
                outlets.UnionWith(station.Bindings.Where(binding => binding.Holds(BeijingTime.DayOf(change.Time))).Select(binding => binding.OutletId));
        await scope.ServiceProvider.GetRequiredService<FollowConditions>().Look(rule => rule.Leaves().Any(leaf => periods.Contains(GatherFeed.KindOf(leaf.Period))), outlets, stop);
        await db.MoveTo(Cursor, changes[^1].Position, stop);
        return true;
    }
}

/// <summary>Looks again by the clock: momentary values, which no list of changes names, silences, and what only time moves.</summary>
internal sealed class TickConditions(FollowConditions follow, AlarmTurn turn) : IRecurring
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    public async Task Run(CancellationToken stop)
    {
        using var mine = await turn.Take(stop);
        await follow.Look(rule => rule.Repeat is not null || rule.Leaves().Any(leaf => leaf.Kind == AlarmTermKind.NoData || leaf.Period == AlarmPeriod.Realtime), null, stop);
    }
}

/// <summary>One looks at a time.</summary>
internal sealed class AlarmTurn : Turn;
