namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>Keeps every admitted packet, byte for byte, once per key. <see cref="Commit"/> and <see cref="Reopen"/> are called by one
/// thread; all other members by any.</summary>
internal interface IRawStore : IDisposable
{
    /// <summary>Writes the whole batch in one transaction and returns when it is durable; each entry then has its outcome and id.</summary>
    /// <exception cref="StoreException">Nothing of the batch is promised; <see cref="Reopen"/> before the next commit.</exception>
    void Commit(RawBatch batch);

    /// <summary>After a failed commit: closes the handles, opens them anew and reads back what is there.</summary>
    void Reopen();

    /// <summary>Commits one line to show that the store takes writes.</summary>
    /// <param name="now">Unix milliseconds UTC.</param>
    void Prove(long now);

    /// <summary>The newest committed chunk, 0 when there is none.</summary>
    long LastChunk { get; }

    /// <summary>The first stored stretch of packets whose chunk is greater than <paramref name="after"/>.</summary>
    RawChunk? Next(long after);

    RawPacket? Find(RawId id) => Find([id]) is [var packet] ? packet : null;

    /// <summary>Several at once, in the order asked; those that are not there are left out.</summary>
    IReadOnlyList<RawPacket> Find(IReadOnlyList<RawId> ids);

    /// <summary>Keys of one monitor, newest QN first.</summary>
    IReadOnlyList<RawKeyRow> List(RawQuery query);

    IReadOnlyList<QuarantineEntry> ListQuarantine(QuarantineQuery query);

    int CountQuarantine(QuarantineQuery query);

    QuarantineEntry? FindQuarantined(long id);

    void SetQuarantineState(IReadOnlyList<long> ids, QuarantineState state);

    /// <summary>MNs held as unknown, newest first, at most 500.</summary>
    IReadOnlyList<Stranger> ListStrangers();

    /// <summary>Packs plain chunks received before <paramref name="before"/> (Unix ms) into compressed blocks; returns how many packets moved.</summary>
    int Repack(long before, CancellationToken stop);

    /// <summary>Forgets what was received before (Unix ms), as far as whole months allow; quarantine by its own bound.</summary>
    void Drop(long packetsBefore, long quarantineBefore);

    long BytesOnDisk();
}

/// <param name="From">Milliseconds of Beijing time since 1970, inclusive, on the QN.</param>
/// <param name="Until">Exclusive.</param>
internal sealed record RawQuery(string Mn, long From, long Until, int? Cn = null, int Take = 50);
