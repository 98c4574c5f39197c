using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Monitoring.Ledgers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Checks;

/// <summary>企业自查: the same checks over one's own outlet and period, before an order is answered or marks are filed. Keeps nothing and tells nobody.</summary>
internal static class CheckOneself
{
    private const int MostDays = 31;

    internal sealed record Line(
        string Code, string Name, Severity Severity, string Factor, string FactorName, DateTimeOffset From, DateTimeOffset To, decimal Statistic, decimal Threshold, decimal Score, string Say, string Cure);

    /// <param name="Checks">How many checks were made.</param>
    /// <param name="Hours">Hours with data.</param>
    /// <param name="Rule">Document of the thresholds.</param>
    internal sealed record Answer(string OutletName, string EnterpriseName, DateOnly From, DateOnly To, int Checks, int Hours, string Sentence, string Rule, IReadOnlyList<Line> Lines);

    public static void Map(RouteGroupBuilder checks) => checks.MapGet("/self", Handle).Requires(Duty.ReadVerdicts);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(string outletId, DateOnly from, DateOnly to, MonitoringDb db, ISources sources, LookAtOutlet look, GatherBalances balances, Rulebook book, CancellationToken stop)
    {
        if (to < from) return Refusal.OfField("period-reversed", "to", "结束日期早于开始日期，请调换。").ToProblem();
        if (to.DayNumber - from.DayNumber >= MostDays) return Refusal.OfField("period-too-long", "to", $"一次最多自查{MostDays}天，请缩短时段。").ToProblem();
        if (await sources.DutiesOf(outletId, to, stop) is not { } duties) return Problems.NotFound();
        if (book.PatternsOn(to) is not { } rule) return Refusal.Of("no-check-rule", "没有载入该日期的核查规则，请联系系统管理员。").ToProblem();
        var now = BeijingTime.ClockOf(db.Now);
        var (start, end) = (from.ToDateTime(TimeOnly.MinValue), to.AddDays(1).ToDateTime(TimeOnly.MinValue));
        // The hour that runs has no mean yet.
        if (end > now) end = now.Date.AddHours(now.Hour);
        if (end <= start) return Refusal.OfField("period-future", "from", "这个时段还没有数据，请选择已经过去的日期。").ToProblem();
        var (gathered, found) = await look.Over(duties, start, end, await CheckHours.StopsOf(db, [outletId], end, stop), rule, stop);
        var today = DateOnly.FromDateTime(now);
        IReadOnlyList<PatternHit> hits = [.. found, .. await balances.Hits(outletId, from, to < today ? to : today.AddDays(-1), stop)];
        var hours = gathered.Factors.Count == 0 ? 0 : gathered.Factors.Max(series => series.Hours.Count(hour => hour.Start >= start && hour.Received));
        var sentence = hours == 0 ? "这个时段没有收到任何小时数据。"
            : hits.Count == 0 ? $"按{rule.Patterns.Count}项核查检查了{hours}小时的数据，没有发现问题。"
            : $"按{rule.Patterns.Count}项核查检查了{hours}小时的数据，有{hits.Count}项需要说明或者改正。";
        return TypedResults.Ok(new Answer($"{duties.Outlet.Code} {duties.Outlet.Name}", duties.Outlet.EnterpriseName, from, to, rule.Patterns.Count, hours, sentence, rule.Rule.Title,
            [.. hits.OrderByDescending(hit => rule.Find(hit.Code)!.Severity).ThenByDescending(hit => hit.Score).ThenBy(hit => hit.From).Select(hit => Of(hit, rule.Find(hit.Code)!))]));
    }

    private static Line Of(PatternHit hit, Pattern check) => new(
        hit.Code, check.Name, check.Severity, hit.Factor, GatherSeries.NameOf(hit.Factor), BeijingTime.InstantOf(hit.From), BeijingTime.InstantOf(hit.To), Math.Round(hit.Statistic, 4), Math.Round(hit.Threshold, 4), Math.Round(hit.Score, 2), hit.Say, check.Cure);
}
