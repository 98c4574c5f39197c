namespace Qingjian.Hj212;

/// <summary>The header of a packet to be written.</summary>
public readonly record struct Heading
{
    /// <summary>Request number as Beijing time with milliseconds; null leaves QN out (2005).</summary>
    public DateTime? Qn { get; init; }

    /// <summary>System type, two characters.</summary>
    public required string St { get; init; }

    /// <summary>Command number, 4 digits.</summary>
    public required int Command { get; init; }

    /// <summary>Password.</summary>
    public required string Pw { get; init; }

    /// <summary>MN, 1 to 32 characters.</summary>
    public required string Mn { get; init; }

    /// <summary>Edition; gives the version bits. <see cref="ProtocolVersion.Auto"/> writes 2017.</summary>
    public ProtocolVersion Version { get; init; }

    /// <summary>Sets bit 0 of Flag.</summary>
    public bool AnswerWanted { get; init; }

    /// <summary>Writes RF=1 (2025): filled in later.</summary>
    public bool IsBackfill { get; init; }

    /// <summary>Leaves Flag out, as old loggers do (2005).</summary>
    public bool WithoutFlag { get; init; }

    internal int Flag(bool split)
    {
        var version = Version == ProtocolVersion.Auto ? ProtocolVersion.V2017 : Version;
        return ((int)version - 1) << 2 | (split ? 2 : 0) | (AnswerWanted ? 1 : 0);
    }
}
