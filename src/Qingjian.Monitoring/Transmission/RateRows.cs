using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Transmission;

/// <summary>Whose rate it is.</summary>
internal enum RateLevel
{
    County,
    City,
    Enterprise,
    Outlet,
}

/// <summary>传输率、有效率、传输有效率 of one division, enterprise or outlet over some days.</summary>
/// <param name="Id">Division code, enterprise id or outlet id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Enterprise of an outlet.</param>
/// <param name="Outlets">How many outlets were counted.</param>
/// <param name="Missing">Hour values due that did not come (补全).</param>
/// <param name="Product">补全: 传输有效率, share of 1; null when nothing was received.</param>
/// <param name="ProductThen">即时.</param>
/// <param name="Met">Whether the product reaches the target; null without a rate.</param>
internal sealed record RateRow(
    string Id, string Name, string? Owner, string? EnterpriseId, string? OutletId, string Division, string DivisionName, int Outlets, long Due, long Received, long Valid, long Missing, long Invalid, long TakenOut,
    decimal? Transmission, decimal? Validity, decimal? Product, decimal? TransmissionThen, decimal? ValidityThen, decimal? ProductThen, bool? Met);

/// <summary>Sums of outlets and days: numerators and denominators are added, rates are not.</summary>
internal sealed class RateRows(MonitoringDb db, ISources sources, IDivisions divisions, Rulebook book)
{
    internal sealed record Sum(string OutletId, string EnterpriseId, string Division, TransmissionCount Now, TransmissionCount? Then, long TakenOut);

    /// <summary>Current counts of the days, as a query that can be narrowed.</summary>
    public IQueryable<DayTransmission> Days(DateOnly from, DateOnly to, string? division)
    {
        var rows = db.DayTransmissions.AsNoTracking().Where(row => row.SupersededAt == null && row.Day >= from && row.Day <= to);
        if (string.IsNullOrEmpty(division)) return rows;
        var area = DivisionScope.Prefix(division);
        return rows.Where(row => row.Division.StartsWith(area));
    }

    /// <summary>One sum for each outlet.</summary>
    public async Task<List<Sum>> Sums(DateOnly from, DateOnly to, string? division, CancellationToken stop)
    {
        var found = await Days(from, to, division).GroupBy(row => new { row.OutletId, row.EnterpriseId, row.Division }).Select(group => new
        {
            group.Key,
            Due = group.Sum(row => (long)row.Due),
            Received = group.Sum(row => (long)row.Received),
            Valid = group.Sum(row => (long)row.Valid),
            DueThen = group.Sum(row => (long?)row.DueThen),
            ReceivedThen = group.Sum(row => (long?)row.ReceivedThen),
            ValidThen = group.Sum(row => (long?)row.ValidThen),
            Known = group.Count(row => row.DueThen != null),
            TakenOut = group.Sum(row => (long)row.TakenOut),
        }).ToListAsync(stop);
        return found.ConvertAll(row => new Sum(row.Key.OutletId, row.Key.EnterpriseId ?? "", row.Key.Division, new(row.Due, row.Received, row.Valid),
            row.Known > 0 ? new TransmissionCount(row.DueThen ?? 0, row.ReceivedThen ?? 0, row.ValidThen ?? 0) : null, row.TakenOut));
    }

    /// <summary>Rows of a level, by name.</summary>
    public async Task<List<RateRow>> Of(RateLevel level, DateOnly from, DateOnly to, string? division, CancellationToken stop)
    {
        var sums = await Sums(from, to, division, stop);
        var target = book.TransmissionOn(to)?.Target ?? 1m;
        var outlets = level == RateLevel.Outlet ? await sources.Outlets([.. sums.Select(sum => sum.OutletId)], stop) : null;
        var firms = level == RateLevel.Enterprise ? await sources.Enterprises([.. sums.Select(sum => sum.EnterpriseId).Distinct()], stop) : null;
        return [.. sums.GroupBy(sum => Key(level, sum)).Select(group =>
        {
            var first = group.First();
            var outlet = outlets?.GetValueOrDefault(first.OutletId);
            var name = level switch
            {
                RateLevel.Outlet => outlet is null ? "已注销的排放口" : $"{outlet.Code} {outlet.Name}",
                RateLevel.Enterprise => firms!.GetValueOrDefault(first.EnterpriseId)?.Name ?? "已注销的企业",
                _ => divisions.NameOf(group.Key),
            };
            return Row(group.Key, name, outlet?.EnterpriseName, level is RateLevel.Outlet or RateLevel.Enterprise ? first.EnterpriseId : null, level == RateLevel.Outlet ? first.OutletId : null,
                level is RateLevel.County or RateLevel.City ? group.Key : first.Division, group, target);
        }).OrderBy(row => row.Name, StringComparer.Ordinal)];
    }

    /// <summary>One row for a set of sums.</summary>
    public RateRow Row(string id, string name, string? owner, string? enterprise, string? outlet, string division, IEnumerable<Sum> sums, decimal target)
    {
        var all = sums.ToList();
        var now = all.Aggregate(default(TransmissionCount), (sum, each) => sum + each.Now);
        var then = all.Exists(each => each.Then is not null) ? all.Aggregate(default(TransmissionCount), (sum, each) => sum + (each.Then ?? default)) : (TransmissionCount?)null;
        return new(id, name, owner, enterprise, outlet, division, divisions.NameOf(division), all.Count, now.Due, now.Received, now.Valid, now.Due - now.Received, now.Received - now.Valid, all.Sum(each => each.TakenOut),
            now.Transmission, now.Validity, now.Product, then?.Transmission, then?.Validity, then?.Product, now.Due == 0 ? null : (now.Product ?? 0m) >= target);
    }

    private static string Key(RateLevel level, Sum sum) => level switch
    {
        RateLevel.City => sum.Division[..4] + "00",
        RateLevel.County => sum.Division[..6],
        RateLevel.Enterprise => sum.EnterpriseId,
        _ => sum.OutletId,
    };
}
