using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Matters.Cases;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Deadlines;

/// <summary>Starts, pauses, extends, ends and recomputes statutory clocks. The arithmetic is the engine's; here is only what happened when.</summary>
internal sealed class Clocks(MattersDb db, Rulebook book)
{
    /// <summary>Starts a clock of a case on a Beijing day. A clock that already runs under the same key and paper is left as it is.</summary>
    public async Task<DeadlineInstance> Start(Case file, string key, DateOnly on, string? paperId, CancellationToken stop)
    {
        if (await Running(file.Id, key, stop) is { } running && running.PaperId == paperId) return running;
        var clock = new DeadlineInstance
        {
            Id = NewId.Make(),
            OwnerType = "case",
            OwnerId = file.Id,
            Division = file.Division,
            Key = key,
            Name = book.DeadlinesOn(on)?.Find(key)?.Name ?? key,
            PaperId = paperId,
            StartOn = on,
            OpenedAt = db.Now,
        };
        Compute(clock, book, BeijingTime.DayOf(db.Now));
        db.Add(clock);
        return clock;
    }

    /// <summary>The clock that runs now under a key, or null.</summary>
    public async Task<DeadlineInstance?> Running(string ownerId, string key, CancellationToken stop) =>
        db.Set<DeadlineInstance>().Local.FirstOrDefault(c => c.OwnerId == ownerId && c.Key == key && c.DoneOn == null)
        ?? await db.Set<DeadlineInstance>().Where(c => c.OwnerId == ownerId && c.Key == key && c.DoneOn == null).OrderByDescending(c => c.OpenedAt).FirstOrDefaultAsync(stop);

    /// <summary>The latest clock under a key, running or ended.</summary>
    public async Task<DeadlineInstance?> Latest(string ownerId, string key, CancellationToken stop) =>
        await db.Set<DeadlineInstance>().Where(c => c.OwnerId == ownerId && c.Key == key).OrderByDescending(c => c.OpenedAt).FirstOrDefaultAsync(stop);

    /// <summary>What was waited for has happened.</summary>
    public async Task End(string ownerId, string key, DateOnly on, string result, CancellationToken stop)
    {
        if (await Running(ownerId, key, stop) is { } clock) (clock.DoneOn, clock.Result) = (on, result);
    }

    /// <summary>The case is over: every clock ends.</summary>
    public async Task EndAll(string ownerId, DateOnly on, string result, CancellationToken stop)
    {
        foreach (var clock in await db.Set<DeadlineInstance>().Where(c => c.OwnerId == ownerId && c.DoneOn == null).ToListAsync(stop))
            (clock.DoneOn, clock.Result) = (on, result);
    }

    /// <summary>Days from now on are not counted. Refused for a reason that the limit does not list (U5).</summary>
    public async Task<Refusal?> Pause(string ownerId, string key, DateOnly from, string reasonCode, string reason, CancellationToken stop)
    {
        if (await Running(ownerId, key, stop) is not { } clock) return null;
        if (clock.Pauses.Any(p => p.Until is null && p.ReasonCode == reasonCode)) return null;
        return Change(clock, () => clock.Pauses = [.. clock.Pauses, new PausedDays(from, null, reasonCode, reason)], $"{reason}，期间不计");
    }

    /// <summary>Days are counted again from <paramref name="until"/>.</summary>
    public async Task<Refusal?> Resume(string ownerId, string key, DateOnly until, string reasonCode, CancellationToken stop)
    {
        if (await Running(ownerId, key, stop) is not { } clock) return null;
        return Change(clock, () => clock.Pauses = [.. clock.Pauses.Select(p => p.Until is null && p.ReasonCode == reasonCode ? p with { Until = until } : p)], "扣除事由结束");
    }

    /// <summary>Grants the next extension step.</summary>
    public async Task<Refusal?> Extend(string ownerId, string key, string approver, string reason, DateOnly on, CancellationToken stop)
    {
        if (await Running(ownerId, key, stop) is not { } clock) return Refusal.Of("no-clock", "没有正在计算的期限，无须延长。");
        return Change(clock, () => clock.Extensions = [.. clock.Extensions, new GrantedExtension(clock.Extensions.Count + 1, approver, reason, on)], $"第{clock.Extensions.Count + 1}次延长");
    }

    private Refusal? Change(DeadlineInstance clock, Action change, string because)
    {
        change();
        return Recount(clock, book, BeijingTime.DayOf(db.Now), because);
    }

    /// <summary>Works the last day out again and keeps the earlier one when it moved.</summary>
    public static Refusal? Recount(DeadlineInstance clock, Rulebook book, DateOnly today, string because)
    {
        var was = clock.Shown;
        if (Compute(clock, book, today) is { } why) return why;
        if (clock.Shown != was) clock.Earlier = [.. clock.Earlier, new EarlierDay(was, because, today)];
        return null;
    }

    /// <summary>Works the last day out again from the event, the pauses and the extensions. Returns why, when the question itself is refused.</summary>
    public static Refusal? Compute(DeadlineInstance clock, Rulebook book, DateOnly today)
    {
        var answer = book.Deadlines.Compute(new DeadlineRequest(clock.Key, clock.StartOn)
        {
            Pauses = [.. clock.Pauses.Select(p => new PauseInterval(p.From, p.Until, p.ReasonCode))],
            Extensions = [.. clock.Extensions.Select(e => new ExtensionGrant(e.Step, e.On))],
            AsOf = today,
        });
        switch (answer)
        {
            case DeadlineAnswer.Known(var deadline):
                (clock.DueOn, clock.UnshiftedOn, clock.NotBefore, clock.Provisional, clock.Refusal) = (deadline.End, deadline.RawEnd, null, deadline.Provisional, null);
                clock.Working = [.. deadline.Working];
                (clock.RuleDigest, clock.RuleSource) = (deadline.Citations is [var first, ..] ? first.Digest : null, deadline.Rule.Source);
                return null;
            case DeadlineAnswer.Open open:
                (clock.DueOn, clock.UnshiftedOn, clock.NotBefore, clock.Provisional, clock.Refusal) = (null, null, open.NotBefore, true, open.Why.Message);
                clock.Working = [.. open.Working];
                clock.RuleSource = open.Rule.Source;
                return null;
            case DeadlineAnswer.Refused(var why):
                clock.Refusal = why.Message;
                return why;
            default:
                throw new InvalidOperationException("Unknown answer of the deadline engine.");
        }
    }
}
