using System.ComponentModel.DataAnnotations;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Settings of the HJ 212 gateway (section <c>Gateway</c>). The L-numbers are those of the input limits.</summary>
public sealed class GatewayOptions
{
    /// <summary>Address to listen on.</summary>
    [Required] public string Address { get; set; } = "0.0.0.0";

    /// <summary>TCP port; 0 takes a free one.</summary>
    [Range(0, 65535)] public int Port { get; set; } = 9212;

    /// <summary>Whether this program opens the port at all.</summary>
    public bool Listen { get; set; } = true;

    /// <summary>L3: bytes held for one connection.</summary>
    [Range(8192, 1 << 20)] public int BufferBytes { get; set; } = 16 * 1024;

    /// <summary>L4: first byte of a frame to its last.</summary>
    public TimeSpan FrameWithin { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>L5: connect to first valid frame.</summary>
    public TimeSpan FirstFrameWithin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>L6: idle connection of a registered monitor.</summary>
    public TimeSpan IdleWithin { get; set; } = TimeSpan.FromMinutes(65);

    /// <summary>L7: bad frames in a row before the connection is closed.</summary>
    [Range(1, 10_000)] public int MostBadFrames { get; set; } = 20;

    /// <summary>L7: bytes without a frame before the connection is closed.</summary>
    [Range(4096, int.MaxValue)] public int MostStrayBytes { get; set; } = 64 * 1024;

    /// <summary>L7: how long a source that was closed for bad frames is accepted slowly (one connection a second).</summary>
    public TimeSpan SlowAcceptFor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>L8: connections in all.</summary>
    [Range(1, 1_000_000)] public int MostConnections { get; set; } = 20_000;

    /// <summary>L8: connections from one address.</summary>
    [Range(1, 1_000_000)] public int MostPerAddress { get; set; } = 64;

    /// <summary>L8: addresses or networks (<c>10.1.0.0/16</c>) that may hold as many connections as they like, such as a carrier's.</summary>
    public IList<string> CarrierNetworks { get; } = [];

    /// <summary>T1: private lines, as addresses or networks; packets from them need no confirmed address. The machine itself by default.</summary>
    public IList<string> TrustedNetworks { get; } = ["127.0.0.0/8", "::1"];

    /// <summary>How long a packet may be overdue before its line is shown as late.</summary>
    public TimeSpan LateGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>L8: how long the older of two connections of one MN must be silent before a third closes it.</summary>
    public TimeSpan ThirdConnectionCloses { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>L9: packets a second of one MN, over time.</summary>
    [Range(1, 1_000_000)] public int PacketsPerSecond { get; set; } = 20;

    /// <summary>L9: packets of one MN at once.</summary>
    [Range(1, 1_000_000)] public int PacketBurst { get; set; } = 500;

    /// <summary>L10: unsent answers of one connection, bytes.</summary>
    [Range(1024, 1 << 24)] public int UnsentBytes { get; set; } = 64 * 1024;

    /// <summary>L10: unsent answers of one connection, time.</summary>
    public TimeSpan UnsentWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>L11: packets between reception and storage.</summary>
    [Range(100, 1_000_000)] public int QueuedPackets { get; set; } = 10_000;

    /// <summary>L11: bytes between reception and storage.</summary>
    [Range(1 << 20, 1 << 30)] public int QueuedBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Longest wait for company before a commit.</summary>
    public TimeSpan CommitWithin { get; set; } = TimeSpan.FromMilliseconds(3);

    /// <summary>Packets that are committed without further waiting.</summary>
    [Range(1, 100_000)] public int CommitAt { get; set; } = 500;

    /// <summary>How long a command waits for the logger's next word (HJ 212-2017 table 1).</summary>
    public TimeSpan CommandWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a command without any answer is sent again.</summary>
    [Range(0, 99)] public int CommandResends { get; set; } = 3;

    /// <summary>L13: how old a device time may be.</summary>
    public TimeSpan OldestData { get; set; } = TimeSpan.FromDays(731);

    /// <summary>L13: how far a device time may lie ahead.</summary>
    public TimeSpan NewestData { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Held packets of an unknown sender, by address and hour (P3).</summary>
    [Range(0, 100_000)] public int StrangerPacketsPerHour { get; set; } = 100;

    /// <summary>Raw packets received longer ago go; whole months.</summary>
    public TimeSpan KeepRaw { get; set; } = TimeSpan.FromDays(5 * 366);

    /// <summary>Quarantined bytes held longer go.</summary>
    public TimeSpan KeepQuarantine { get; set; } = TimeSpan.FromDays(180);

    /// <summary>Raw packets older than this are packed into compressed blocks.</summary>
    public TimeSpan RepackAfter { get; set; } = TimeSpan.FromDays(1);
}
