using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway.Commands;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Gateway.Backfill;

/// <summary>自动补数: asks connected loggers for missing hour, minute and day data, one conversation a logger, a few at once over all, while live data go on.
/// Sources that are stopped are not asked. What was asked is kept, so that a restart neither forgets nor repeats.</summary>
internal sealed class PullBack(
    IServiceScopeFactory scopes, IStations stations, LinkBoard links, IReadingStore readings, Conversations conversations, ArrivedReadings arrivals, StopsOfSources stops, LiveSignals live, IOptions<BackfillOptions> options, TimeProvider clock,
    ILogger<PullBack> log) : BackgroundService
{
    /// <summary>Who asks, as the conversation names it.</summary>
    public const string AskedBy = "系统自动补数";

    private static readonly TimeSpan Arrival = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, Watched> watched = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> sending = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A connection and when it is to be looked at.</summary>
    private sealed record Watched(StationSession Session, DateTimeOffset NextAt);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled) return;
        arrivals.Arrived += Notice;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(options.Value.LookEvery, clock, stoppingToken);
                try { await Look(stoppingToken); }
                catch (Exception fault) when (fault is not OperationCanceledException) { log.LogError(fault, "Missing data could not be asked for; it is tried again."); }
            }
        }
        catch (OperationCanceledException) { }
        finally { arrivals.Arrived -= Notice; }
    }

    // A logger that fills in by itself is left to finish.
    private void Notice(IReadOnlyList<IncomingReading> batch)
    {
        var now = clock.GetUtcNow();
        foreach (var reading in batch)
            if (reading.Part.Marks.HasFlag(PartMarks.Late)) sending[reading.Mn] = now;
    }

    /// <summary>Looks at every connected logger whose time has come, and asks for what is missing until all answers are in.</summary>
    /// <returns>Requests made.</returns>
    public async Task<int> Look(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var due = Due(now);
        if (due.Count == 0 || RuleOn(now) is not { } rule) return 0;
        var stopped = await stops.Read(now - rule.Window, stop);
        using var places = new SemaphoreSlim(options.Value.AtOnce);
        var asks = await Task.WhenAll(due.Select(async station =>
        {
            await places.WaitAsync(stop);
            try { return await Pull(station, rule, stopped, stop); }
            finally { places.Release(); }
        }));
        return asks.Sum();
    }

    private List<Station> Due(DateTimeOffset now)
    {
        var due = new List<Station>();
        foreach (var station in stations.All)
        {
            if (station.State != MonitorState.Active || links.Find(station.Mn)?.Session is not { } session)
            {
                watched.TryRemove(station.Mn, out _);
                continue;
            }
            if (!watched.TryGetValue(station.Mn, out var known) || !ReferenceEquals(known.Session, session)) watched[station.Mn] = known = new(session, now + options.Value.LeaveAlone);
            if (now < known.NextAt || (sending.TryGetValue(station.Mn, out var late) && now < late + options.Value.LeaveAlone)) continue;
            due.Add(station);
        }
        return due;
    }

    private async Task<int> Pull(Station station, TransmissionRule rule, StopsOfSources.Stopped stopped, CancellationToken stop)
    {
        var asked = 0;
        DateTime? next = null;
        if (!stopped.Closed(station))
            foreach (var (kind, command) in MissingPeriods.Kinds)
            {
                var now = BeijingTime.ClockOf(clock.GetUtcNow());
                var missing = MissingPeriods.Of(readings, station, kind, now, rule, (start, step) => stopped.Covers(station, start, step));
                if (missing.Count == 0) continue;
                var plan = PlanAsks.Of(missing, MissingPeriods.StepOf(kind, station), await Before(station, command, now - rule.Window, stop), now, rule.AskAgainAfter, options.Value.MostPeriods);
                if (plan.Next is { } again && (next is null || again < next)) next = again;
                foreach (var ask in plan.Asks)
                {
                    if (asked >= options.Value.MostAsks) break;
                    if (!await Ask(station, kind, command, ask, stop)) return Watch(station, null, asked);
                    asked++;
                }
            }
        return Watch(station, next, asked);
    }

    // Next when the coming hour is missing, or when something is asked for again.
    private int Watch(Station station, DateTime? next, int asked)
    {
        var now = BeijingTime.ClockOf(clock.GetUtcNow());
        var hour = now.Date.AddHours(now.Hour + (now.Minute < 10 ? 0 : 1)).AddMinutes(10).AddSeconds(string.GetHashCode(station.Mn, StringComparison.Ordinal) is var hash ? Math.Abs(hash % 120) : 0);
        var at = asked >= options.Value.MostAsks ? now : next is { } again && again < hour ? again : hour;
        if (watched.TryGetValue(station.Mn, out var known)) watched[station.Mn] = known with { NextAt = BeijingTime.InstantOf(at) };
        return asked;
    }

    private async Task<bool> Ask(Station station, PeriodKind kind, int command, PlannedAsk ask, CancellationToken stop)
    {
        var shift = station.DataTimeIsPeriodEnd ? MissingPeriods.StepOf(kind, station) : TimeSpan.Zero;
        var fields = new Dictionary<string, string> { ["BeginTime"] = Text(ask.From + shift), ["EndTime"] = Text(ask.To + shift) };
        var askedAt = clock.GetUtcNow();
        if (!(await conversations.Send(station.Mn, command, fields, AskedBy, stop)).Try(out var conversation, out var why))
        {
            log.LogDebug("{Mn} was not asked for {Command}: {Why}", station.Mn, command, why.Code);
            return false;
        }
        await conversations.Ended(conversation);
        var got = await Arrived(station, kind, ask, stop);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System with { Name = AskedBy };
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        var ended = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == conversation, stop);
        var row = new BackfillAsk
        {
            Id = NewId.Make(),
            Division = station.Division,
            EnterpriseId = station.EnterpriseId,
            MonitorId = station.MonitorId,
            Mn = station.Mn,
            Name = station.Name,
            Command = command,
            FromAt = BeijingTime.InstantOf(ask.From),
            ToAt = BeijingTime.InstantOf(ask.To),
            Periods = ask.Periods,
            Turn = ask.Turn,
            AskedAt = askedAt,
            EndedAt = clock.GetUtcNow(),
            Got = got,
            ConversationId = conversation,
            Outcome = ended?.Outcome ?? "",
        };
        db.BackfillAsks.Add(row);
        await db.Commit(new Act("backfill.ask", "monitor", station.MonitorId, $"自动补数 {station.Name}：{command} 缺{ask.Periods}组，收到{got}组"), stop);
        live.Raise("conversations");
        return ended?.State is not (ConversationState.NoAnswer or ConversationState.Interrupted);
    }

    // Answers are stored raw first and become readings a moment later.
    private async Task<int> Arrived(Station station, PeriodKind kind, PlannedAsk ask, CancellationToken stop)
    {
        var until = Environment.TickCount64 + (long)Arrival.TotalMilliseconds;
        while (true)
        {
            var got = MissingPeriods.Present(readings, station, kind, ask.From, ask.To);
            if (got >= ask.Periods || Environment.TickCount64 > until) return got;
            await Task.Delay(100, stop);
        }
    }

    private async Task<IReadOnlyList<AskedBefore>> Before(Station station, int command, DateTime since, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var from = BeijingTime.InstantOf(since);
        var rows = await scope.ServiceProvider.GetRequiredService<GatewayDb>().BackfillAsks.AsNoTracking()
            .Where(ask => ask.MonitorId == station.MonitorId && ask.ToAt >= from && ask.Command == command).Select(ask => new { ask.FromAt, ask.ToAt, ask.AskedAt }).ToListAsync(stop);
        return rows.ConvertAll(row => new AskedBefore(BeijingTime.ClockOf(row.FromAt), BeijingTime.ClockOf(row.ToAt), BeijingTime.ClockOf(row.AskedAt)));
    }

    private TransmissionRule? RuleOn(DateTimeOffset now)
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<Rulebook>().TransmissionOn(BeijingTime.DayOf(now));
    }

    private static string Text(DateTime clock) => clock.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
