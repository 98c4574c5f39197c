using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.DutyDesk;

/// <summary>Puts on the desk's board what the supervision rules answer, the moment it is known; history that is sent later stays off it.</summary>
internal sealed class RaiseAlarm(MonitoringDb db, Rulebook book, ISources sources, IOptions<JudgementOptions> options, LiveSignals live)
    : IHear<VerdictReached>, IHear<LinkSilent>, IHear<SupervisionEvent>, IHear<OrderUnanswered>, IHear<AlarmConditionRaised>
{
    public Task Hear(VerdictReached fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var end = fact.Period == "day" ? fact.Start.AddDays(1) : fact.Start.AddHours(1);
        return Raise("verdict", fact.VerdictId, fact.Trigger, fact.OutletId, fact.Colour, fact.FactorName, fact.Sentence, $"/verdicts/{fact.VerdictId}", end, stop);
    }

    public Task Hear(LinkSilent fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Raise("silence", fact.SilenceId, "silence", fact.OutletId, "blue", "", $"数采仪{fact.Mn}自{BeijingTime.ClockOf(fact.Since):yyyy年M月d日HH:mm}起没有任何数据上传。", $"/links/{fact.MonitorId}", db.Now, stop);
    }

    public Task Hear(SupervisionEvent fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Raise("event", fact.EventId, fact.Trigger, fact.OutletId, fact.Colour, fact.FactorName, fact.Sentence, $"/outlets/{fact.OutletId}/verdicts", fact.To, stop);
    }

    public async Task Hear(OrderUnanswered fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        await Add("unanswered", fact.OrderId, "督办逐级升级后仍未反馈", fact.OutletId, "red", fact.Summary, $"/orders/{fact.OrderId}", stop);
    }

    public async Task Hear(AlarmConditionRaised fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        await Add("condition", fact.StepId, fact.Title, fact.OutletId, fact.Colour, fact.Sentence, $"/alarm-conditions/{fact.ConditionId}", stop);
    }

    private async Task Raise(string kind, string source, string trigger, string outlet, string colour, string factor, string sentence, string path, DateTimeOffset until, CancellationToken stop)
    {
        if (book.SupervisionOn(BeijingTime.DayOf(db.Now))?.Answer(trigger) is not var (known, _) || db.Now - until > options.Value.OrderWithin) return;
        await Add(kind, source, SupervisionOrder.VerdictTriggers.Contains(trigger) || trigger == "trend" ? factor + known.Name : known.Name, outlet, colour, sentence, path, stop);
    }

    private async Task Add(string kind, string source, string title, string outletId, string colour, string sentence, string path, CancellationToken stop)
    {
        if (await db.Alarms.AnyAsync(a => a.Kind == kind && a.SourceId == source, stop) || await sources.Outlet(outletId, stop) is not { } outlet) return;
        var today = BeijingTime.StartOf(BeijingTime.DayOf(db.Now));
        if (await db.Alarms.FirstOrDefaultAsync(a => a.OutletId == outletId && a.Title == title && a.AcknowledgedAt == null && a.At >= today, stop) is { } open)
        {
            (open.Times, open.Sentence) = (open.Times + 1, sentence);
            if (Rank(colour) > Rank(open.Colour)) open.Colour = colour;
            await db.Commit(new Act("duty.alarm.again", "duty-alarm", open.Id, $"警情再次发生（第{open.Times}次）：{outlet.EnterpriseName} {title}"), stop);
            live.Raise("duty");
            return;
        }
        var alarm = new DutyAlarm
        {
            Id = NewId.Make(),
            Kind = kind,
            SourceId = source,
            Division = outlet.Division,
            EnterpriseId = outlet.EnterpriseId,
            EnterpriseName = outlet.EnterpriseName,
            OutletId = outletId,
            Colour = colour,
            Title = title,
            Sentence = sentence,
            Path = path,
            At = db.Now,
        };
        db.Alarms.Add(alarm);
        await db.Commit(new Act("duty.alarm", "duty-alarm", alarm.Id, $"警情：{outlet.EnterpriseName} {title}"), stop);
        live.Raise("duty");
    }

    private static int Rank(string colour) => colour switch { "blue" => 1, "yellow" => 2, "orange" => 3, "red" => 4, _ => 0 };
}

/// <summary>Tells those who subscribed of an alarm that the desk has not answered for too long.</summary>
internal sealed class TellUnattended(MonitoringDb db, IOptions<DutyOptions> options) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        var before = db.Now.AddMinutes(-options.Value.UnattendedMinutes);
        foreach (var alarm in await db.Alarms.Where(a => a.AcknowledgedAt == null && a.ToldAt == null && a.At < before).OrderBy(a => a.Position).Take(100).ToListAsync(stop))
        {
            alarm.ToldAt = db.Now;
            await db.Commit(new Act("duty.unattended", "duty-alarm", alarm.Id, $"警情{options.Value.UnattendedMinutes}分钟无人处置：{alarm.EnterpriseName} {alarm.Title}")
                .Tell(new OutsideNotice("duty.unattended", alarm.Colour, $"警情{alarm.Position}", alarm.Division, alarm.EnterpriseId, ["county", "city"])), stop);
        }
    }
}
