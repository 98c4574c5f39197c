using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Schedule;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>标记时限届满: when the time limit for marking a day is over (12:00 of the next), its days are judged once more, now with what was not marked and what was marked late.</summary>
internal sealed class CloseMarking(MonitoringDb db, Rulebook book, JudgeDays judge, WriteVerdicts write, ISources sources, JudgingTurn turn, TimeProvider clock) : IRecurring
{
    /// <summary>Last day whose limit is over, as a day number.</summary>
    public const string MarkedDay = "marked-day";

    private const int DaysAtOnce = 7;

    public async Task Run(CancellationToken stop)
    {
        using var mine = await turn.Take(stop);
        var states = await db.States.AsNoTracking().Where(state => state.Key == MarkedDay || state.Key == JudgementState.ClosedDay).ToDictionaryAsync(state => state.Key, state => DateOnly.FromDayNumber((int)state.Value), stop);
        var now = BeijingTime.ClockOf(clock.GetUtcNow());
        var last = DateOnly.FromDateTime(now).AddDays(-1);
        while (book.CataloguesOn(last).Any(catalogue => now <= catalogue.DueFor(last))) last = last.AddDays(-1);
        // A day has to be over and judged before it is judged with its marks.
        if (!states.TryGetValue(JudgementState.ClosedDay, out var closed)) return;
        if (last > closed) last = closed;
        var first = states.TryGetValue(MarkedDay, out var done) ? done.AddDays(1) : last;
        if (first < last.AddDays(1 - DaysAtOnce)) first = last.AddDays(1 - DaysAtOnce);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var outlets = await sources.AllOutlets(stop);
            await write.Write(await judge.Judge([.. outlets.Select(outlet => new JudgeDays.Wanted(outlet.Id, day, [], true))], stop), "标记时限届满", [(MarkedDay, day.DayNumber)], stop);
        }
    }
}
