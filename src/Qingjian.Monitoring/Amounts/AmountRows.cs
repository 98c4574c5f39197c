using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Transmission;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Amounts;

/// <summary>排放量 of one factor of an outlet, enterprise or division in a year, in kg; measured and substituted apart.</summary>
/// <param name="Day">Sum of the last closed day, kg.</param>
/// <param name="Month">Sum of its month so far, kg.</param>
/// <param name="Measured">Year so far, measured, kg.</param>
/// <param name="Substituted">Year so far, substituted, kg.</param>
/// <param name="Unreplaced">Hours for which nothing may stand.</param>
/// <param name="Differing">Hours whose reported amount does not agree with the recomputed one.</param>
/// <param name="Days">Days with results.</param>
/// <param name="PermitTonnes">许可年排放量, t/a; null where none is laid down.</param>
/// <param name="Share">Year so far ÷ permit.</param>
/// <param name="Expected">Expected at the end of the year, kg: year so far and the mean of the last 30 days for the days to come.</param>
/// <param name="ExpectedShare">Expected ÷ permit.</param>
internal sealed record AmountRow(
    string Id, string Name, string? Owner, string? EnterpriseId, string? OutletId, string Division, string DivisionName, string Factor, string FactorName, decimal Day, decimal Month, decimal Measured, decimal Substituted, decimal Total,
    int SubstitutedHours, int Unreplaced, int Differing, int Days, DateOnly? FirstDay, decimal? PermitTonnes, decimal? Share, decimal Expected, decimal? ExpectedShare);

/// <summary>Adds up amounts by factor over a year.</summary>
internal sealed class AmountRows(MonitoringDb db, ISources sources, IDivisions divisions, Rulebook book)
{
    private const int Recent = 30;

    /// <summary>Current results, as a query that can be narrowed. The flow is no amount of a pollutant and is left out.</summary>
    public IQueryable<DayAmount> Days(DateOnly from, DateOnly to, string? division)
    {
        var rows = db.DayAmounts.AsNoTracking().Where(row => row.SupersededAt == null && row.Day >= from && row.Day <= to && row.Factor != MeasureAmounts.GasFlow && row.Factor != MeasureAmounts.WaterFlow);
        if (string.IsNullOrEmpty(division)) return rows;
        var area = DivisionScope.Prefix(division);
        return rows.Where(row => row.Division.StartsWith(area));
    }

    /// <summary>The last day with results in a year; null without any.</summary>
    public async Task<DateOnly?> LastDay(int year, CancellationToken stop)
    {
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var rows = db.DayAmounts.AsNoTracking().Where(row => row.SupersededAt == null && row.Day >= from && row.Day <= to);
        return await rows.OrderByDescending(row => row.Day).Select(row => (DateOnly?)row.Day).FirstOrDefaultAsync(stop);
    }

    public async Task<List<AmountRow>> Of(RateLevel level, int year, string? factor, string? division, CancellationToken stop)
    {
        if (await LastDay(year, stop) is not { } last) return [];
        var (first, month, recent) = (new DateOnly(year, 1, 1), new DateOnly(last.Year, last.Month, 1), last.AddDays(1 - Recent));
        var rows = Days(first, last, division);
        if (!string.IsNullOrEmpty(factor)) rows = rows.Where(row => row.Factor == factor);
        var sums = (await rows.GroupBy(row => new { row.OutletId, row.EnterpriseId, row.Division, row.Factor }).Select(group => new
        {
            group.Key,
            Measured = group.Sum(row => row.Measured),
            Substituted = group.Sum(row => row.Substituted),
            SubstitutedHours = group.Sum(row => row.SubstitutedHours),
            Lost = group.Sum(row => row.Invalid + row.Missing),
            Differing = group.Sum(row => row.Differing),
            Days = group.Count(),
            First = group.Min(row => row.Day),
            Day = group.Sum(row => row.Day == last ? row.Measured + row.Substituted : 0),
            Month = group.Sum(row => row.Day >= month ? row.Measured + row.Substituted : 0),
            Recent = group.Sum(row => row.Day >= recent ? row.Measured + row.Substituted : 0),
            RecentDays = group.Sum(row => row.Day >= recent ? 1 : 0),
        }).ToListAsync(stop)).ConvertAll(row => (row.Key.OutletId, EnterpriseId: row.Key.EnterpriseId ?? "", row.Key.Division, row.Key.Factor, row.Measured, row.Substituted, row.SubstitutedHours, row.Lost, row.Differing, row.Days, row.First, row.Day, row.Month, row.Recent, row.RecentDays));

        var permits = (await sources.AllDuties(last, stop)).SelectMany(duty => duty.Value.Factors.Where(each => each.YearlyTonnes is not null).Select(each => (Key: (duty.Key, each.Code), each.YearlyTonnes))).ToDictionary(each => each.Key, each => each.YearlyTonnes!.Value);
        var outlets = await sources.Outlets([.. sums.Select(sum => sum.OutletId).Distinct()], stop);
        var rest = new DateOnly(year, 12, 31).DayNumber - last.DayNumber;
        return [.. sums.GroupBy(sum => (Key: level switch { RateLevel.County => sum.Division[..6], RateLevel.City => sum.Division[..4] + "00", RateLevel.Enterprise => sum.EnterpriseId, _ => sum.OutletId }, sum.Factor)).Select(group =>
        {
            var one = group.First();
            var outlet = outlets.GetValueOrDefault(one.OutletId);
            var (measured, substituted) = (Kilograms(group.Sum(sum => sum.Measured)), Kilograms(group.Sum(sum => sum.Substituted)));
            var expected = measured + substituted + group.Sum(sum => sum.RecentDays == 0 ? 0m : Kilograms(sum.Recent) / sum.RecentDays * rest);
            // A permit counts only where every outlet of the sum has one.
            var permit = group.All(sum => permits.ContainsKey((sum.OutletId, sum.Factor))) ? group.Sum(sum => permits[(sum.OutletId, sum.Factor)]) : (decimal?)null;
            var (name, owner) = level switch
            {
                RateLevel.Outlet => (outlet is null ? "已注销的排放口" : $"{outlet.Code} {outlet.Name}", outlet?.EnterpriseName),
                RateLevel.Enterprise => (outlet?.EnterpriseName ?? "已注销的企业", null),
                _ => (divisions.NameOf(group.Key.Key), (string?)null),
            };
            var division = level is RateLevel.County or RateLevel.City ? group.Key.Key : one.Division;
            return new AmountRow($"{group.Key.Key}-{group.Key.Factor}", name, owner, level is RateLevel.Outlet or RateLevel.Enterprise ? one.EnterpriseId : null, level == RateLevel.Outlet ? one.OutletId : null, division, divisions.NameOf(division),
                group.Key.Factor, book.FactorOn(group.Key.Factor, last)?.Name ?? group.Key.Factor, Kilograms(group.Sum(sum => sum.Day)), Kilograms(group.Sum(sum => sum.Month)), measured, substituted, measured + substituted,
                group.Sum(sum => sum.SubstitutedHours), group.Sum(sum => sum.Lost - sum.SubstitutedHours), group.Sum(sum => sum.Differing), group.Max(sum => sum.Days), group.Min(sum => sum.First),
                permit, permit is > 0 ? (measured + substituted) / 1000m / permit : null, expected, permit is > 0 ? expected / 1000m / permit : null);
        }).OrderBy(row => row.Owner ?? row.Name, StringComparer.Ordinal).ThenBy(row => row.Factor, StringComparer.Ordinal)];
    }

    public static decimal Kilograms(long milligrams) => milligrams / DayAmount.Scale;
}
