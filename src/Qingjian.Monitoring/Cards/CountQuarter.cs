using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Registry.Contract;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Cards;

/// <summary>Counts the daily means of a quarter for each key unit, from the verdicts as they stand.</summary>
internal sealed class CountQuarter(MonitoringDb db, ISources sources, Rulebook book)
{
    private const string KeyUnit = "重点排污单位";

    /// <param name="Enterprise">The unit.</param>
    /// <param name="Days">Its daily means of main pollutants, by day.</param>
    internal sealed record Unit(SourceEnterprise Enterprise, IReadOnlyList<CardDay> Days);

    /// <summary>Key units with an outlet, and their daily means.</summary>
    /// <param name="first">First day of the quarter, Beijing.</param>
    /// <param name="last">Last day looked at.</param>
    /// <param name="rule">Says which pollutants are main ones.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<IReadOnlyList<Unit>> Of(DateOnly first, DateOnly last, CardRule rule, CancellationToken stop)
    {
        var outlets = (await sources.AllOutlets(stop)).ToDictionary(outlet => outlet.Id);
        var rows = await new JudgedRows(db).Read(LimitPeriod.Day, null, Slot(first), Slot(last), stop);
        var days = new Dictionary<string, List<CardDay>>(StringComparer.Ordinal);
        foreach (var row in rows.Values)
        {
            if (!outlets.TryGetValue(row.OutletId, out var outlet)) continue;
            var main = rule.FactorsOf(outlet.Medium);
            if (!days.TryGetValue(outlet.EnterpriseId, out var list)) days[outlet.EnterpriseId] = list = [];
            var day = DateOnly.FromDateTime(row.Start);
            list.AddRange(row.Factors.Where(factor => main.Contains(factor.Factor)).Select(factor => new CardDay(
                day, outlet.Id, $"{outlet.Code} {outlet.Name}", book.FactorOn(factor.Factor, day)?.Name ?? factor.Factor,
                factor.Reason.Outcome != VerdictOutcome.NotJudged, factor.Reason.Outcome == VerdictOutcome.Exceeded, factor.Reason.Word)));
        }
        // A unit that sends nothing any more is looked at too: it may have been ordered to correct.
        var enterprises = await sources.Enterprises([.. outlets.Values.Select(outlet => outlet.EnterpriseId).Distinct()], stop);
        return [.. enterprises.Values.Where(enterprise => enterprise.Tags.Contains(KeyUnit)).OrderBy(enterprise => enterprise.Name, StringComparer.Ordinal)
            .Select(enterprise => new Unit(enterprise, [.. (days.GetValueOrDefault(enterprise.Id) ?? []).OrderBy(each => each.Day).ThenBy(each => each.Outlet, StringComparer.Ordinal).ThenBy(each => each.Factor, StringComparer.Ordinal)]))];
    }

    private static int Slot(DateOnly day) => JudgedRow.SlotOf(LimitPeriod.Day, day.ToDateTime(TimeOnly.MinValue));
}
