using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Schedule;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Quality;

/// <summary>校准、校验逾期: tells of instruments whose next check was due and has not been entered, and when it is made up for. A record that an officer has still to accept
/// counts as made here; on the data it has no effect before.</summary>
internal sealed class WatchChecksDue(MonitoringDb db, Rulebook book, TellEvents tell) : IRecurring
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(30);
    private const int HistoryDays = 400;

    public async Task Run(CancellationToken stop)
    {
        var (now, since) = (BeijingTime.ClockOf(db.Now), db.Now.AddDays(-HistoryDays));
        var today = DateOnly.FromDateTime(now);
        if (book.TriggersOn(today) is not { } triggers || book.SupervisionOn(today) is not { } supervision) return;
        var words = triggers.Missed.Values.Select(pull => pull.Trigger).Where(word => supervision.Answer(word) is not null).ToList();
        if (words.Count == 0) return;
        var checks = await db.Set<QualityCheck>().AsNoTracking().Where(check => check.State != QualityState.Refused && check.MadeOn > since).ToListAsync(stop);
        var told = new HashSet<(string Outlet, string Factor)>();
        foreach (var outlet in checks.GroupBy(check => (check.OutletId, Medium: LayOutOfControl.MediumOf(check.Factor))))
        {
            if (book.InstrumentsOn(outlet.Key.Medium, today) is not { } rule) continue;
            foreach (var missed in MissedChecks.Of(outlet.Select(check => check.Check), now, rule))
                if (triggers.OfMissed(missed.Kind) is { } pull)
                {
                    told.Add((outlet.Key.OutletId, missed.Factor));
                    await tell.Tell(Event(outlet.Key.OutletId, outlet.First(check => check.Factor == missed.Factor).FactorName, missed, pull, rule), stop);
                }
        }
        var open = await db.Orders.AsNoTracking().Where(order => words.Contains(order.Trigger) && order.Ongoing).Select(order => new { order.Trigger, order.OutletId, order.Factor }).ToListAsync(stop);
        foreach (var order in open.Distinct().Where(order => !told.Contains((order.OutletId, order.Factor)))) await tell.End(order.Trigger, order.OutletId, order.Factor, "已登记新的校准、校验记录", stop);
    }

    private SupervisionEvent Event(string outletId, string factorName, MissedCheck missed, FindingPull pull, InstrumentRule rule)
    {
        var word = Word(missed.Kind, rule.Medium);
        var sentence = string.Create(CultureInfo.InvariantCulture,
            $"{factorName}{word}应当每{missed.Days}天至少1次，上次为{missed.Last:yyyy年M月d日HH:mm}，至{missed.Due:M月d日HH:mm}没有登记新的记录。逾期期间的数据按失控处理，不作为有效数据；请立即{word}并登记质控记录。");
        return new($"due-{outletId}-{missed.Factor}-{missed.Kind}-{missed.Due:yyyyMMddHHmm}", pull.Trigger, outletId, missed.Factor, factorName, BeijingTime.InstantOf(missed.Due), db.Now, sentence, pull.Colour, rule.Rule.Trust.Word())
        {
            Limit = missed.Days.ToString(CultureInfo.InvariantCulture),
            LimitName = rule.Rule.Document,
            Unit = "天",
        };
    }

    private static string Word(InstrumentCheckKind kind, Medium medium) => (kind, medium) switch
    {
        (InstrumentCheckKind.Calibration, Medium.Water) => "标样核查",
        (InstrumentCheckKind.Verification, Medium.Water) => "实际水样比对",
        (InstrumentCheckKind.Calibration, _) => "校准",
        _ => "校验",
    };
}
