using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Quality;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Amounts;

/// <summary>Passed calibrations and verifications on record: each counts as 上次校准 of the substitution table, beside hours flagged C.</summary>
internal static class PassedChecks
{
    /// <summary>2160 hours are the most that the table looks at.</summary>
    private const int History = 90;
    /// <summary>A quarter may begin so long after the last check: the longest time between two.</summary>
    private const int BetweenChecks = 92;

    /// <summary>Moments by factor, Beijing clock.</summary>
    public static async Task<ILookup<string, DateTime>> Of(MonitoringDb db, string outlet, CancellationToken stop) =>
        (await db.Set<QualityCheck>().AsNoTracking().Where(check => check.OutletId == outlet && check.State == QualityState.Standing && check.Result == InstrumentCheckResult.Passed).Select(check => new { check.Factor, check.MadeOn }).ToListAsync(stop))
            .ToLookup(check => check.Factor, check => BeijingTime.ClockOf(check.MadeOn));

    /// <summary>First day whose hours may serve as history of a quarter.</summary>
    public static DateOnly HistoryFrom(DateOnly quarter, ILookup<string, DateTime> passed) => quarter.AddDays(passed.Count > 0 ? -History - BetweenChecks : -History);
}
