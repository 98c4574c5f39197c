using System.Buffers;
using System.Text;

namespace Qingjian.Hj212.Tests.Framing;

public class FrameReaderTests
{
    [Fact]
    public void One_packet_in_ten_reads_is_put_together_and_reported()
    {
        var whole = Frames.E(1);
        using var frames = new FrameReader();
        var held = Array.Empty<byte>();
        for (var i = 0; i < 10; i++)
        {
            held = [.. held, .. whole[(i * whole.Length / 10)..((i + 1) * whole.Length / 10)]];
            var input = new ReadOnlySequence<byte>(held);
            var status = frames.TryRead(ref input, out var frame);
            held = input.ToArray();
            if (i < 9)
                status.ShouldBe(FrameStatus.NeedMore);
            else
            {
                status.ShouldBe(FrameStatus.Complete);
                frame.Findings.Has(Finding.FrameInPieces).ShouldBeTrue();
                frame.Findings.Count.ShouldBe(1);
            }
        }
        held.ShouldBeEmpty();
    }

    [Fact]
    public void A_false_head_gives_way_to_the_frame_behind_it()
    {
        byte[][] before = [[.. "#"u8], [.. "###"u8], [.. "##0100"u8], [.. "##9999"u8], [.. "##01"u8], [.. "##0436QN="u8]];
        foreach (var rubbish in before)
        {
            using var frames = new FrameReader();
            var input = new ReadOnlySequence<byte>([.. rubbish, .. Frames.E(1), .. Frames.E(2)]);
            var segments = new List<string>();
            FrameStatus status;
            while ((status = frames.TryRead(ref input, out var frame)) != FrameStatus.NeedMore)
            {
                if (status == FrameStatus.Complete)
                    segments.Add(Encoding.ASCII.GetString(frame.Segment));
            }
            segments.ShouldBe([Frames.Worked[0][6..^4], Frames.Worked[1][6..^4]], Encoding.ASCII.GetString(rubbish));
        }
    }

    [Fact]
    public void A_length_that_swallows_the_next_frame_costs_only_itself()
    {
        using var frames = new FrameReader();
        var wrong = Frames.E(2);
        "0170"u8.CopyTo(wrong.AsSpan(2));
        wrong[20]++;
        var input = new ReadOnlySequence<byte>([.. wrong, .. Frames.E(1)]);
        frames.TryRead(ref input, out var broken).ShouldBe(FrameStatus.Broken);
        broken.Raw.ToArray().ShouldBe(wrong);
        frames.TryRead(ref input, out var good).ShouldBe(FrameStatus.Complete);
        good.Segment.Length.ShouldBe(436);
        good.Findings.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_frame_that_never_finishes_is_given_up_and_the_next_one_read()
    {
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>([.. "##4000QN=2026"u8, .. Frames.E(2)]);
        frames.TryRead(ref input, out _).ShouldBe(FrameStatus.NeedMore);
        frames.GiveUp(ref input, out var gone).ShouldBe(FrameStatus.Broken);
        gone.Fault.Rule.ShouldBe(Finding.FrameUnfinished);
        frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
        frame.Segment.Length.ShouldBe(87);
    }

    [Fact]
    public void Bytes_without_a_head_do_not_pile_up()
    {
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes(new string('x', 10_000) + "#"));
        frames.TryRead(ref input, out _).ShouldBe(FrameStatus.NeedMore);
        input.Length.ShouldBe(1);
        input = new ReadOnlySequence<byte>([.. "#"u8, .. Frames.E(2).AsSpan(1)]);
        frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
        frame.Skipped.ShouldBe(10_000);
    }

    [Fact]
    public void A_wrong_length_is_recognised_at_once_when_the_read_ends_with_the_frame()
    {
        using var frames = new FrameReader();
        var bytes = Frames.E(2);
        "0300"u8.CopyTo(bytes.AsSpan(2));
        var input = new ReadOnlySequence<byte>(bytes);
        frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
        frame.Findings.Has(Finding.LengthWrong).ShouldBeTrue();
        frame.AnnouncedLength.ShouldBe(300);
        Dialect.Default.Lacks(frame).ShouldBe(Finding.LengthWrong);
        new Dialect { AcceptWrongLength = true }.Lacks(frame).ShouldBe(Finding.None);
    }

    [Fact]
    public void A_Modbus_check_sum_is_answered_only_when_an_engineer_allowed_it()
    {
        var segment = Frames.E(2)[6..^6];
        var bytes = (byte[])[.. "##0087"u8, .. segment, .. Encoding.ASCII.GetBytes($"{Crc.ComputeModbus(segment):X4}\r\n")];
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>(bytes);
        frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
        frame.Crc.ShouldBe(CrcVariant.ModbusHighFirst);
        Dialect.Default.Lacks(frame).ShouldBe(Finding.CrcModbusHighFirst);
        new Dialect { Crc = CrcMode.ModbusLowFirst }.Lacks(frame).ShouldBe(Finding.CrcModbusHighFirst);
        new Dialect { Crc = CrcMode.ModbusHighFirst }.Lacks(frame).ShouldBe(Finding.None);
    }

    [Fact]
    public void On_a_Modbus_monitor_a_right_check_sum_is_accepted_and_noted()
    {
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>(Frames.E(2));
        frames.TryRead(ref input, out var frame);
        var dialect = new Dialect { Crc = CrcMode.ModbusLowFirst };
        dialect.Lacks(frame).ShouldBe(Finding.None);
        dialect.Notes(frame).Has(Finding.CrcAnnexAOnModbusMonitor).ShouldBeTrue();
        dialect.Lacks(frame, new Rulings { AnnexAAlwaysFits = false }).ShouldBe(Finding.CrcAnnexAOnModbusMonitor);
    }

    [Fact]
    public void The_length_limits_are_settings()
    {
        var segment = Frames.E(1)[6..^6];
        foreach (var (longest, expected) in new[] { (1024, FrameStatus.Complete), (400, FrameStatus.Broken) })
        {
            using var frames = new FrameReader(new Rulings { LongestSegment = longest });
            var input = new ReadOnlySequence<byte>(Frames.Of(segment));
            frames.TryRead(ref input, out _).ShouldBe(expected);
        }
    }
}
