using System.Buffers;

namespace Qingjian.Hj212.Fuzz;

/// <summary>Everything the library does with bytes, done to one input. Throws when a promise is broken.</summary>
internal sealed class Subject
{
    private static readonly Sm4Key Key = new("0000000000000000"u8);

    private readonly PacketReader _packets = new();
    private readonly PacketReader _lenient = new(new Rulings { RefuseUnknownSuffix = false, RefuseSplitWithoutNumbers = false });
    private readonly ArrayBufferWriter<byte> _output = new(8192);
    private readonly DateTimeOffset _now = new(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(8));
    private Joiner _joiner = new();
    private long _rounds;

    /// <summary>Frames and packets that were accepted so far: a fuzzer that never gets through tests little.</summary>
    internal long Frames { get; private set; }

    /// <summary>Packets that were sound or parts.</summary>
    internal long Packets { get; private set; }

    /// <summary>Bytes allocated for the worst input so far.</summary>
    internal long WorstAllocation { get; private set; }

    /// <summary>Loads the tables, so that they are not counted as the first input's.</summary>
    internal void WarmUp(ReadOnlyMemory<byte> input)
    {
        Run(input);
        Inspect(input.Span);
        WorstAllocation = Frames = Packets = 0;
    }

    internal void Run(ReadOnlyMemory<byte> input)
    {
        // The joiner keeps what it is given; it is measured by its own bound.
        if (++_rounds % 4096 == 0)
            _joiner = new Joiner();
        var before = GC.GetAllocatedBytesForCurrentThread();
        using (var frames = new FrameReader(codec: (_rounds & 1) == 0 ? null : new Sm4Codec((_, attempt) => attempt == 0 ? Key : null)))
            Stream(frames, input);
        WorstAllocation = Math.Max(WorstAllocation, GC.GetAllocatedBytesForCurrentThread() - before);
        if (_rounds % 512 == 0)
            Inspect(input.Span);
    }

    private void Stream(FrameReader frames, ReadOnlyMemory<byte> input)
    {
        var sequence = (_rounds & 2) == 0 ? new ReadOnlySequence<byte>(input) : Pieces.InTwo(input, (int)(_rounds * 7919 % (input.Length + 1)));
        while (true)
        {
            var left = sequence.Length;
            var status = frames.TryRead(ref sequence, out var frame);
            if (status == FrameStatus.NeedMore)
            {
                if (sequence.IsEmpty)
                    return;
                left = sequence.Length;
                status = frames.GiveUp(ref sequence, out frame);
                if (status == FrameStatus.NeedMore)
                {
                    Promise(sequence.Length <= 1, "giving up leaves at most half a head");
                    return;
                }
            }
            Promise(sequence.Length < left, "every answer but NeedMore makes progress");
            if (status == FrameStatus.Broken)
            {
                Promise(frame.Fault.Rule >= Finding.LengthNotFourDigits && frame.Fault.Offset >= 0, "a broken frame names its rule");
                continue;
            }
            Frames++;
            Promise(frame.Segment.Length is >= 20 and <= 4096, "a segment keeps to the limits");
            Read(_packets, frame.Segment);
            Read(_lenient, frame.Segment);
        }
    }

    private void Read(PacketReader reader, ReadOnlySpan<byte> segment)
    {
        var status = reader.TryRead(segment, out var packet);
        if (status == PacketStatus.Refused)
            Promise(packet.Fault.Rule >= Finding.LengthNotFourDigits && packet.Fault.Offset >= 0 && packet.Fault.Offset <= segment.Length,
                "a refused packet names its rule and a byte inside it");
        else
            Packets++;
        foreach (var pair in packet.Pairs)
        {
            pair.TryGetNumber(out _);
            pair.TryGetTime(out _);
            _ = pair.Text.Length + pair.SuffixText.Length + pair.Code.Length + pair.Name.Length;
            _ = pair.Pollutant;
        }
        foreach (var factor in packet.Factors)
            _ = (factor.Number(Suffix.Rtd), factor.Number(Suffix.Avg), factor.Flag, factor.Time(Suffix.SampleTime));
        _output.ResetWrittenCount();
        Answers.Write(_output, packet);
        _ = (packet.QnTime, packet.Area.Length, DataTimes.Window(packet, _now), DataTimes.IsLate(packet, _now, TimeSpan.FromHours(1)));
        if (packet.IsSplit && status != PacketStatus.Refused && packet.PartCount < 5)
            _joiner.Add(packet, status, _now);
    }

    internal static void Inspect(ReadOnlySpan<byte> bytes)
    {
        foreach (var report in Inspection.All(bytes))
        {
            foreach (var field in report.Fields)
                Promise(field.Offset >= 0 && field.Offset + field.Length <= bytes.Length, "a field lies inside the bytes");
        }
    }

    private static void Promise(bool kept, string words)
    {
        if (!kept)
            throw new InvalidOperationException($"broken: {words}");
    }

    private sealed class Pieces : ReadOnlySequenceSegment<byte>
    {
        internal static ReadOnlySequence<byte> InTwo(ReadOnlyMemory<byte> bytes, int cut)
        {
            var second = new Pieces { Memory = bytes[cut..], RunningIndex = cut };
            var first = new Pieces { Memory = bytes[..cut], Next = second };
            return new(first, 0, second, second.Memory.Length);
        }
    }
}
