using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Live;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>Takes every condition on from where it stands to what is known now. What it stands at is in the store, so a stop in between changes nothing.</summary>
internal sealed class FollowConditions(MonitoringDb db, GatherFeed gather, ISources sources, Rulebook book, LiveSignals live)
{
    // What nobody looked at for longer is passed over: an alarm of last week wakes nobody.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    // A standing that says the same is written again only now and then: looked at once more it comes to the same.
    private static readonly TimeSpan Freshened = TimeSpan.FromMinutes(10);

    /// <summary>One look.</summary>
    /// <param name="which">Which conditions.</param>
    /// <param name="only">Which outlets; null for all.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>Number of steps.</returns>
    public async Task<int> Look(Func<AlarmRule, bool> which, IReadOnlySet<string>? only, CancellationToken stop)
    {
        var conditions = (await db.Set<AlarmCondition>().AsNoTracking().Where(condition => condition.Enabled).OrderBy(condition => condition.Number).ToListAsync(stop)).Where(condition => which(condition.Rule)).ToList();
        if (conditions.Count == 0) return 0;
        var now = BeijingTime.ClockOf(db.Now);
        var duties = new DutiesOfDays(sources, only, stop);
        var today = await duties.Load(DateOnly.FromDateTime(now));
        await duties.Load(DateOnly.FromDateTime(now - Longest));
        var industries = await IndustriesOf(sources, conditions.Select(condition => condition.Scope), stop);
        var ids = conditions.ConvertAll(condition => condition.Id);
        var standings = (await db.Set<AlarmStanding>().AsNoTracking().Where(standing => ids.Contains(standing.ConditionId)).ToListAsync(stop)).ToDictionary(standing => (standing.ConditionId, standing.OutletId));
        var steps = 0;
        foreach (var duty in today.Values.Where(duty => !duty.Outlet.Closed))
        {
            var mine = conditions.Where(condition => Watches(condition.Scope, condition.Division, duty.Outlet, industries))
                .Select(condition => (Condition: condition, Standing: standings.GetValueOrDefault((condition.Id, duty.Outlet.Id)))).ToList();
            if (mine.Count == 0) continue;
            var begins = mine.ConvertAll(each => Begin(each.Condition, each.Standing, now));
            var feed = gather.Of(duty.Outlet.Id, [.. mine.SelectMany(each => each.Condition.Rule.Leaves())], begins.Min(state => state.At), now, day => duties.Of(duty.Outlet.Id, day));
            foreach (var ((condition, standing), begin) in mine.Zip(begins))
            {
                var (state, events) = FollowAlarm.To(condition.Rule, begin, feed, feed.KnownUntil(condition.Rule, now), book.Calendar);
                steps += events.Count;
                await Keep(condition, standing, duty.Outlet, state, events, stop);
            }
        }
        if (steps > 0) live.Raise("alarm-conditions");
        return steps;
    }

    /// <summary>Whether a condition watches an outlet.</summary>
    public static bool Watches(AlarmScope scope, string area, SourceOutlet outlet, IReadOnlyDictionary<string, string> industries) =>
        outlet.Division.StartsWith(DivisionScope.Prefix(area), StringComparison.Ordinal)
        && (scope.Medium is null || outlet.Medium == scope.Medium)
        && outlet.Division.StartsWith(DivisionScope.Prefix(scope.Division), StringComparison.Ordinal)
        && (scope.OutletIds.Count == 0 || scope.OutletIds.Contains(outlet.Id))
        && (scope.Industries.Count == 0 || (industries.TryGetValue(outlet.EnterpriseId, out var industry) && scope.Industries.Any(each => industry.StartsWith(each, StringComparison.Ordinal))));

    /// <summary>Industry of each enterprise, where any scope asks for it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> IndustriesOf(ISources sources, IEnumerable<AlarmScope> scopes, CancellationToken stop) =>
        scopes.Any(scope => scope.Industries.Count > 0) ? (await sources.AllEnterprises(stop)).ToDictionary(each => each.Id, each => each.Industry) : new Dictionary<string, string>();

    private static AlarmState Begin(AlarmCondition condition, AlarmStanding? standing, DateTime now) =>
        (standing?.State ?? AlarmState.New(BeijingTime.ClockOf(condition.StartsAt))).Resumed(now - Longest);

    private async Task Keep(AlarmCondition condition, AlarmStanding? known, SourceOutlet outlet, AlarmState state, IReadOnlyList<AlarmEvent> events, CancellationToken stop)
    {
        if (events.Count == 0 && known is not null && known.State.SameAs(state) && state.At - known.State.At < Freshened) return;
        var level = state.Level == 0 ? null : condition.Rule.Levels[state.Level - 1];
        var row = new AlarmStanding
        {
            Id = known?.Id ?? NewId.Make(),
            ConditionId = condition.Id,
            ConditionName = condition.Name,
            OutletId = outlet.Id,
            OutletName = $"{outlet.Code} {outlet.Name}",
            EnterpriseId = outlet.EnterpriseId,
            EnterpriseName = outlet.EnterpriseName,
            Division = outlet.Division,
            Level = state.Level,
            LevelName = level?.Name ?? "",
            Colour = level?.Colour ?? "",
            RaisedAt = state.RaisedAt is { } raised ? BeijingTime.InstantOf(raised) : null,
            Say = state.Say,
            State = state,
            LookedAt = db.Now,
        };
        if (events.Count == 0)
        {
            await Remember(row, stop);
            return;
        }
        db.Entry(row).State = known is null ? EntityState.Added : EntityState.Modified;
        var act = new Act("alarm.step", "alarm-condition", condition.Id, $"报警条件“{condition.Name}”：{outlet.EnterpriseName} {outlet.Code} {Word(condition, events[^1])}");
        foreach (var each in events) Put(condition, row, each, act);
        await db.Commit(act, stop);
        db.ChangeTracker.Clear();
    }

    private void Put(AlarmCondition condition, AlarmStanding row, AlarmEvent each, Act act)
    {
        var level = each.Level == 0 ? null : condition.Rule.Levels[each.Level - 1];
        var step = new AlarmStep
        {
            Id = NewId.Make(),
            ConditionId = condition.Id,
            ConditionName = condition.Name,
            OutletId = row.OutletId,
            OutletName = row.OutletName,
            EnterpriseId = row.EnterpriseId,
            EnterpriseName = row.EnterpriseName,
            Division = row.Division,
            Kind = each.Kind,
            Level = each.Level,
            LevelName = level?.Name ?? "",
            Colour = level?.Colour ?? "",
            At = BeijingTime.InstantOf(each.At),
            NoticedAt = db.Now,
            Say = each.Say,
        };
        db.Add(step);
        if (level is null || each.Kind is not (AlarmEventKind.Raised or AlarmEventKind.Again)) return;
        act.Tell(new AlarmConditionRaised(step.Id, condition.Id, row.OutletId, $"{level.Name}：{condition.Name}", each.Say, level.Colour, step.At))
            .Tell(new OutsideNotice("alarm.condition", level.Colour, $"报警条件{condition.Number}", row.Division, null, ["county", "city"]));
    }

    internal static string Word(AlarmCondition condition, AlarmEvent each) => each.Kind switch
    {
        AlarmEventKind.Raised => $"触发{condition.Rule.Levels[each.Level - 1].Name}",
        AlarmEventKind.Again => $"再次{condition.Rule.Levels[each.Level - 1].Name}",
        AlarmEventKind.Lowered => $"降为{condition.Rule.Levels[each.Level - 1].Name}",
        _ => "解除",
    };

    // Where it stands without a step is no act of anybody: plain SQL, without a line in the trail.
    private async Task Remember(AlarmStanding row, CancellationToken stop)
    {
        var (state, raised, looked) = (JsonSerializer.Serialize(row.State, HouseJson.Options), row.RaisedAt?.ToUnixTimeMilliseconds(), row.LookedAt.ToUnixTimeMilliseconds());
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO monitoring_alarm_standing (id, condition_id, condition_name, outlet_id, outlet_name, enterprise_id, enterprise_name, division, level, level_name, colour, raised_at, say, state, looked_at)
            VALUES ({row.Id}, {row.ConditionId}, {row.ConditionName}, {row.OutletId}, {row.OutletName}, {row.EnterpriseId}, {row.EnterpriseName}, {row.Division}, {row.Level}, {row.LevelName}, {row.Colour}, {raised}, {row.Say}, {state}, {looked})
            ON CONFLICT (condition_id, outlet_id) DO UPDATE SET state = excluded.state, looked_at = excluded.looked_at
            """, stop);
    }
}

/// <summary>What is laid down for the outlets looked at, by day, read once.</summary>
internal sealed class DutiesOfDays(ISources sources, IReadOnlyCollection<string>? only, CancellationToken stop)
{
    private readonly Dictionary<DateOnly, IReadOnlyDictionary<string, OutletDuties>> days = [];

    public async Task<IReadOnlyDictionary<string, OutletDuties>> Load(DateOnly day)
    {
        if (!days.TryGetValue(day, out var known)) days[day] = known = only is null ? await sources.AllDuties(day, stop) : await sources.DutiesOf([.. only], day, stop);
        return known;
    }

    public OutletDuties? Of(string outletId, DateOnly day) => days.GetValueOrDefault(day)?.GetValueOrDefault(outletId);
}
