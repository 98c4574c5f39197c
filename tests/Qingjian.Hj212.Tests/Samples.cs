using System.Buffers;
using System.Text;

namespace Qingjian.Hj212.Tests;

/// <summary>The packets collected from public repositories, one line each.</summary>
internal static class Samples
{
    internal static readonly string[] Lines =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "hj212_samples.txt"), Encoding.UTF8)
            .Where(l => l.Length > 0 && !l.StartsWith("# ", StringComparison.Ordinal) && !l.StartsWith("#@", StringComparison.Ordinal)),
    ];

    internal static byte[] Bytes(int line) => Encoding.UTF8.GetBytes(Lines[line - 1] + "\r\n");

    /// <summary>What frame reader and packet reader make of bytes, in one line: the refusal with its offset or "ok", then the findings.</summary>
    internal static string Outcome(byte[] bytes, Terms? terms = null)
    {
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>(bytes);
        var status = frames.TryRead(ref input, out var frame);
        if (status == FrameStatus.Broken)
            return $"{frame.Fault.Entry.Code}@{frame.Fault.Offset}";
        if (status == FrameStatus.NeedMore)
            return "nothing";
        var read = new PacketReader(terms: terms).TryRead(frame.Segment, out var packet);
        var codes = new List<string>();
        foreach (var finding in frame.Findings | packet.Findings)
            codes.Add(Findings.Of(finding).Code);
        var head = read switch
        {
            PacketStatus.Sound => "ok",
            PacketStatus.Part => $"part {packet.Fault.Entry.Code}@{packet.Fault.Offset}",
            _ => $"{packet.Fault.Entry.Code}@{packet.Fault.Offset}",
        };
        return $"{head} {Answers.For(packet)} {string.Join(' ', codes)}".TrimEnd();
    }
}
