namespace Qingjian.Hj212;

/// <summary>What to do where the texts leave room. Each number is a ruling of the product's specification; the defaults are
/// its defaults.</summary>
public sealed record Rulings
{
    /// <summary>The rulings as they stand when nothing is set.</summary>
    public static Rulings Default { get; } = new();

    /// <summary>M2: a missing or half tail is accepted when the check sum is right.</summary>
    public bool TolerateTail { get; init; } = true;

    /// <summary>M3: a split bit without PNUM and PNO refuses the packet.</summary>
    public bool RefuseSplitWithoutNumbers { get; init; } = true;

    /// <summary>M5: an unknown suffix refuses the packet; false keeps it raw with a finding.</summary>
    public bool RefuseUnknownSuffix { get; init; } = true;

    /// <summary>M7: how a missing <c>-Flag</c> is read.</summary>
    public char MissingDataFlag { get; init; } = 'N';

    /// <summary>M8: a DataTime of 17 digits is cut to 14; false refuses it.</summary>
    public bool CutLongDataTime { get; init; } = true;

    /// <summary>M9: the data area ends at the last <c>&amp;&amp;</c>; false ends it at the first one after <c>CP=&amp;&amp;</c>.</summary>
    public bool EndAtLastMark { get; init; } = true;

    /// <summary>M10: old codes are read by the registered medium, not by ST.</summary>
    public bool RegisteredMediumFirst { get; init; } = true;

    /// <summary>M11: an upload without QN that asks for an answer gets a QN made from its DataTime.</summary>
    public bool AnswerWithoutQn { get; init; } = true;

    /// <summary>M12: the command that answers a heartbeat (9015).</summary>
    public int HeartbeatAnswer { get; init; } = 9013;

    /// <summary>M13a: on a monitor set to a Modbus check sum a right appendix A one is accepted too.</summary>
    public bool AnnexAAlwaysFits { get; init; } = true;

    /// <summary>M13b, L2: shortest data segment in bytes.</summary>
    public int ShortestSegment { get; init; } = 20;

    /// <summary>M13b, L1: longest data segment in bytes; 1024 is the text, 4096 the lenient bound.</summary>
    public int LongestSegment { get; init; } = 4096;

    /// <summary>L12: greatest PNUM.</summary>
    public int MostParts { get; init; } = 100;

    /// <summary>L12: bytes of one message that is being joined.</summary>
    public int MostJoinedBytes { get; init; } = 1 << 20;

    /// <summary>L12: how long parts wait for each other.</summary>
    public TimeSpan JoinWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After this a set of parts that can stand alone is called incomplete.</summary>
    public TimeSpan SplitIncompleteAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>L13: how old DataTime may be.</summary>
    public TimeSpan OldestDataTime { get; init; } = TimeSpan.FromDays(731);

    /// <summary>L13: how far DataTime may lie ahead of the receiver's clock.</summary>
    public TimeSpan NewestDataTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>M16: data older than this many intervals of its kind are late.</summary>
    public int LateAfterIntervals { get; init; } = 2;
}
