using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Qingjian.Matters.Numbers;

/// <summary>
/// Gives numbers without gaps: the counter is raised in the same transaction as the row that takes the number, so a failed act takes none.
/// Use: begin, <see cref="Next"/>, <c>db.Commit</c>, <see cref="Keep"/>.
/// </summary>
internal sealed class Numbering : IAsyncDisposable
{
    private readonly MattersDb db;
    private readonly IDbContextTransaction transaction;

    private Numbering(MattersDb db, IDbContextTransaction transaction) => (this.db, this.transaction) = (db, transaction);

    public static async Task<Numbering> Begin(MattersDb db, CancellationToken stop) => new(db, await db.Database.BeginTransactionAsync(stop));

    /// <summary>The next number of a series, from 1. Others wait until this transaction ends.</summary>
    public async Task<int> Next(string kind, string division, int year, CancellationToken stop)
    {
        FormattableString sql = $"""
            INSERT INTO matters_counter (kind, division, year, last) VALUES ({kind}, {division}, {year}, 1)
            ON CONFLICT (kind, division, year) DO UPDATE SET last = matters_counter.last + 1 RETURNING last AS "Value"
            """;
        return (await db.Database.SqlQuery<int>(sql).ToListAsync(stop))[0];
    }

    /// <summary>Makes number and row permanent.</summary>
    public Task Keep(CancellationToken stop) => transaction.CommitAsync(stop);

    public ValueTask DisposeAsync() => transaction.DisposeAsync();
}
