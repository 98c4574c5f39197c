using System.Globalization;
using System.Text;

namespace Qingjian.Simulator.Loggers;

/// <summary>Bytes of whole frames.</summary>
internal static class Frames
{
    /// <summary>Cuts a run of well-formed frames into its frames (by their length fields).</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> frames)
    {
        while (frames.Length >= 12)
        {
            var length = int.Parse(Encoding.ASCII.GetString(frames.Span.Slice(2, 4)), CultureInfo.InvariantCulture) + 12;
            yield return frames[..length];
            frames = frames[length..];
        }
    }

    /// <summary>The same frame with a CRC that cannot be right (HJ 212 gives only multiples of certain values; this one flips every digit).</summary>
    public static byte[] WithBadCrc(ReadOnlyMemory<byte> frame)
    {
        var bytes = frame.ToArray();
        for (var i = bytes.Length - 6; i < bytes.Length - 2; i++) bytes[i] = bytes[i] == (byte)'7' ? (byte)'8' : (byte)'7';
        return bytes;
    }
}
