using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Judgement;
using Qingjian.Platform.Schedule;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Settings of judging (section <c>Judgement</c>).</summary>
internal sealed class JudgementOptions
{
    /// <summary>How long after its end a day is closed: the last hours come a little late.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "23:59:59")]
    public TimeSpan CloseDayAfter { get; set; } = TimeSpan.FromMinutes(90);

    /// <summary>Verdicts of periods older than this raise no order: they are recorded, and shown.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan OrderWithin { get; set; } = TimeSpan.FromDays(2);
}

/// <summary>日终判定: when a natural day is over, judges the day mean of every outlet, also of those that sent nothing.</summary>
internal sealed class CloseDays(MonitoringDb db, JudgeDays judge, WriteVerdicts write, ISources sources, JudgingTurn turn, IOptions<JudgementOptions> options, TimeProvider clock) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        using var mine = await turn.Take(stop);
        var last = BeijingTime.DayOf(clock.GetUtcNow() - options.Value.CloseDayAfter).AddDays(-1);
        var known = await db.States.AsNoTracking().FirstOrDefaultAsync(state => state.Key == JudgementState.ClosedDay, stop);
        var first = known is not null ? DateOnly.FromDayNumber((int)known.Value).AddDays(1)
            : await new JudgedRows(db).First(LimitPeriod.Hour, stop) is { } slot ? DateOnly.FromDateTime(JudgedRow.StartOf(LimitPeriod.Hour, slot)) : last.AddDays(1);
        if (known is null && first > last)
        {
            await write.Write([], "日终判定", [(JudgementState.ClosedDay, last.DayNumber)], stop);
            return;
        }
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var outlets = await sources.AllOutlets(stop);
            var judged = await judge.Judge([.. outlets.Select(outlet => new JudgeDays.Wanted(outlet.Id, day, [], true))], stop);
            await write.Write(judged, "日终判定", [(JudgementState.ClosedDay, day.DayNumber)], stop);
        }
    }
}
