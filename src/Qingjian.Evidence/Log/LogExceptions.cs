namespace Qingjian.Evidence.Log;

/// <summary>The log on disk contradicts what was signed: it was shortened, changed or exchanged. Nothing is written any more until a
/// person has looked.</summary>
public sealed class EvidenceLogBrokenException : Exception
{
    /// <inheritdoc/>
    public EvidenceLogBrokenException()
    {
    }

    /// <inheritdoc/>
    public EvidenceLogBrokenException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public EvidenceLogBrokenException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>Another process holds the log open for writing.</summary>
public sealed class EvidenceLogInUseException : Exception
{
    /// <inheritdoc/>
    public EvidenceLogInUseException()
    {
    }

    /// <inheritdoc/>
    public EvidenceLogInUseException(string message)
        : base(message)
    {
    }

    /// <inheritdoc/>
    public EvidenceLogInUseException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
