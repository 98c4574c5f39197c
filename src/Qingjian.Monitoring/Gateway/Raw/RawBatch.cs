using System.Buffers.Binary;
using System.Security.Cryptography;
using Qingjian.Hj212;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>One packet waiting for the commit.</summary>
internal struct RawEntry
{
    public required string Mn;
    /// <summary>QN, else DataTime, as milliseconds of Beijing time since 1970.</summary>
    public long QnTime;
    public int Cn;
    /// <summary>PNO; 0 when unsplit; negative, made from the hash, when the packet has no QN.</summary>
    public int Pno;
    public long ReceivedAt;
    public RawMarks Marks;
    public required byte[] Peer;
    public int Offset;
    public int Length;
    /// <summary>First half of SHA-256 over the data segment.</summary>
    public UInt128 Hash;
    public RawOutcome Outcome;
    public RawId Id;
    /// <summary>Who is told after the commit; the store does not look at it.</summary>
    public object? Owner;
    /// <summary>The line it came over; the store does not look at it.</summary>
    public object? Line;
    public int AnswerOffset, AnswerLength;

    /// <summary>The entry of an admitted packet.</summary>
    public static RawEntry Of(in Packet packet, in Frame frame, Station station, RawMarks marks, byte[] peer, long receivedAt)
    {
        var hash = HashOf(frame.Segment);
        var qn = packet.QnTime;
        return new RawEntry
        {
            Mn = station.Mn,
            Peer = peer,
            QnTime = (qn ?? packet.DataTime) is { } time ? LocalMilliseconds(time) : 0,
            Cn = packet.Command,
            Pno = qn is null ? PnoWithoutQn(hash) : packet.PartNumber,
            ReceivedAt = receivedAt,
            Marks = marks,
            Hash = hash,
        };
    }

    public static long LocalMilliseconds(DateTime local) => (local.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static int PnoWithoutQn(UInt128 hash) => -1 - (int)((uint)hash & 0x3FFFFFFF);

    public static UInt128 HashOf(ReadOnlySpan<byte> segment)
    {
        Span<byte> full = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(segment, full);
        return BinaryPrimitives.ReadUInt128BigEndian(full);
    }
}

/// <summary>Packets that share one commit and one sync. Reused; not safe for two threads at once.</summary>
internal sealed class RawBatch
{
    private RawEntry[] entries = new RawEntry[512];
    private byte[] bytes = new byte[256 * 1024];
    private byte[] answers = new byte[64 * 1024];
    private int answerBytes;

    public int Count { get; private set; }

    public int ByteCount { get; private set; }

    public List<QuarantineEntry> Quarantined { get; } = [];

    public bool IsEmpty => Count == 0 && Quarantined.Count == 0;

    public Span<RawEntry> Entries => entries.AsSpan(0, Count);

    public ReadOnlySpan<byte> FrameOf(in RawEntry entry) => bytes.AsSpan(entry.Offset, entry.Length);

    /// <summary>What to send to the owner once the packet is durable; empty when it wants no answer.</summary>
    public ReadOnlySpan<byte> AnswerTo(in RawEntry entry) => answers.AsSpan(entry.AnswerOffset, entry.AnswerLength);

    public void Add(in RawEntry entry, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> answer = default)
    {
        if (Count == entries.Length) Array.Resize(ref entries, Count * 2);
        if (ByteCount + frame.Length > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, ByteCount + frame.Length));
        frame.CopyTo(bytes.AsSpan(ByteCount));
        ref var slot = ref entries[Count++];
        slot = entry;
        slot.Offset = ByteCount;
        slot.Length = frame.Length;
        ByteCount += frame.Length;
        if (answerBytes + answer.Length > answers.Length) Array.Resize(ref answers, answers.Length * 2);
        answer.CopyTo(answers.AsSpan(answerBytes));
        slot.AnswerOffset = answerBytes;
        slot.AnswerLength = answer.Length;
        answerBytes += answer.Length;
    }

    public void Clear()
    {
        // Owners must not be kept alive by an idle batch.
        entries.AsSpan(0, Count).Clear();
        Count = 0;
        ByteCount = answerBytes = 0;
        Quarantined.Clear();
    }
}
