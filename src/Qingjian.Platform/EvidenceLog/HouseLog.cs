using Microsoft.Extensions.Options;
using Npgsql;
using Qingjian.Evidence.Log;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Verification;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>Where the log of this house stands.</summary>
internal enum LogState
{
    /// <summary>Not opened yet, or another program on the same folder writes it; tried again.</summary>
    Waiting,

    /// <summary>Open; this program writes it.</summary>
    Open,

    /// <summary>It contradicts what was signed, or its disk failed: nothing enters until a person has looked.</summary>
    Broken,
}

/// <summary>The log of this house, opened once in the program. Reading is free for all; <see cref="Sequencer"/> alone writes.</summary>
internal sealed class HouseLog(HouseStore house, IOptions<LogOptions> options, TimeProvider clock) : IDisposable
{
    private const long WriterLock = 0x716A_6576_6964;   // "qjevid"
    private readonly LogOptions _options = options.Value;
    private readonly LogKeys _keys = new(house.Folder);
    private TransparencyLog? _log;
    private NpgsqlConnection? _writer;
    private DateTimeOffset? _bothUntil;

    /// <summary>The open log, or null.</summary>
    public TransparencyLog? Current => Volatile.Read(ref _log);

    public LogState State { get; private set; }

    /// <summary>Why it waits or is broken, for the status page.</summary>
    public string? Why { get; private set; }

    public string Folder => Path.Combine(house.Folder, DataVerification.LogFolder);

    public string SecondPlace => _options.SecondPlace ?? Path.Combine(house.Folder, "evidence-second");

    /// <summary>When the newest checkpoint was signed; null before the first.</summary>
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>The public keys, one a line, as published.</summary>
    public string Keys => string.Concat(_trees.SelectMany(static t => t.Known).Select(static v => v.Key + "\n"));

    private IReadOnlyList<LogTree> _trees = [];

    /// <summary>Opens the log, making keys and folders on first start. False when another program holds it.</summary>
    /// <exception cref="EvidenceLogBrokenException">It contradicts what was signed.</exception>
    public bool TryOpen()
    {
        var now = clock.GetUtcNow();
        try
        {
            if (!HoldDatabase()) return false;
            _trees = _keys.Trees(_options.Origin, _options.Sm3, now);
            _bothUntil = _keys.BothUntil(now);
            var opened = TransparencyLog.Open(new EvidenceLogSettings { Folder = Folder, SecondPlace = SecondPlace, Trees = _trees });
            if (opened.Head() is null) opened.Sign();   // a log is published from its first, empty moment
            SignedAt = File.GetLastWriteTimeUtc(Path.Combine(Folder, "checkpoint"));
            (State, Why) = (LogState.Open, null);
            Volatile.Write(ref _log, opened);
            return true;
        }
        catch (EvidenceLogInUseException)
        {
            Wait();
            return false;
        }
    }

    /// <summary>True once the old key of a change has signed for its day: the log is to be opened anew, with the new key alone.</summary>
    public bool OldKeyIsDone => _bothUntil is { } until && clock.GetUtcNow() >= until;

    /// <summary>Makes the next signing key; it signs once the log is opened anew.</summary>
    public NoteKey NextKey() => _keys.Next(_options.Origin, clock.GetUtcNow());

    /// <summary>Signs the log as it is.</summary>
    public SignedCheckpoint Sign()
    {
        var signed = Current!.Sign();
        SignedAt = clock.GetUtcNow();
        return signed;
    }

    /// <summary>True when the log grew and its last checkpoint is old enough.</summary>
    public bool IsDue()
    {
        var age = clock.GetUtcNow() - (SignedAt ?? DateTimeOffset.MinValue);
        return Current is { } log && log.Size > (log.Head()?.Checkpoint.Size ?? 0) && (age >= _options.CheckpointEvery || age < TimeSpan.Zero);
    }

    /// <summary>Lets go of the log; it may be opened anew.</summary>
    /// <param name="why">The reason when it is broken, or null.</param>
    public void Close(string? why)
    {
        var log = Interlocked.Exchange(ref _log, null);
        (State, Why) = why is null ? (LogState.Waiting, null) : (LogState.Broken, why);
        log?.Dispose();
        ReleaseDatabase();
    }

    // With PostgreSQL several programs may share the rows, each with a folder of its own: the database says who writes.
    private bool HoldDatabase()
    {
        if (house.Kind != StorageKind.Postgres || _writer is not null) return true;
        var connection = house.Postgres.OpenConnection();
        using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({WriterLock})", connection);
        if (command.ExecuteScalar() is true)
        {
            _writer = connection;
            return true;
        }
        connection.Dispose();
        Wait();
        return false;
    }

    // Said in words: a pooled connection keeps its session, and the session the lock.
    private void ReleaseDatabase()
    {
        using var connection = Interlocked.Exchange(ref _writer, null);
        if (connection is null) return;
        try
        {
            using var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({WriterLock})", connection);
            command.ExecuteScalar();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // The connection is gone, and the lock with it.
        }
    }

    private void Wait() => (State, Why) = (LogState.Waiting, "另一个程序正在写这份日志");

    public void Dispose() => Close(null);
}
