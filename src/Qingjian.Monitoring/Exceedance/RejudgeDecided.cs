using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Incineration;
using Qingjian.Platform.Facts;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Judges the hours that people decided about anew: covered by a mark that begins or ceases to hold, or reviewed. Their day with them, once it was closed; of a
/// furnace also the later hours that its accounts let come out differently.</summary>
internal sealed class RejudgeDecided(MonitoringDb db, JudgeDays judge, WriteVerdicts write, FurnaceSpread spread, JudgingTurn turn) : IHear<MarkAccepted>, IHear<MarkEnded>, IHear<HoursReviewed>, IHear<OutOfControlChanged>
{
    public Task Hear(MarkAccepted fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Again(fact.MarkId, fact.OutletId, fact.From, fact.To, "标记采纳后重新判定", stop);
    }

    public Task Hear(MarkEnded fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Again(fact.MarkId, fact.OutletId, fact.From, fact.To, "标记失效后重新判定", stop);
    }

    public Task Hear(HoursReviewed fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Again(null, fact.OutletId, fact.From, fact.To, "人工审核后重新判定", stop);
    }

    public Task Hear(OutOfControlChanged fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Again(null, fact.OutletId, fact.From, fact.To, "质控记录变更后重新判定", stop);
    }

    private async Task Again(string? markId, string outletId, DateTimeOffset fromAt, DateTimeOffset toAt, string why, CancellationToken stop)
    {
        using var mine = await turn.Take(stop);
        // A day that still goes on has no mean yet: it is judged with the others when it is over.
        var closed = await db.States.AsNoTracking().FirstOrDefaultAsync(state => state.Key == JudgementState.ClosedDay, stop) is { } known ? DateOnly.FromDayNumber((int)known.Value) : DateOnly.MinValue;
        var wanted = new List<JudgeDays.Wanted>();
        var (from, to) = (BeijingTime.ClockOf(fromAt), BeijingTime.ClockOf(toAt));
        for (var day = DateOnly.FromDateTime(from); day.ToDateTime(TimeOnly.MinValue) < to; day = day.AddDays(1))
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue);
            var hours = Enumerable.Range(0, 24).Where(hour => midnight.AddHours(hour) < to && midnight.AddHours(hour + 1) > from).ToList();
            wanted.Add(new(outletId, day, hours, day <= closed));
        }
        if (markId is not null && await spread.Of(markId, BeijingTime.DayOf(db.Now), stop) is { Count: > 0 } further)
            wanted = [.. wanted.Select(each => further.TryGetValue(each.Day, out var hours) ? each with { Hours = [.. each.Hours.Union(hours)] } : each),
                .. further.Where(each => wanted.TrueForAll(known => known.Day != each.Key) && (each.Value.Count > 0 || each.Key <= closed)).Select(each => new JudgeDays.Wanted(outletId, each.Key, each.Value, each.Key <= closed))];
        await write.Write(await judge.Judge(wanted, stop), why, [], stop);
    }
}
