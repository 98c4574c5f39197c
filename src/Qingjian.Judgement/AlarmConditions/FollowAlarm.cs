using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>Follows one condition of one outlet through time. No clock and no store: the same data give the same steps however the time is cut
/// into looks, so a house that stopped and started again loses and doubles nothing.</summary>
public static class FollowAlarm
{
    /// <summary>Goes on from a state to a moment.</summary>
    /// <param name="rule">The condition.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="feed">What is known of the outlet, at least from the state to the moment.</param>
    /// <param name="until">Up to here, Beijing clock; nothing happens when it is not after the state.</param>
    /// <param name="calendar">For hours that hang on workdays.</param>
    public static (AlarmState State, IReadOnlyList<AlarmEvent> Events) To(AlarmRule rule, AlarmState state, AlarmFeed feed, DateTime until, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(feed);
        var events = new List<AlarmEvent>();
        if (until <= state.At) return (state, events);
        var turns = Turns(rule, feed, state.At, until);
        for (var at = 0; at < turns.Count - 1; at++)
        {
            var watched = rule.Schedule?.Watches(turns[at], calendar) ?? true;
            state = Look(rule, state, feed, turns[at], watched);
            while (Next(rule, state, watched) is { } next && next.Due <= turns[at + 1])
            {
                // What was due while a lower step still waited comes with that step.
                var when = new[] { next.Due, turns[at], state.LastAt ?? default }.Max();
                state = Step(state, next.Kind, when);
                events.Add(new(next.Kind, when, state.Level, Words(rule, state, feed, turns[at], next.Kind, when)));
                if (next.Kind is AlarmEventKind.Raised or AlarmEventKind.Again) state = state with { Say = events[^1].Say };
            }
        }
        return (state with { At = until }, events);
    }

    // Between two neighbours nothing that the condition looks at changes.
    private static List<DateTime> Turns(AlarmRule rule, AlarmFeed feed, DateTime from, DateTime until)
    {
        var turns = new SortedSet<DateTime> { from, until };
        foreach (var turn in rule.Leaves().SelectMany(leaf => feed.TurnsOf(leaf, from, until))) Put(turn);
        if (rule.Schedule is { } schedule)
            for (var day = DateOnly.FromDateTime(from); day <= DateOnly.FromDateTime(until); day = day.AddDays(1))
                foreach (var turn in schedule.TurnsOf(day)) Put(turn);
        return [.. turns];

        void Put(DateTime turn)
        {
            if (turn > from && turn < until) turns.Add(turn);
        }
    }

    private static AlarmState Look(AlarmRule rule, AlarmState state, AlarmFeed feed, DateTime at, bool watched)
    {
        var (holds, gone) = (new DateTime?[rule.Levels.Count], new DateTime?[rule.Levels.Count]);
        for (var level = 0; level < rule.Levels.Count; level++)
        {
            var when = rule.Levels[level].When;
            if (watched && AlarmTruth.Of(when, feed, at, raised: false) == true) holds[level] = Known(state.HoldsSince, level) ?? at;
            if (AlarmTruth.Of(when, feed, at, raised: true) == false) gone[level] = Known(state.GoneSince, level) ?? at;
        }
        return state with { HoldsSince = holds, GoneSince = gone };

        static DateTime? Known(IReadOnlyList<DateTime?> since, int level) => level < since.Count ? since[level] : null;
    }

    // What comes next if nothing changes, and when; of two at once the step down first.
    private static (AlarmEventKind Kind, DateTime Due)? Next(AlarmRule rule, AlarmState state, bool watched)
    {
        (AlarmEventKind Kind, DateTime Due)? next = null;
        if (state.Level > 0 && state.GoneSince[state.Level - 1] is { } gone)
            next = (state.Level == 1 ? AlarmEventKind.Cleared : AlarmEventKind.Lowered, gone.AddMinutes(rule.Levels[state.Level - 1].ClearMinutes));
        if (state.Level < rule.Levels.Count && state.HoldsSince[state.Level] is { } since && since.AddMinutes(rule.Levels[state.Level].HoldMinutes) is var up && !(next?.Due <= up))
            next = (AlarmEventKind.Raised, up);
        if (state.Level > 0 && watched && rule.Repeat is { } repeat && state.Repeats < repeat.Most && state.GoneSince[state.Level - 1] is null
            && state.LastAt is { } last && last.AddMinutes(repeat.EveryMinutes) is var again && !(next?.Due <= again))
            next = (AlarmEventKind.Again, again);
        return next;
    }

    private static AlarmState Step(AlarmState state, AlarmEventKind kind, DateTime at) => kind switch
    {
        AlarmEventKind.Raised => state with { Level = state.Level + 1, RaisedAt = state.RaisedAt ?? at, LastAt = at, Repeats = 0 },
        AlarmEventKind.Again => state with { LastAt = at, Repeats = state.Repeats + 1 },
        AlarmEventKind.Lowered => state with { Level = state.Level - 1, LastAt = at, Repeats = 0 },
        _ => state with { Level = 0, RaisedAt = null, LastAt = null, Repeats = 0, Say = "" },
    };

    private static string Words(AlarmRule rule, AlarmState state, AlarmFeed feed, DateTime from, AlarmEventKind kind, DateTime at)
    {
        if (kind == AlarmEventKind.Cleared) return "已不满足报警条件，解除";
        var level = rule.Levels[state.Level - 1];
        if (kind == AlarmEventKind.Lowered) return $"已不满足{rule.Levels[state.Level].Name}条件，降为{level.Name}";
        var said = AlarmTruth.Say(level.When, feed, from);
        if (said.Length == 0) said = "仍在解除值以内，未解除";
        if (state.HoldsSince[state.Level - 1] is { } since && at - since is { TotalMinutes: >= 1 } lasted) said += $"，已持续{((int)lasted.TotalMinutes).ToString(CultureInfo.InvariantCulture)}分钟";
        return kind == AlarmEventKind.Again ? $"{said}（第{state.Repeats}次重复）" : said;
    }
}
