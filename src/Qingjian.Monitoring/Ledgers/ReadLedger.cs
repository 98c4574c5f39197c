using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Monitoring.Ledgers;

/// <summary>The history of an outlet's day: what was entered and corrected, and what each balance came to.</summary>
internal static class ReadLedger
{
    /// <param name="Said">The figures in Chinese.</param>
    internal sealed record Line(string Id, string Said, string MadeBy, string MadePost, DateTimeOffset MadeAt, string? Reason, DateTimeOffset? SupersededAt);

    internal sealed record Balance(string Id, BalanceState State, string Say, DateTimeOffset CountedAt, DateTimeOffset? SupersededAt);

    /// <param name="Lines">Newest first.</param>
    /// <param name="Balances">Newest first.</param>
    internal sealed record History(IReadOnlyList<Line> Lines, IReadOnlyList<Balance> Balances);

    public static void Map(RouteGroupBuilder ledgers) => ledgers.MapGet("/history", Handle).Requires(Duty.ReadReadings);

    private static async Task<Ok<History>> Handle(string outletId, DateOnly day, MonitoringDb db, CancellationToken stop)
    {
        var rows = await db.Set<LedgerDay>().AsNoTracking().Where(row => row.OutletId == outletId && row.Day == day).OrderByDescending(row => row.MadeAt).ToListAsync(stop);
        var balances = await db.Set<BalanceDay>().AsNoTracking().Where(row => row.OutletId == outletId && row.Day == day).OrderByDescending(row => row.CountedAt).ToListAsync(stop);
        return TypedResults.Ok(new History(
            [.. rows.Select(row => new Line(row.Id, row.Figures.InChinese, row.MadeBy, row.MadePost, row.MadeAt, row.Reason, row.SupersededAt))],
            [.. balances.Select(row => new Balance(row.Id, row.State, row.Say, row.CountedAt, row.SupersededAt))]));
    }
}
