using Microsoft.Extensions.Options;
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
    private readonly LogOptions _options = options.Value;
    private TransparencyLog? _log;

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
            _trees = new LogKeys(house.Folder).Trees(_options.Origin, _options.Sm3, now);
            var opened = TransparencyLog.Open(new EvidenceLogSettings { Folder = Folder, SecondPlace = SecondPlace, Trees = _trees });
            if (opened.Head() is null) opened.Sign();   // a log is published from its first, empty moment
            SignedAt = File.GetLastWriteTimeUtc(Path.Combine(Folder, "checkpoint"));
            (State, Why) = (LogState.Open, null);
            Volatile.Write(ref _log, opened);
            return true;
        }
        catch (EvidenceLogInUseException)
        {
            (State, Why) = (LogState.Waiting, "另一个程序正在写这份日志");
            return false;
        }
    }

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
    }

    public void Dispose() => Close(null);
}
