using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Qingjian.Hj212;

namespace Qingjian.Bench;

/// <summary>How fast packets are read on one core: framing, check sum, syntax, names, suffixes, times, and every number as
/// decimal; beside it, in the same run, the check sum alone and a bare copy.</summary>
internal static class ParserBench
{
    private const int Factors = 10, Copies = 128, Repeats = 7;

    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(700);

    // Keeps the compiler from leaving work out.
    private static int s_sum;

    internal static int Run()
    {
        var packet = TenFactors();
        var stream = Enumerable.Repeat(packet, Copies).SelectMany(p => p).ToArray();
        var segment = packet.AsSpan()[6..^6].ToArray();
        var large = new byte[1 << 20];
        new Random(1).NextBytes(large);
        Console.WriteLine(Line($"packet of {Factors} factors: {packet.Length} bytes, {CountValues(packet)} values; best and median of {Repeats} runs of {Each.TotalMilliseconds:F0} ms, one thread"));

        using var frames = new FrameReader();
        var reader = new PacketReader();
        var sink = 0m;
        Report("whole: frame + CRC + packet + decimals", packet.Length, Measure(() => ReadAll(frames, reader, stream, ref sink), Copies));
        Report("frame + CRC", packet.Length, Measure(() => FrameAll(frames, stream), Copies));
        Report("packet, without frame and CRC", segment.Length, Measure(() => PacketAll(reader, segment), Copies));
        Report("frame + CRC + packet + 9014", packet.Length, Measure(() => AnswerAll(frames, reader, stream), Copies));
        Report("bare limit: CRC alone, same packet", segment.Length, Measure(() => s_sum ^= CrcAll(segment), Copies));
        Report("bare limit: CRC alone, 1 MB", large.Length, Measure(() => s_sum ^= Crc.Compute(large), 1));
        Report("bare limit: copy of the bytes", packet.Length, Measure(() => stream.AsSpan().CopyTo(large), Copies));
        Report("Modbus CRC (by table), same packet", segment.Length, Measure(() => s_sum ^= Crc.ComputeModbus(segment), 1));

        var before = GC.GetAllocatedBytesForCurrentThread();
        const int rounds = 1000;
        for (var i = 0; i < rounds; i++)
            ReadAll(frames, reader, stream, ref sink);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Console.WriteLine(Line($"{"allocated",-40} {(double)allocated / (rounds * Copies),12:F3} bytes per packet ({rounds * Copies} packets, {allocated} bytes)"));
        return sink == decimal.MinValue ? 1 : 0;
    }

    internal static void Loop() { var p = TenFactors(); var st = Enumerable.Repeat(p, Copies).SelectMany(x => x).ToArray(); using var f = new FrameReader(); var r = new PacketReader(); var sink = 0m; for (var i = 0; i < 60000; i++) ReadAll(f, r, st, ref sink); }

    private static byte[] TenFactors()
    {
        string[] codes = ["a21026", "a21002", "a34013", "a21005", "a19001", "a01011", "a01012", "a01014", "a01013", "a00000"];
        var area = new DataArea().Field("DataTime", new DateTime(2026, 7, 1, 8, 30, 0));
        for (var i = 0; i < codes.Length; i++)
        {
            area.Value(codes[i], Suffix.Rtd, 21.35m + i);
            if (i < 4)
                area.Value(codes[i], Suffix.ZsRtd, 28.59m + i);
            area.Flag(codes[i], 'N');
        }
        var output = new ArrayBufferWriter<byte>();
        PacketWriter.Write(output, new Heading
        {
            Qn = new(2026, 7, 1, 8, 30, 0, 123), St = "31", Command = 2011, Pw = "123456", Mn = "010000A8900016F000169DC0", AnswerWanted = true,
        }, area);
        return output.WrittenSpan.ToArray();
    }

    private static int CountValues(byte[] packet)
    {
        new PacketReader().TryRead(packet.AsSpan()[6..^6], out var read);
        return read.Pairs.Count;
    }

    private static void ReadAll(FrameReader frames, PacketReader reader, byte[] stream, ref decimal sink)
    {
        var input = new ReadOnlySequence<byte>(stream);
        var count = 0;
        while (frames.TryRead(ref input, out var frame) == FrameStatus.Complete)
        {
            if (reader.TryRead(frame.Segment, out var packet) != PacketStatus.Sound)
                throw new InvalidOperationException(packet.Fault.Rule.ToString());
            foreach (var pair in packet.Pairs)
            {
                if (pair.Kind == ValueKind.Number && pair.TryGetNumber(out var number))
                    sink = number;
            }
            count++;
        }
        if (count != Copies)
            throw new InvalidOperationException($"{count} of {Copies} packets were read");
    }

    private static void FrameAll(FrameReader frames, byte[] stream)
    {
        var input = new ReadOnlySequence<byte>(stream);
        while (frames.TryRead(ref input, out _) == FrameStatus.Complete)
        {
        }
    }

    private static void PacketAll(PacketReader reader, byte[] segment)
    {
        for (var i = 0; i < Copies; i++)
            reader.TryRead(segment, out _);
    }

    private static void AnswerAll(FrameReader frames, PacketReader reader, byte[] stream)
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        var input = new ReadOnlySequence<byte>(stream);
        while (frames.TryRead(ref input, out var frame) == FrameStatus.Complete)
        {
            reader.TryRead(frame.Segment, out var packet);
            Answers.Write(output, packet);
        }
    }

    private static ushort CrcAll(byte[] segment)
    {
        ushort all = 0;
        for (var i = 0; i < Copies; i++)
            all ^= Crc.Compute(segment);
        return all;
    }

    // Packets a second of the clock and of this process's processor time; on a busy machine only the second is about us.
    private static List<(double Clock, double Processor)> Measure(Action work, int packets)
    {
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed < Each)
            work();
        var runs = new List<(double, double)>();
        for (var run = 0; run < Repeats; run++)
        {
            long done = 0;
            var processor = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed < Each)
            {
                work();
                done += packets;
            }
            var clock = watch.Elapsed;
            runs.Add((done / clock.TotalSeconds, done / (Environment.CpuUsage.TotalTime - processor).TotalSeconds));
        }
        return runs;
    }

    private static void Report(string what, int bytes, List<(double Clock, double Processor)> runs)
    {
        var best = runs.Max(r => r.Clock);
        var processor = runs.Select(r => r.Processor).Order().ElementAt(runs.Count / 2);
        Console.WriteLine(Line($"{what,-40} {best,12:N0} /s best by the clock, {processor,12:N0} per second of processor (median), {processor * bytes / 1e9,6:F2} GB/s"));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
