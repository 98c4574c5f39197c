using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Judges the hours and days that an accepted mark covers anew.</summary>
internal sealed class RejudgeMarked(JudgeDays judge, WriteVerdicts write) : IHear<MarkAccepted>
{
    public async Task Hear(MarkAccepted fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var wanted = new List<JudgeDays.Wanted>();
        var (from, to) = (BeijingTime.ClockOf(fact.From), BeijingTime.ClockOf(fact.To));
        for (var day = DateOnly.FromDateTime(from); day.ToDateTime(TimeOnly.MinValue) < to; day = day.AddDays(1))
        {
            var midnight = day.ToDateTime(TimeOnly.MinValue);
            var hours = Enumerable.Range(0, 24).Where(hour => midnight.AddHours(hour) < to && midnight.AddHours(hour + 1) > from).ToList();
            wanted.Add(new(fact.OutletId, day, hours, true));
        }
        await write.Write(await judge.Judge(wanted, stop), "标记采纳后重新判定", [], stop);
    }
}
