using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>All verdicts of an outlet over some days, compliant and unjudged ones included: one cell for each factor and hour or day.</summary>
internal static class VerdictTable
{
    private const int MostDays = 31;

    internal sealed record Cell(string Factor, string FactorName, VerdictOutcome Outcome, string Word);

    internal sealed record TableRow(DateTimeOffset StartAt, IReadOnlyList<Cell> Cells);

    public static void Map(RouteGroupBuilder verdicts) => verdicts.MapGet("/table", Handle).Requires(Duty.ReadVerdicts);

    private static async Task<Results<Ok<IReadOnlyList<TableRow>>, ProblemHttpResult>> Handle(
        string outletId, Word<LimitPeriod> period, DateOnly from, DateOnly to, MonitoringDb db, ISources sources, Rulebook book, CancellationToken stop)
    {
        if (period.Value is var kind && kind == LimitPeriod.Instant)
            return Refusal.OfField("period-unknown", "period", "均值只有 hour（小时）和 day（日）两种，请核对。").ToProblem();
        if (to < from || to.DayNumber - from.DayNumber >= MostDays)
            return Refusal.OfField("period-too-long", "to", $"一次最多查看{MostDays}天，请缩短时段。").ToProblem();
        if (await sources.Outlet(outletId, stop) is null) return Problems.NotFound();
        var (first, last) = (from.ToDateTime(TimeOnly.MinValue), to.ToDateTime(new TimeOnly(23, 0)));
        var rows = await new JudgedRows(db).Read(kind, [outletId], JudgedRow.SlotOf(kind, first), JudgedRow.SlotOf(kind, last), stop);
        return TypedResults.Ok<IReadOnlyList<TableRow>>([.. rows.Values.OrderBy(row => row.Start).Select(row => new TableRow(BeijingTime.InstantOf(row.Start),
            [.. row.Factors.Select(each => new Cell(each.Factor, DayFinding.NameOf(each.Factor) ?? book.FactorOn(each.Factor, DateOnly.FromDateTime(row.Start))?.Name ?? each.Factor, each.Reason.Outcome, each.Reason.Word))]))]);
    }
}
