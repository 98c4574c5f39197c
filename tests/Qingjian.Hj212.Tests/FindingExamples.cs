using System.Buffers;
using System.Text;

namespace Qingjian.Hj212.Tests;

/// <summary>Three examples of one finding: a packet that has it, one that has not, and one on the border between.</summary>
/// <param name="Code">Code of the finding.</param>
/// <param name="Positive">Has it.</param>
/// <param name="Negative">Has it not.</param>
/// <param name="Edge">On the border.</param>
/// <param name="EdgeHit">What the border case is held to be.</param>
internal sealed record FindingExample(string Code, Func<bool> Positive, Func<bool> Negative, Func<bool> Edge, bool EdgeHit);

/// <summary>Packets for examples: a good one, and what can be done to it.</summary>
internal static class Given
{
    internal const string Header = "QN=20260701083000123;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&";
    internal const string Area = "DataTime=20260701083000;a21026-Rtd=21.35,a21026-Flag=N";
    internal const string Good = Header + Area + "&&";
    internal static readonly byte[] Sound = Frames.Of(Good);
    internal static readonly DateTimeOffset Now = new(2026, 7, 1, 8, 30, 0, TimeSpan.FromHours(8));

    internal static byte[] B(string segment) => Encoding.UTF8.GetBytes(segment);

    /// <summary>The good packet with one piece of text replaced.</summary>
    internal static byte[] R(string old, string text) => Frames.Of(Good.Contains(old) ? Good.Replace(old, text) : throw new ArgumentException(old));

    /// <summary>Another data area under the same header.</summary>
    internal static byte[] A(string area) => Frames.Of(Header + area + "&&");

    /// <summary>A frame whose length or check sum says something else.</summary>
    internal static byte[] Said(string segment, int? length = null, int? crc = null) => [.. B($"##{length ?? B(segment).Length:D4}"), .. B(segment), .. B($"{crc ?? Crc.Compute(B(segment)):X4}\r\n")];

    /// <summary>Packet of another command.</summary>
    internal static byte[] Command(int number, string area, string flag = "Flag=5", string st = "31") => Frames.Of($"QN=20260701083000123;ST={st};CN={number};PW=123456;MN=010000A8900016F000169DC0;{flag};CP=&&{area}&&");

    /// <summary>On-site text between slashes.</summary>
    internal static byte[] Text(params byte[] text) => Frames.Of([.. B(Header.Replace("2011", "3020") + "DataTime=20260701083000;i11001-Info=//"), .. text, .. "//&&"u8]);

    /// <summary>A good segment of exactly so many bytes.</summary>
    internal static string OfLength(int bytes)
    {
        var text = new StringBuilder(Header + Area);
        for (var i = 0; text.Length + 2 + 32 < bytes; i++) text.Append($";e101{i:D2}-Rtd=1.00,e101{i:D2}-Flag=N");
        return text.Insert(text.ToString().IndexOf(",a21026-Flag", StringComparison.Ordinal), new string('0', bytes - text.Length - 2)).Append("&&").ToString();
    }

    /// <summary>A good frame whose check sum is digits only.</summary>
    internal static byte[] Digits()
    {
        for (var n = 100; ; n++)
            if (Frames.Of(Good.Replace("123;", $"{n};")) is var frame && frame[^6..^2].All(digit => digit <= '9')) return frame;
    }

    internal static byte[] Lower(byte[] frame) => [.. frame[..^6], .. B(Encoding.ASCII.GetString(frame[^6..]).ToLowerInvariant())];

    internal static int Modbus(bool swapped = false) => Crc.ComputeModbus(B(Good)) is var crc && swapped ? (ushort)(crc << 8 | crc >> 8) : crc;

    /// <summary>Whether the readers say it of the first frame of some bytes.</summary>
    internal static Func<bool> Reads(string code, byte[] bytes) => () => Samples.Outcome(bytes).Split(' ', '@').Contains(code);

    /// <summary>Whether the inspection, which also looks at ranges and fields of a command, says it.</summary>
    internal static Func<bool> Inspects(string code, byte[] bytes) => () => Inspection.Of(bytes).Findings.Any(finding => finding.Code == code) || Inspection.Of(bytes).Fields.Any(field => field.Findings.Any(finding => finding.Code == code));

    /// <summary>Whether reading bytes that come in pieces says it.</summary>
    internal static Func<bool> Pieces(Finding finding, params byte[][] pieces) => () =>
    {
        using var frames = new FrameReader();
        byte[] held = [];
        foreach (var piece in pieces)
        {
            held = [.. held, .. piece];
            var input = new ReadOnlySequence<byte>(held);
            if (frames.TryRead(ref input, out var frame) == FrameStatus.Complete) return frame.Findings.Has(finding);
            held = input.ToArray();
        }
        return false;
    };

    internal delegate bool Look(in Packet packet);

    /// <summary>Whether something said of a read packet holds.</summary>
    internal static Func<bool> Packet(byte[] frame, Look look) => () =>
    {
        new PacketReader().TryRead(frame.AsSpan()[6..^6], out var packet);
        return look(packet);
    };
}
