using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Gateway;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Supervision;

/// <summary>When this program began to listen: a silence that it slept through itself is nobody's fault.</summary>
internal sealed class ListeningSince(TimeProvider clock) : IHostedService
{
    public DateTimeOffset At { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        At = clock.GetUtcNow();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>断线监视: a logger that has said nothing for the time of the supervision rules is told of, once for each silence.</summary>
internal sealed class WatchLinks(MonitoringDb db, Rulebook book, IStations stations, LinkBoard links, IReadings readings, ListeningSince listening, TimeProvider clock) : IRecurring
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var today = BeijingTime.DayOf(now);
        if (book.SupervisionOn(today) is not { } rule) return;
        var open = await db.Silences.Where(silence => silence.EndedAt == null).ToDictionaryAsync(silence => silence.MonitorId, stop);
        foreach (var station in stations.All)
        {
            var last = LastHeard(station, now);
            var link = LinkSilence.At(last, now, station.RtdInterval, rule);
            if (open.TryGetValue(station.MonitorId, out var silence))
            {
                if (last <= silence.Since || link.State == Judgement.LinkState.Silent) continue;
                silence.EndedAt = last;
                await db.Commit(new Act("link.back", "monitor", station.MonitorId, $"{station.Name} 恢复通讯").Tell(new LinkBack(silence.Id, silence.OutletId, silence.Since, last!.Value)), stop);
            }
            else if (station.State == MonitorState.Active && link.OrderDue && now - listening.At >= rule.SilenceOrderAfter
                && station.Bindings.FirstOrDefault(binding => binding.Record && binding.Holds(today)) is { } binding)
            {
                var found = new Silence
                {
                    Id = NewId.Make(),
                    MonitorId = station.MonitorId,
                    Mn = station.Mn,
                    EnterpriseId = station.EnterpriseId,
                    Division = station.Division,
                    OutletId = binding.OutletId,
                    Since = last!.Value,
                };
                db.Silences.Add(found);
                await db.Commit(new Act("link.silent", "monitor", station.MonitorId, $"{station.Name} 断线超过{rule.SilenceOrderAfter.TotalMinutes:0}分钟")
                    .Tell(new LinkSilent(found.Id, found.MonitorId, found.Mn, found.OutletId, station.EnterpriseId, found.Division, found.Since)), stop);
            }
        }
    }

    // After a restart the board is empty: the newest reading says when the line last spoke.
    private DateTimeOffset? LastHeard(Station station, DateTimeOffset now) =>
        links.Find(station.Mn)?.LastPacketAt
        ?? readings.Latest(station.Mn, PeriodKind.Realtime, now - LookBack, now.AddHours(1))?.Factors.Max(factor => factor.ReceivedAt)
        ?? readings.Latest(station.Mn, PeriodKind.Hour, now - LookBack, now.AddHours(1))?.Factors.Max(factor => factor.ReceivedAt);
}
