using Qingjian.Evidence.Notes;

namespace Qingjian.Evidence.Verification;

/// <summary>The outcome of a check.</summary>
public enum Verdict
{
    /// <summary>Everything is as it was signed.</summary>
    Intact = 0,

    /// <summary>Something was changed, removed or exchanged.</summary>
    Tampered = 1,

    /// <summary>It could not be read, so nothing can be said.</summary>
    Unreadable = 2,
}

/// <summary>What a check found. Faults beyond the first <see cref="MostFaults"/> are counted, not kept.</summary>
public sealed class VerificationReport
{
    /// <summary>Faults that are kept in full.</summary>
    public const int MostFaults = 1000;

    private readonly List<Fault> _faults = [];
    private readonly List<string> _unchecked = [];
    private bool _tampered;

    /// <summary>The faults, in the order found.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>Number of all faults.</summary>
    public long FaultCount { get; private set; }

    /// <summary>The checkpoint everything was compared with, when it could be believed.</summary>
    public Checkpoint? Checkpoint { get; internal set; }

    /// <summary>Entries looked at.</summary>
    public long Entries { get; internal set; }

    /// <summary>Entries behind the checkpoint, which nothing signed covers yet.</summary>
    public long UnsignedEntries { get; internal set; }

    /// <summary>Bytes behind the last whole entry: what a crash can leave; the log cuts them when it is opened.</summary>
    public long TornBytes { get; internal set; }

    /// <summary>Stored files looked at.</summary>
    public long Files { get; internal set; }

    /// <summary>True when the keys were taken from the thing that was checked: then compare them with the published ones.</summary>
    public bool KeysFromWithin { get; internal set; }

    /// <summary>The keys that were trusted.</summary>
    public IReadOnlyList<NoteKey> Keys { get; internal set; } = [];

    /// <summary>Parts this verifier cannot check, by name, e.g. a tree of another hash.</summary>
    public IReadOnlyList<string> Unchecked => _unchecked;

    /// <summary>The outcome.</summary>
    public Verdict Verdict => _tampered ? Verdict.Tampered : FaultCount > 0 ? Verdict.Unreadable : Verdict.Intact;

    internal void Add(Fault fault)
    {
        FaultCount++;
        _tampered |= fault.Code != FaultCode.Unreadable;
        if (_faults.Count < MostFaults) _faults.Add(fault);
    }

    internal void Skip(string part) => _unchecked.Add(part);
}
