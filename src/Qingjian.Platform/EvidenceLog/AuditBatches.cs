using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Tree;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>Copies the audit trail into the evidence log: every minute, up to 1,000 records as one entry that holds the Merkle root of
/// their hashes. Not an act of anybody, so it leaves no record of its own.</summary>
internal sealed class AuditBatches(PlatformDb db, TimeProvider clock) : IRecurring
{
    private const int Most = 1000;

    // PostgreSQL may commit a lower position after a higher one; a record can be late by far fewer than this many.
    private const long LateBy = 10_000;

    public async Task Run(CancellationToken stop)
    {
        while (await Next(stop) == Most) { }
    }

    /// <summary>Enters the next batch; returns how many records it holds.</summary>
    public async Task<int> Next(CancellationToken stop)
    {
        var low = await db.Database.SqlQuery<long>($"SELECT COALESCE(MAX(row_position), 0) AS \"Value\" FROM platform_audit_batch").SingleAsync(stop) - LateBy;
        var batched = db.Database.SqlQuery<long>($"SELECT row_position AS \"Value\" FROM platform_audit_batch WHERE row_position > {low}");
        var rows = await db.Audit.AsNoTracking().Where(r => r.Position > low && !batched.Contains(r.Position)).OrderBy(r => r.Position).Take(Most).ToListAsync(stop);
        if (rows.Count == 0) return 0;

        var batch = NewId.Make();
        var root = RootOf(rows).ToHex();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var places = string.Join(',', rows.Select((row, place) => string.Create(CultureInfo.InvariantCulture, $"({row.Position},'{batch}',{place})")));
        var insert = "INSERT INTO platform_audit_batch (row_position, batch, place) VALUES " + places;   // numbers and an id of our own
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO platform_evidence (id, type, object_type, object_id, actor, at, sha256, size, salt, division) VALUES ({NewId.Make()}, {EntryTypes.AuditBatch}, 'audit', {batch}, 'system', {now}, {root}, {rows.Count}, '', '')",
            stop);
        await db.Database.ExecuteSqlRawAsync(insert, stop);
        await transaction.CommitAsync(stop);
        return rows.Count;
    }

    /// <summary>Root over audit records in their order: each leaf is the SHA-256 of the record in canonical JSON.</summary>
    public static TreeDigest RootOf(IEnumerable<AuditRow> rows)
    {
        var tree = new MemoryTree(Sha256TreeHash.Instance);
        foreach (var row in rows) tree.Add(SHA256.HashData(CanonicalJson.Of(JsonSerializer.SerializeToUtf8Bytes(row, HouseJson.Options))));
        return tree.Root();
    }
}
