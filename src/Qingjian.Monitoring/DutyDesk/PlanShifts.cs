using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.DutyDesk;

/// <summary>Makes the shifts of a stretch of days from a pattern: each day has the same shifts, and people take turns in the order given.</summary>
internal static class PlanShifts
{
    /// <param name="Name">E.g. 白班.</param>
    /// <param name="Start">Beijing time of day.</param>
    /// <param name="Hours">Length, 1 to 24.</param>
    internal sealed record Turn(string Name, TimeOnly Start, int Hours);

    internal sealed record Planned(string Name, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<OnDuty> People);

    /// <summary>The shifts in order. Refused unless the turns follow one another through 24 hours and everybody has a rest between two turns.</summary>
    public static Outcome<IReadOnlyList<Planned>> Of(DateOnly from, DateOnly to, IReadOnlyList<Turn> turns, IReadOnlyList<OnDuty> people, int perShift)
    {
        if (to < from || to.DayNumber - from.DayNumber >= 92) return Refusal.OfField("roster-days", "to", "起止日期须先后正确，一次最多排92天。");
        if (turns.Count is 0 or > 6 || turns.Any(turn => turn.Hours is < 1 or > 24 || turn.Name.Trim().Length is 0 or > 20)) return Refusal.OfField("roster-turns", "turns", "请写明1到6个班次，每班有名称，长1到24小时。");
        for (var at = 0; at < turns.Count; at++)
        {
            var next = turns[(at + 1) % turns.Count];
            if (turns[at].Start.AddHours(turns[at].Hours) != next.Start) return Refusal.OfField("roster-gap", "turns", $"24小时值守须首尾相接：{turns[at].Name}结束于{turns[at].Start.AddHours(turns[at].Hours):HH:mm}，{next.Name}开始于{next.Start:HH:mm}。");
        }
        if (turns.Sum(turn => turn.Hours) != 24) return Refusal.OfField("roster-gap", "turns", "各班次合起来须是24小时。");
        if (perShift < 1 || people.Count < perShift) return Refusal.OfField("roster-people", "people", "值班人员不够一个班次的人数。");
        if (people.DistinctBy(person => person.PersonId).Count() != people.Count) return Refusal.OfField("roster-people", "people", "值班人员有重复，请核对。");
        if (turns.Count > 1 && people.Count < 2 * perShift) return Refusal.OfField("roster-rest", "people", $"连续两班不能是同一人，至少要{2 * perShift}人轮换。");

        var planned = new List<Planned>();
        var turn0 = 0;
        for (var day = from; day <= to; day = day.AddDays(1))
            foreach (var turn in turns)
            {
                var begin = BeijingTime.InstantOf(day.ToDateTime(turn.Start));
                planned.Add(new(turn.Name.Trim(), begin, begin.AddHours(turn.Hours), [.. Enumerable.Range(0, perShift).Select(each => people[(turn0 + each) % people.Count])]));
                turn0 += perShift;
            }
        return planned;
    }
}
