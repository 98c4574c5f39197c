using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Log;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>Moves waiting rows into the log, in their order. First the log has them durably, then the rows are marked: a crash between
/// the two is made good by <see cref="Reconcile"/>, which knows an entry again by its id.</summary>
internal sealed partial class MoveEntries(PlatformDb db, HouseLog house, ILogger<MoveEntries> log)
{
    private const int Batch = 1000;

    /// <summary>Brings rows and log in step after a start.</summary>
    public async Task Reconcile(CancellationToken stop)
    {
        var current = house.Current!;
        await Rebuild(current, stop);

        // Entries no row claims: written just before a crash.
        var known = await db.Evidence.MaxAsync(r => r.LogIndex, stop) ?? -1;
        for (var from = known + 1; from < current.Size; from += Batch)
        {
            var found = new Dictionary<string, long>(StringComparer.Ordinal);
            for (var i = from; i < Math.Min(from + Batch, current.Size); i++)
                if (EntryReader.TryRead(current.Entry(i), out var entry, out _)) found.Add(entry!.Id, i);
            var ids = found.Keys.ToList();
            var rows = await db.Evidence.AsNoTracking().Where(r => ids.Contains(r.Id)).Select(r => new { r.Position, r.Id }).ToListAsync(stop);
            await Mark([.. rows.Select(r => (r.Position, found[r.Id]))], stop);
            if (rows.Count < found.Count) Unclaimed(log, found.Count - rows.Count, from);
        }
    }

    // Rows that claim a place behind the end: the log lost an unsigned tail, or its folder is another machine's. An entry is a function
    // of its row, so in the order of their places they give the same log, byte for byte; from a gap on they wait again.
    private async Task Rebuild(TransparencyLog current, CancellationToken stop)
    {
        while (true)
        {
            var rows = await db.Evidence.AsNoTracking().Where(r => r.LogIndex >= current.Size).OrderBy(r => r.LogIndex).Take(Batch).ToListAsync(stop);
            var whole = rows.TakeWhile((row, i) => row.LogIndex == current.Size + i).ToList();
            if (whole.Count == 0)
            {
                if (rows.Count == 0) return;
                var again = await db.Evidence.Where(r => r.LogIndex >= current.Size).ExecuteUpdateAsync(set => set.SetProperty(r => r.LogIndex, (long?)null), stop);
                Requeued(log, again);
                return;
            }
            current.Append([.. whole.Select(LogEntries.Of)]);
            Rebuilt(log, whole.Count);
        }
    }

    /// <summary>Moves what waits, up to one batch; returns how many rows it was, and whether a decision was among them.</summary>
    public async Task<(int Moved, bool Decision)> MoveWaiting(CancellationToken stop)
    {
        var rows = await db.Evidence.AsNoTracking().Where(r => r.LogIndex == null).OrderBy(r => r.Position).Take(Batch).ToListAsync(stop);
        if (rows.Count == 0) return (0, false);
        var first = house.Current!.Append([.. rows.Select(LogEntries.Of)]);
        await Mark([.. rows.Select((row, i) => (row.Position, first + i))], stop);
        return (rows.Count, rows.Exists(r => r.Type == EntryTypes.Decision));
    }

    // One statement for a whole batch, understood by both engines; the values are numbers of our own.
    private async Task Mark(IReadOnlyList<(long Position, long Index)> places, CancellationToken stop)
    {
        if (places.Count == 0) return;
        var values = string.Join(',', places.Select(p => string.Create(CultureInfo.InvariantCulture, $"({p.Position},{p.Index})")));
        var sql = $"WITH place (row_position, place_index) AS (VALUES {values}) "
            + "UPDATE platform_evidence SET log_index = (SELECT place_index FROM place WHERE row_position = position) "
            + "WHERE position IN (SELECT row_position FROM place) AND log_index IS NULL";
        var marked = await db.Database.ExecuteSqlRawAsync(sql, stop);
        if (marked != places.Count) throw new InvalidOperationException($"{places.Count} entries stand in the log, {marked} rows could be marked.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Rows} entries were written into the evidence log again from their rows.")]
    private static partial void Rebuilt(ILogger log, int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Rows} rows claimed a place behind the end of the evidence log; they enter again.")]
    private static partial void Requeued(ILogger log, int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Entries} entries of the evidence log from index {From} on have no row: the database is older than the log.")]
    private static partial void Unclaimed(ILogger log, int entries, long from);
}
