using System.Buffers;
using System.Text;

namespace Qingjian.Hj212.Tests.Framing;

public class WorkedPacketTests
{
    public static TheoryData<int> Good => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Good))]
    public void Every_worked_packet_reads_without_a_complaint(int number)
    {
        var bytes = Frames.E(number);
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>(bytes);

        frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
        input.IsEmpty.ShouldBeTrue();
        frame.Findings.IsEmpty.ShouldBeTrue();
        frame.Raw.ToArray().ShouldBe(bytes);

        var status = new PacketReader().TryRead(frame.Segment, out var packet);
        packet.Fault.Rule.ShouldBe(Finding.None);
        status.ShouldBe(PacketStatus.Sound);
        var noticed = new List<Finding>();
        foreach (var finding in packet.Findings)
            noticed.Add(finding);
        noticed.ShouldBe([]);
    }

    [Fact]
    public void E21_with_its_broken_check_sum_is_refused_by_name()
    {
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>(Frames.E(21));
        frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Broken);
        frame.Fault.ShouldBe(new Fault(Finding.CrcWrong, 442));
        frame.Raw.ToArray().ShouldBe(Frames.E(21));
        frames.TryRead(ref input, out _).ShouldBe(FrameStatus.NeedMore);
        input.Length.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Good))]
    public void A_packet_cut_at_any_byte_reads_the_same(int number)
    {
        var whole = Frames.E(number);
        for (var cut = 1; cut < whole.Length; cut++)
        {
            using var frames = new FrameReader();
            var input = Sequences.InTwo(whole, cut);
            frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
            frame.Segment.SequenceEqual(whole.AsSpan(6, whole.Length - 12)).ShouldBeTrue();
            frame.Findings.IsEmpty.ShouldBeTrue();
            input.IsEmpty.ShouldBeTrue();
        }
    }

    [Theory, MemberData(nameof(Good))]
    public void A_packet_arriving_in_two_reads_is_handed_out_once(int number)
    {
        var whole = Frames.E(number);
        for (var cut = 1; cut < whole.Length; cut++)
        {
            using var frames = new FrameReader();
            var input = new ReadOnlySequence<byte>(whole, 0, cut);
            var early = frames.TryRead(ref input, out var frame) == FrameStatus.Complete;
            early.ShouldBe(cut >= whole.Length - 2);
            var rest = whole[(cut - (int)input.Length)..];
            input = new ReadOnlySequence<byte>(rest);
            if (!early)
            {
                frames.TryRead(ref input, out frame).ShouldBe(FrameStatus.Complete);
                frame.Segment.SequenceEqual(whole.AsSpan(6, whole.Length - 12)).ShouldBeTrue();
            }
            frames.TryRead(ref input, out _).ShouldBe(FrameStatus.NeedMore);
            input.IsEmpty.ShouldBeTrue();
        }
    }

    [Fact]
    public void The_first_worked_packet_gives_its_header_and_values()
    {
        var reader = new PacketReader();
        reader.TryRead(Frames.E(1).AsSpan(6, 436), out var packet).ShouldBe(PacketStatus.Sound);
        Encoding.ASCII.GetString(packet.Mn).ShouldBe("010000A8900016F000169DC0");
        packet.Command.ShouldBe(2011);
        packet.AnswerWanted.ShouldBeTrue();
        packet.IsSplit.ShouldBeFalse();
        packet.Version.ShouldBe(ProtocolVersion.V2017);
        packet.DataTime.ShouldBe(new DateTime(2026, 7, 1, 8, 30, 0));
        packet.QnTime.ShouldBe(new DateTime(2026, 7, 1, 8, 30, 0, 123));
        var seen = new List<(string, decimal?, decimal?, char, string?)>();
        foreach (var factor in packet.Factors)
            seen.Add((Encoding.ASCII.GetString(factor.Code), factor.Number(Suffix.Rtd), factor.Number(Suffix.ZsRtd), factor.Flag, factor.Pollutant?.NameZh));
        seen.Count.ShouldBe(9);
        seen[0].ShouldBe(("a21026", 21.35m, 28.59m, 'N', "二氧化硫"));
        seen[7].Item2.ShouldBe(-0.152m);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(13, 14)]
    public void The_answer_to_a_worked_packet_is_the_worked_answer(int question, int answer)
    {
        var bytes = Frames.E(question);
        new PacketReader().TryRead(bytes.AsSpan(6, bytes.Length - 12), out var packet).ShouldBe(PacketStatus.Sound);
        var output = new ArrayBufferWriter<byte>();
        Answers.Write(output, packet).ShouldBeTrue();
        Encoding.ASCII.GetString(output.WrittenSpan).ShouldBe(Encoding.ASCII.GetString(Frames.E(answer)));
    }
}
