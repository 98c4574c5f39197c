using Qingjian.Monitoring.Contract;

namespace Qingjian.Monitoring.Readings;

/// <summary>One packet's values for one period, on their way to the store.</summary>
/// <param name="Time">Period start, or the moment, in seconds of Beijing time since 1970.</param>
internal readonly record struct IncomingReading(string Mn, PeriodKind Kind, long Time, Part Part);

/// <summary>A reading as stored.</summary>
/// <param name="Revision">How many times a value of it changed.</param>
internal sealed record StoredReading(string Mn, PeriodKind Kind, long Time, int Revision, IReadOnlyList<Part> Parts)
{
    public IReadOnlyList<Cell> Cells() => PackedParts.Unpack(Parts);
}

/// <summary>Keeps readings by (logger, kind, period). <see cref="Write"/> is called by one thread; all other members by any.</summary>
internal interface IReadingStore : IDisposable
{
    /// <summary>The last raw chunk whose readings are stored.</summary>
    long Cursor { get; }

    /// <summary>Stores a batch, the cursor and the changes told to listeners in one transaction, and returns when it is durable.
    /// May be repeated after a crash: what is there already stays as it is.</summary>
    /// <exception cref="Storage.StoreException">Nothing is promised; <see cref="Reopen"/> before the next.</exception>
    void Write(IReadOnlyList<IncomingReading> readings, long cursor, long now);

    void Reopen();

    /// <summary>Current readings of one logger, oldest first.</summary>
    /// <param name="from">Seconds of Beijing time since 1970, inclusive.</param>
    /// <param name="until">Exclusive.</param>
    IReadOnlyList<StoredReading> Read(string mn, PeriodKind kind, long from, long until);

    /// <summary>Current readings of all loggers in a stretch of time, in no particular order.</summary>
    IReadOnlyList<StoredReading> ReadAll(PeriodKind kind, long from, long until);

    /// <summary>The newest reading of a logger in the stretch, null when there is none.</summary>
    StoredReading? Latest(string mn, PeriodKind kind, long from, long until);

    /// <summary>What one reading held before, oldest first.</summary>
    IReadOnlyList<StoredReading> Revisions(string mn, PeriodKind kind, long time);

    /// <summary>What readings of all loggers in a stretch of time held before, by logger, time and revision.</summary>
    IReadOnlyList<StoredReading> RevisedIn(PeriodKind kind, long from, long until);

    /// <summary>Changes of period values (not of realtime values) after a position, in order.</summary>
    IReadOnlyList<ReadingChange> Changes(long after, int take);

    /// <summary>Forgets readings of a kind before a time (in PostgreSQL as far as whole months allow), and changes older than <paramref name="changesBefore"/> (Unix ms).</summary>
    void Drop(PeriodKind kind, long before, long changesBefore);

    long BytesOnDisk();
}
