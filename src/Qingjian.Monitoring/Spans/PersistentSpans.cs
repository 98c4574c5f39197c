using Qingjian.Judgement;
using Qingjian.Registry.Contract;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Spans;

/// <summary>An exceedance, whose it is, and over which period.</summary>
/// <param name="EnterpriseId">Enterprise.</param>
/// <param name="OutletId">Outlet.</param>
/// <param name="Period">Hour or day.</param>
/// <param name="Counted">As it counts.</param>
internal sealed record SpanExceedance(string EnterpriseId, string OutletId, LimitPeriod Period, CountedExceedance Counted)
{
    public DateOnly Day => DateOnly.FromDateTime(Counted.Start);
}

/// <summary>多次超标: judges size, frequency and window over exceedances at hand. From the same ones always the same, in whatever order they are given.</summary>
internal static class PersistentSpans
{
    /// <param name="found">Exceedances of the days and of the windows before them.</param>
    /// <param name="from">First day a span may end on.</param>
    /// <param name="to">Last day.</param>
    /// <param name="outlets">Outlets by id; exceedances of others do not count.</param>
    /// <param name="standards">Numbers of the standards that an outlet is under on a day.</param>
    /// <param name="law">The rules.</param>
    public static List<SpanJudged> Of(
        IReadOnlyCollection<SpanExceedance> found, DateOnly from, DateOnly to, IReadOnlyDictionary<string, SourceOutlet> outlets, Func<string, DateOnly, IReadOnlyCollection<string>> standards, SpanLaw law)
    {
        var judged = new List<SpanJudged>();
        var days = found.Select(each => each.Day).Distinct().Where(day => day >= from && day <= to).Order().ToList();
        foreach (var row in days.SelectMany(law.Persistence).Distinct())
        {
            var mine = found.Where(each => each.Period == row.Period && outlets.ContainsKey(each.OutletId) && (row.Standards.Count == 0 || row.Standards.Any(standards(each.OutletId, each.Day).Contains)));
            foreach (var group in mine.GroupBy(each => row.CountedBy == PersistenceSubject.Factor ? (each.OutletId, each.Counted.Factor) : (each.EnterpriseId, "")))
            {
                var counted = group.Select(each => each.Counted).ToList();
                foreach (var day in group.Select(each => each.Day).Distinct().Where(day => day >= from && day <= to && law.Persistence(day).Contains(row)))
                {
                    // Counted over a plant, the verdict stands at the first of its outlets that exceeded on the day.
                    var at = group.Where(each => each.Day == day).MinBy(each => (each.Counted.OutletName, each.OutletId))!;
                    var name = row.CountedBy == PersistenceSubject.Factor ? at.Counted.FactorName : "全厂各焚烧炉";
                    if (JudgePersistence.Of(at.OutletId, group.Key.Item2, name, day, counted, row) is { } verdict)
                        judged.Add(new(verdict, outlets[at.OutletId], $"{(row.CountedBy == PersistenceSubject.Factor ? name : "全厂")}多次超标"));
                }
            }
        }
        return judged;
    }
}
