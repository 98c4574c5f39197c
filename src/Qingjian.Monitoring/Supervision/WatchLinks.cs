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
internal sealed class WatchLinks(MonitoringDb db, Rulebook book, IStations stations, LinkBoard links, IReadings readings, ListeningSince listening, TellEvents tell, TimeProvider clock) : IRecurring
{
    private const string Abnormal = "link_abnormal";
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(7);

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var today = BeijingTime.DayOf(now);
        if (book.SupervisionOn(today) is not { } rule) return;
        var warned = (await db.Orders.AsNoTracking().Where(order => order.Trigger == Abnormal && order.Ongoing && order.Factor == "").Select(order => order.OutletId).ToListAsync(stop)).ToHashSet();
        var open = await db.Silences.Where(silence => silence.EndedAt == null).ToDictionaryAsync(silence => silence.MonitorId, stop);
        foreach (var station in stations.All)
        {
            var last = LastHeard(station, now);
            var link = LinkSilence.At(last, now, station.RtdInterval, rule);
            await Warn(station, last, link, rule, warned, now, stop);
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

    // Before the time of an order the plant is warned, and told that it is over.
    private async Task Warn(Station station, DateTimeOffset? last, LinkSilence link, SupervisionRule rule, HashSet<string> warned, DateTimeOffset now, CancellationToken stop)
    {
        if (station.Bindings.FirstOrDefault(binding => binding.Record && binding.Holds(BeijingTime.DayOf(now))) is not { } binding) return;
        if (link.State == Judgement.LinkState.Silent && !link.OrderDue && !warned.Contains(binding.OutletId) && station.State == MonitorState.Active && now - listening.At >= rule.SilenceMinimum)
            await tell.Tell(new SupervisionEvent($"link-{station.Mn}-{last:yyyyMMddHHmmss}", Abnormal, binding.OutletId, "", "数据传输", last!.Value, now,
                $"数采仪{station.Mn}自{BeijingTime.ClockOf(last.Value):yyyy年M月d日HH:mm}起没有上传数据，请检查供电、通讯和数采仪；{rule.SilenceOrderAfter.TotalMinutes:0}分钟仍未恢复的将下发督办。", "blue", rule.Rule.Trust.Word()), stop);
        else if (link.State is Judgement.LinkState.Online or Judgement.LinkState.Late && warned.Contains(binding.OutletId))
            await tell.End(Abnormal, binding.OutletId, "", $"数采仪{station.Mn}已恢复通讯", stop);
    }

    // After a restart the board is empty: the newest reading says when the line last spoke.
    private DateTimeOffset? LastHeard(Station station, DateTimeOffset now) =>
        links.Find(station.Mn)?.LastPacketAt
        ?? readings.Latest(station.Mn, PeriodKind.Realtime, now - LookBack, now.AddHours(1))?.Factors.Max(factor => factor.ReceivedAt)
        ?? readings.Latest(station.Mn, PeriodKind.Hour, now - LookBack, now.AddHours(1))?.Factors.Max(factor => factor.ReceivedAt);
}
