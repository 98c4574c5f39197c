using System.Buffers;
using Microsoft.Extensions.Logging;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway.Addresses;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>What all sessions share.</summary>
internal sealed class SessionDesk(
    GatewayOptions options, ProtocolRules rules, IStations stations, LinkBoard links, Doorkeeper doorkeeper, GatewayHealth health,
    KnownAddresses addresses, CommitPackets commits, IHearStations hears, TimeProvider clock, ILogger log) : IDisposable
{
    private readonly ThreadLocal<ArrayBufferWriter<byte>> answer = new(() => new ArrayBufferWriter<byte>(8192));

    public GatewayOptions Options => options;
    public ProtocolRules Rules => rules;
    public IStations Stations => stations;
    public LinkBoard Links => links;
    public Doorkeeper Doorkeeper => doorkeeper;
    public GatewayHealth Health => health;
    public KnownAddresses Addresses => addresses;
    public CommitPackets Commits => commits;
    public IHearStations Hears => hears;
    public ILogger Log => log;

    /// <summary>Set at the end: nothing more is read, what was read is committed and answered.</summary>
    public bool Stopping { get; set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The answer a packet asks for, empty when it asks for none. Good until the next call on this thread.</summary>
    public ReadOnlySpan<byte> AnswerTo(in Packet packet)
    {
        var writer = answer.Value!;
        writer.ResetWrittenCount();
        Answers.Write(writer, packet, rules.Rulings);
        return writer.WrittenSpan;
    }

    /// <summary>Holds refused bytes: all of a registered monitor, of strangers so many an hour.</summary>
    public void Quarantine(StationSession session, ReadOnlySpan<byte> raw, string reason, string detail, ReadOnlySpan<byte> mn, int cn, DateTimeOffset now)
    {
        health.Unanswered(reason);
        var station = mn.IsEmpty ? null : stations.Find(mn);
        if (station is not null) links.Of(station.Mn).Refused(reason, now);
        else if (!doorkeeper.KeepsStranger(session.Peer, now)) return;
        commits.TryAdd(new QuarantineEntry(now.ToUnixTimeMilliseconds(), session.PeerBytes, reason, detail,
            station?.Mn ?? Printable(mn), cn, raw.ToArray()));
    }

    // Foreign bytes become text only after this: no control characters, no more than an MN can hold.
    private static string Printable(ReadOnlySpan<byte> mn)
    {
        Span<char> text = stackalloc char[32];
        var length = 0;
        foreach (var b in mn)
        {
            if (length == text.Length) break;
            text[length++] = b is > 0x20 and < 0x7F ? char.ToUpperInvariant((char)b) : '?';
        }
        return text[..length].ToString();
    }

    public void Dispose() => answer.Dispose();
}

/// <summary>Listens to packets as they come in, before they are stored: conversations that wait for an answer.</summary>
internal interface IHearStations
{
    void Heard(Station station, in Packet packet);
}
