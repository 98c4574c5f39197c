using System.Buffers;
using System.Text;

namespace Qingjian.Hj212.Tests;

/// <summary>The worked packets E1 to E21 of the specification, and frames made for a test.</summary>
internal static class Frames
{
    internal static readonly string[] Worked = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "worked_packets.txt"));

    /// <summary>Packet E<paramref name="number"/> with its tail.</summary>
    internal static byte[] E(int number) => Encoding.UTF8.GetBytes(Worked[number - 1] + "\r\n");

    /// <summary>A frame with right length and check sum around a segment.</summary>
    internal static byte[] Of(string segment) => Of(Encoding.UTF8.GetBytes(segment));

    internal static byte[] Of(byte[] segment) =>
        [.. Encoding.ASCII.GetBytes($"##{segment.Length:D4}"), .. segment, .. Encoding.ASCII.GetBytes($"{Crc.Compute(segment):X4}\r\n")];
}

/// <summary>Byte sequences in pieces.</summary>
internal static class Sequences
{
    internal static ReadOnlySequence<byte> Of(params byte[][] pieces)
    {
        Piece? first = null, last = null;
        foreach (var piece in pieces)
            last = last is null ? first = new(piece, 0) : last.Then(piece);
        return first is null ? default : new(first, 0, last!, last!.Memory.Length);
    }

    internal static ReadOnlySequence<byte> InTwo(byte[] whole, int cut) => Of(whole[..cut], whole[cut..]);

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        internal Piece(byte[] bytes, long index)
        {
            Memory = bytes;
            RunningIndex = index;
        }

        internal Piece Then(byte[] bytes)
        {
            var next = new Piece(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
