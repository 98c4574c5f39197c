using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Supervision;

/// <summary>督办: a verdict that the supervision rules answer becomes an order, delivered to the enterprise and to its county and city
/// bureau; a repeat within the natural day joins the order that is there.</summary>
internal sealed class IssueOrder(MonitoringDb db, Rulebook book, ISources sources, DeliverOrder deliver, IOptions<JudgementOptions> options, LiveSignals live)
    : IHear<VerdictReached>, IHear<LinkSilent>, IHear<SupervisionEvent>
{
    /// <summary>What an order is made of.</summary>
    /// <param name="Trigger">Word of the supervision rules.</param>
    /// <param name="OutletId">Outlet.</param>
    /// <param name="Factor">HJ 212 code; empty for a silence.</param>
    /// <param name="FactorName">Chinese.</param>
    /// <param name="Occurrence">The verdict.</param>
    /// <param name="Limit">Limit as written.</param>
    /// <param name="LimitName">Its source.</param>
    /// <param name="Unit">Unit.</param>
    /// <param name="Colour">blue, yellow, orange, red.</param>
    /// <param name="Trust">Weakest trust of the rules used.</param>
    private sealed record Cause(
        string Trigger, string OutletId, string Factor, string FactorName, Occurrence Occurrence, string? Limit, string? LimitName, string? Unit, string Colour, Trust Trust);

    public Task Hear(VerdictReached fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var end = fact.Period == "day" ? fact.Start.AddDays(1) : fact.Start.AddHours(1);
        return Issue(new(
            fact.Trigger, fact.OutletId, fact.Factor, fact.FactorName, new Occurrence(fact.VerdictId, fact.Start, end, fact.Value, fact.Multiple, fact.Sentence),
            fact.Limit, fact.LimitName, fact.Unit, fact.Colour, TrustOf(fact.Trust)), stop);
    }

    public Task Hear(LinkSilent fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var sentence = $"数采仪{fact.Mn}自{BeijingTime.ClockOf(fact.Since):yyyy年M月d日HH:mm}起没有任何数据上传，请立即检查供电、通讯和数采仪，并补传缺失的数据。";
        return Issue(new("silence", fact.OutletId, "", "数据传输", new Occurrence(fact.SilenceId, fact.Since, db.Now, null, null, sentence), null, null, null, "blue", Trust.SecondHand), stop);
    }

    public Task Hear(SupervisionEvent fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Issue(new(
            fact.Trigger, fact.OutletId, fact.Factor, fact.FactorName, new Occurrence(fact.EventId, fact.From, fact.To, fact.Value, null, fact.Sentence),
            fact.Limit, fact.LimitName, fact.Unit, fact.Colour, TrustOf(fact.Trust)), stop);
    }

    private static Trust TrustOf(string word) => word switch { "text" => Trust.Text, "second-hand" => Trust.SecondHand, _ => Trust.Memory };

    private async Task Issue(Cause cause, CancellationToken stop)
    {
        var now = db.Now;
        var day = BeijingTime.DayOf(cause.Occurrence.From);
        if (book.SupervisionOn(BeijingTime.DayOf(now)) is not { } rule || rule.Answer(cause.Trigger) is not var (trigger, kind)) return;
        // Back-filled history is judged and shown, but nobody can act on it any more.
        if (now - cause.Occurrence.To > options.Value.OrderWithin) return;
        if (await db.Orders.FirstOrDefaultAsync(o => o.OutletId == cause.OutletId && o.Factor == cause.Factor && o.Trigger == cause.Trigger && o.Day == day, stop) is { } known)
        {
            await Join(known, cause, trigger, stop);
            return;
        }
        if (await sources.Outlet(cause.OutletId, stop) is not { } outlet) return;

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var order = Order(cause, outlet, trigger, kind, rule, await Number(day.Year, stop), day, now);
        db.Orders.Add(order);
        var act = db.Note(order, "order.issue", $"下发{kind.Name}：{order.Title}", cause.Occurrence.Sentence, null, order.State);
        string[] levels = ["enterprise", kind.Recipient, .. kind.CopyTo, .. trigger.CopyTo];
        await deliver.To(order, outlet, levels, stop);
        await db.Commit(act.Inform(kind.NeedsAnswer ? "order.issued" : "order.warning", order, levels.Distinct().ToList()), stop);
        await transaction.CommitAsync(stop);
        Raise();
    }

    private async Task Join(SupervisionOrder order, Cause cause, OrderTrigger trigger, CancellationToken stop)
    {
        if (order.Occurrences.Any(each => each.VerdictId == cause.Occurrence.VerdictId)) return;
        // The same period judged anew takes the place of what it said before.
        var others = order.Occurrences.Where(each => each.Withdrawn is not null || each.From != cause.Occurrence.From).ToList();
        var replaced = others.Count < order.Occurrences.Count;
        order.Occurrences = [.. others.Append(cause.Occurrence).OrderBy(each => each.From)];
        var graver = cause.Occurrence.Multiple >= (order.Multiple ?? 0) || order.Standing.Count == 1;
        if (graver)
            (order.Summary, order.Value, order.Multiple, order.Limit, order.LimitName, order.Unit) =
                (cause.Occurrence.Sentence, cause.Occurrence.Value, cause.Occurrence.Multiple, Bound(cause), cause.LimitName, cause.Unit);
        if (Rank(cause.Colour) > Rank(order.Colour)) order.Colour = cause.Colour;
        (order.FromAt, order.ToAt) = (order.Occurrences.Min(each => each.From), order.Occurrences.Max(each => each.To));
        order.Ongoing = true;
        order.Title = TitleOf(cause, trigger, order.Occurrences.Count);
        var title = replaced ? $"{(order.OfVerdicts ? "重新判定" : "情况更新")}：{cause.Occurrence.Sentence}" : $"再次发生（第{order.Standing.Count}次）：{cause.Occurrence.Sentence}";
        await db.Commit(db.Note(order, replaced ? "order.rejudged" : "order.again", title), stop);
        Raise();
    }

    private SupervisionOrder Order(Cause cause, SourceOutlet outlet, OrderTrigger trigger, OrderClass kind, SupervisionRule rule, string number, DateOnly day, DateTimeOffset now)
    {
        var check = kind.AnswerWorkingDays is { } days ? book.Calendar.WorkdaysAfter(BeijingTime.DayOf(now), days) : ((DateOnly Day, bool Provisional)?)null;
        var due = now.AddHours(trigger.AnswerHours ?? kind.AnswerHours ?? rule.EnterpriseAnswerHours);
        return new SupervisionOrder
        {
            Id = NewId.Make(),
            Number = number,
            State = kind.NeedsAnswer ? OrderState.Issued : OrderState.Reminded,
            Class = kind.Code,
            Trigger = trigger.Verdict,
            Colour = cause.Colour,
            EnterpriseId = outlet.EnterpriseId,
            EnterpriseName = outlet.EnterpriseName,
            Division = outlet.Division,
            OutletId = outlet.Id,
            OutletName = $"{outlet.Code} {outlet.Name}",
            Factor = cause.Factor,
            FactorName = cause.FactorName,
            Day = day,
            Title = TitleOf(cause, trigger, 1),
            Summary = cause.Occurrence.Sentence,
            LimitName = cause.LimitName,
            Value = cause.Occurrence.Value,
            Limit = Bound(cause),
            Unit = cause.Unit,
            Multiple = cause.Occurrence.Multiple,
            Trust = cause.Trust,
            Occurrences = [cause.Occurrence],
            FromAt = cause.Occurrence.From,
            ToAt = cause.Occurrence.To,
            Ongoing = true,
            IssuedAt = now,
            DueAt = due,
            FirstDueAt = kind.NeedsAnswer ? due : null,
            CheckDueAt = check is { } checkDue ? BeijingTime.StartOf(checkDue.Day.AddDays(1)) : null,
            DueProvisional = check?.Provisional ?? false,
            Rulebook = book.Digest,
            RuleDigest = rule.Rule.Digest,
        };
    }

    // Numbers without gaps: the counter is raised in the transaction of the order that takes the number.
    private async Task<string> Number(int year, CancellationToken stop)
    {
        var last = await db.Database.SqlQuery<int>($"INSERT INTO monitoring_order_counter (year, last) VALUES ({year}, 1) ON CONFLICT (year) DO UPDATE SET last = monitoring_order_counter.last + 1 RETURNING last AS \"Value\"").ToListAsync(stop);
        return $"督〔{year}〕{last[0]:D5}号";
    }

    private static string TitleOf(Cause cause, OrderTrigger trigger, int times) => cause.Trigger switch
    {
        "day_exceeded" => $"{cause.FactorName}日均值超标",
        "hour_exceeded" => $"{cause.FactorName}小时均值超标" + (times > 1 ? $"{times}次" : ""),
        "hour_dispatch" => $"{cause.FactorName}小时均值超过限值" + (times > 1 ? $"{times}次" : ""),
        "silence" => "数据传输中断",
        "hour_warning" or "day_warning" => $"{cause.FactorName}预警",
        "trend" => cause.FactorName + trigger.Name,
        _ => trigger.Name + (times > 1 ? $"{times}次" : ""),
    };

    private static decimal? Bound(Cause cause) => cause.Limit is { } text && LimitRange.TryRead(text, out var range) ? range.High : null;

    private static int Rank(string colour) => colour switch { "blue" => 1, "yellow" => 2, "orange" => 3, "red" => 4, _ => 0 };

    private void Raise()
    {
        live.Raise("orders");
        live.Raise("inbox");
    }
}
