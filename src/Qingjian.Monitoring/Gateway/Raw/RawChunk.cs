using System.Buffers;
using System.IO.Compression;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Gateway.Raw;

/// <summary>A stretch of stored packets: one commit, or the block several commits were packed into.</summary>
/// <param name="First">Number of the first commit in it.</param>
/// <param name="Last">Number of the last.</param>
/// <param name="Stations">MN by the number used inside.</param>
internal sealed record RawChunk(long First, long Last, ReadOnlyMemory<byte> Bytes, IReadOnlyList<string> Stations)
{
    public RawChunkReader GetEnumerator() => new(Bytes.Span, Stations);

    /// <summary>Writes one commit: number, first reception, then for each packet its head, then all frames.</summary>
    public static void Write(ArrayBufferWriter<byte> to, RawBatch batch, ReadOnlySpan<int> which, ReadOnlySpan<int> stations, long chunk)
    {
        var entries = batch.Entries;
        var first = long.MaxValue;
        foreach (var index in which) first = Math.Min(first, entries[index].ReceivedAt);

        var head = to.GetSpan(3 * Varint.MaxLength);
        var at = Varint.Write(head, (ulong)chunk);
        at += Varint.Write(head[at..], (ulong)first);
        at += Varint.Write(head[at..], (ulong)which.Length);
        to.Advance(at);
        for (var n = 0; n < which.Length; n++)
        {
            ref readonly var entry = ref entries[which[n]];
            var span = to.GetSpan(4 * Varint.MaxLength + 17);
            at = Varint.Write(span, (ulong)(entry.ReceivedAt - first));
            at += Varint.Write(span[at..], (ulong)entry.Marks);
            at += Varint.Write(span[at..], (ulong)stations[n]);
            span[at++] = (byte)entry.Peer.Length;
            entry.Peer.CopyTo(span[at..]);
            at += entry.Peer.Length;
            at += Varint.Write(span[at..], (ulong)entry.Length);
            to.Advance(at);
        }
        foreach (var index in which) to.Write(batch.FrameOf(in entries[index]));
    }

    public static byte[] Compress(ReadOnlySpan<byte> plain)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        if (!BrotliEncoder.TryCompress(plain, packed, out var written, quality: 7, window: 22))
            throw new InvalidOperationException("compression did not fit its own bound");
        return packed[..written];
    }

    /// <exception cref="InvalidDataException">The stored block is damaged.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> packed, int plainLength)
    {
        var plain = new byte[plainLength];
        if (!BrotliDecoder.TryDecompress(packed, plain, out var written) || written != plainLength)
            throw new InvalidDataException("a block of raw packets does not unpack");
        return plain;
    }
}

/// <summary>Walks the packets of a <see cref="RawChunk"/> without copying.</summary>
internal ref struct RawChunkReader(ReadOnlySpan<byte> bytes, IReadOnlyList<string> stations)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private readonly IReadOnlyList<string> stations = stations;
    private int heads, frames;
    private long chunk, first;
    private int count, position = -1;

    public readonly RawChunkReader Current => this;

    public RawId Id { get; private set; }
    public string Mn { get; private set; } = "";
    public long ReceivedAt { get; private set; }
    public RawMarks Marks { get; private set; }
    public ReadOnlySpan<byte> Peer { get; private set; }
    public ReadOnlySpan<byte> Frame { get; private set; }
    /// <summary>Where the frame lies in the bytes of the chunk.</summary>
    public int FrameStart { get; private set; }

    public bool MoveNext()
    {
        if (++position >= count)
        {
            if (frames >= bytes.Length) return false;
            OpenNext();
        }
        ReceivedAt = first + (long)Varint.Read(bytes, ref heads);
        Marks = (RawMarks)Varint.Read(bytes, ref heads);
        Mn = stations[(int)Varint.Read(bytes, ref heads)];
        int peer = bytes[heads++];
        Peer = bytes.Slice(heads, peer);
        heads += peer;
        var length = (int)Varint.Read(bytes, ref heads);
        Frame = bytes.Slice(frames, length);
        FrameStart = frames;
        frames += length;
        Id = new RawId(chunk, position);
        return true;
    }

    // The heads of one commit stand before its frames, so the frames begin where a first walk over the heads ends.
    private void OpenNext()
    {
        heads = frames;
        chunk = (long)Varint.Read(bytes, ref heads);
        first = (long)Varint.Read(bytes, ref heads);
        count = (int)Varint.Read(bytes, ref heads);
        position = 0;
        var walk = heads;
        for (var n = 0; n < count; n++)
        {
            Varint.Read(bytes, ref walk);
            Varint.Read(bytes, ref walk);
            Varint.Read(bytes, ref walk);
            walk += 1 + bytes[walk];
            Varint.Read(bytes, ref walk);
        }
        frames = walk;
    }
}
