using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Qingjian.Hj212;

namespace Qingjian.Bench;

/// <summary>How fast packets are read on one core: framing, check sum, syntax, names, suffixes, times, and every number as
/// decimal; beside it, in the same run, the check sum alone and a bare copy.</summary>
internal static class ParserBench
{
    private const int Factors = 10, Copies = 128;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1), Each = TimeSpan.FromSeconds(4);

    // Keeps the compiler from leaving work out.
    private static int s_sum;

    internal static int Run()
    {
        var packet = TenFactors();
        var stream = Enumerable.Repeat(packet, Copies).SelectMany(p => p).ToArray();
        var segment = packet.AsSpan()[6..^6].ToArray();
        var large = new byte[1 << 20];
        new Random(1).NextBytes(large);
        Console.WriteLine(Line($"packet of {Factors} factors: {packet.Length} bytes, {CountValues(packet)} values; one thread, {Each.TotalSeconds:F0} s each"));
        Console.WriteLine("fast: the fastest tenth of windows of 128 packets (undisturbed by neighbours); clock: over the whole time; processor: per second of processor time");

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
            Qn = new(2026, 7, 1, 8, 30, 0, 123),
            St = "31",
            Command = 2011,
            Pw = "123456",
            Mn = "010000A8900016F000169DC0",
            AnswerWanted = true,
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

    private static Rates Measure(Action work, int packets)
    {
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed < WarmUp)
            work();
        var windows = new List<double>(1 << 16);
        var processor = Environment.CpuUsage.TotalTime;
        var whole = Stopwatch.StartNew();
        while (whole.Elapsed < Each)
        {
            var from = Stopwatch.GetTimestamp();
            work();
            windows.Add(Stopwatch.GetElapsedTime(from).TotalSeconds);
        }
        var clock = whole.Elapsed.TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        windows.Sort();
        double done = (double)packets * windows.Count;
        return new(packets / windows[windows.Count / 10], done / clock, done / used);
    }

    private static void Report(string what, int bytes, Rates rates) => Console.WriteLine(
        Line($"{what,-40} fast {rates.Fast,12:N0} /s {rates.Fast * bytes / 1e9,6:F2} GB/s   clock {rates.Clock,12:N0} /s   processor {rates.Processor,12:N0} /s"));

    private readonly record struct Rates(double Fast, double Clock, double Processor);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
