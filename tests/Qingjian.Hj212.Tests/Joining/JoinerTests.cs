using System.Buffers;
using System.Text;

namespace Qingjian.Hj212.Tests.Joining;

public class JoinerTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 8, 30, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Parts_that_stand_alone_complete_their_message_in_any_order()
    {
        var joiner = new Joiner();
        Add(joiner, Segment(10)).State.ShouldBe(SplitState.Waiting);
        Add(joiner, Segment(10)).State.ShouldBe(SplitState.Repeated);
        var whole = Add(joiner, Segment(9));
        whole.State.ShouldBe(SplitState.Complete);
        whole.Key.ShouldBe(new SplitKey("010000A8900016F000169DC0", "32", 2061, new(2026, 7, 1, 1, 0, 0), 2));
        joiner.HeldBytes.ShouldBe(0);
    }

    [Fact]
    public void A_message_cut_at_any_byte_is_put_together_again()
    {
        const string area = "DataTime=20260701010000;w00000-Cou=63.00,w00000-Flag=N;w01018-Cou=2.53,w01018-Avg=40.1,w01018-Flag=N";
        for (var cut = 24; cut < area.Length; cut++)
        {
            foreach (var order in new[] { (1, 2), (2, 1) })
            {
                var joiner = new Joiner();
                var parts = new[] { area[..cut], area[cut..] };
                var first = Add(joiner, Part(order.Item1, 2, parts[order.Item1 - 1]));
                var last = Add(joiner, Part(order.Item2, 2, parts[order.Item2 - 1]));
                first.State.ShouldBe(SplitState.Waiting, $"cut {cut}");
                last.State.ShouldBe(SplitState.Joined, $"cut {cut}: {parts[0]} | {parts[1]}");
                var reader = new PacketReader();
                reader.TryRead(last.Readable.Span, out var packet).ShouldBe(PacketStatus.Sound, $"cut {cut}");
                packet.IsSplit.ShouldBeFalse();
                Encoding.ASCII.GetString(packet.Area).Replace(";;", ";").Replace(",;", ",").ShouldBe(area, $"cut {cut}");
            }
        }
    }

    [Fact]
    public void Two_messages_of_one_station_do_not_mix()
    {
        var joiner = new Joiner();
        Add(joiner, Part(1, 2, "DataTime=20260701010000;w00000-Cou=1,w00000-Flag=N")).State.ShouldBe(SplitState.Waiting);
        Add(joiner, Part(1, 2, "DataTime=20260701020000;w00000-Cou=2,w00000-Flag=N")).State.ShouldBe(SplitState.Waiting);
        var set = Add(joiner, Part(2, 2, "DataTime=20260701020000;w01018-Cou=2,w01018-Flag=N"));
        set.State.ShouldBe(SplitState.Complete);
        set.Key.DataTime.ShouldBe(new DateTime(2026, 7, 1, 2, 0, 0));
    }

    [Fact]
    public void An_incomplete_message_is_told_once_and_given_up_in_time()
    {
        var joiner = new Joiner();
        Add(joiner, Segment(9));
        joiner.Expire(Now.AddSeconds(59)).ShouldBeEmpty();
        var told = joiner.Expire(Now.AddSeconds(60)).ShouldHaveSingleItem();
        told.State.ShouldBe(SplitState.Waiting);
        told.Missing.ShouldBe([2]);
        joiner.Expire(Now.AddSeconds(70)).ShouldBeEmpty();
        joiner.Expire(Now.AddMinutes(10)).ShouldHaveSingleItem().State.ShouldBe(SplitState.GivenUp);
        joiner.HeldBytes.ShouldBe(0);
    }

    [Fact]
    public void Memory_stays_bounded_when_parts_never_come_whole()
    {
        var joiner = new Joiner(mostBytes: 100_000);
        for (var i = 0; i < 3000; i++)
        {
            var time = new DateTime(2026, 7, 1).AddSeconds(i);
            Add(joiner, Part(1, 100, $"DataTime={time:yyyyMMddHHmmss};w00000-Cou=1,w00000-Flag=N"), Now.AddSeconds(i));
            joiner.HeldBytes.ShouldBeLessThanOrEqualTo(100_000);
        }
    }

    [Fact]
    public void A_message_of_too_many_parts_or_bytes_is_not_joined()
    {
        var joiner = new Joiner(new Rulings { MostJoinedBytes = 4000 });
        Add(joiner, Part(1, 101, "DataTime=20260701010000;w00000-Cou=1,w00000-Flag=N")).State.ShouldBe(SplitState.GivenUp);
        var states = Enumerable.Range(1, 5).Select(n => Add(joiner, Part(n, 9,
            "DataTime=20260701010000;w00000-Cou=1,w00000-EFlag=" + new string('A', 800) + ",w00000-Flag=N")).State).ToList();
        states.ShouldContain(SplitState.GivenUp);
        joiner.HeldBytes.ShouldBeLessThan(8000);
    }

    [Fact]
    public void What_the_writer_splits_the_joiner_completes()
    {
        var area = new DataArea().Field("DataTime", new DateTime(2026, 7, 1, 1, 0, 0));
        for (var i = 0; i < 60; i++)
            area.Value($"e101{i:D2}", Suffix.Avg, i + 0.5m).Flag($"e101{i:D2}", 'N');
        var output = new ArrayBufferWriter<byte>();
        var parts = PacketWriter.Write(output, new Heading
        {
            Qn = new(2026, 7, 1, 2, 0, 0),
            St = "52",
            Command = 2051,
            Pw = "123456",
            Mn = "010000A8900016F000169DC0",
            AnswerWanted = true,
        }, area);
        parts.ShouldBeGreaterThan(1);

        using var frames = new FrameReader();
        var reader = new PacketReader();
        var joiner = new Joiner();
        var input = new ReadOnlySequence<byte>(output.WrittenMemory);
        var values = new List<decimal?>();
        var qns = new HashSet<string>();
        SplitSet? last = null;
        while (frames.TryRead(ref input, out var frame) == FrameStatus.Complete)
        {
            frame.Segment.Length.ShouldBeLessThanOrEqualTo(1024);
            reader.TryRead(frame.Segment, out var packet).ShouldBe(PacketStatus.Sound);
            packet.Area.Length.ShouldBeLessThanOrEqualTo(950);
            packet.PartCount.ShouldBe(parts);
            packet.DataTime.ShouldBe(new DateTime(2026, 7, 1, 1, 0, 0));
            packet.Flag.ShouldBe(7);
            qns.Add(Encoding.ASCII.GetString(packet.Qn)).ShouldBeTrue();
            foreach (var factor in packet.Factors)
                values.Add(factor.Number(Suffix.Avg));
            last = joiner.Add(packet, PacketStatus.Sound, Now);
        }
        values.ShouldBe(Enumerable.Range(0, 60).Select(i => (decimal?)(i + 0.5m)));
        last!.State.ShouldBe(SplitState.Complete);
    }

    private static SplitSet Add(Joiner joiner, byte[] segment, DateTimeOffset? now = null)
    {
        var status = new PacketReader().TryRead(segment, out var packet);
        return joiner.Add(packet, status, now ?? Now);
    }

    private static byte[] Segment(int worked) => Frames.E(worked)[6..^6];

    private static byte[] Part(int number, int count, string area) => Encoding.ASCII.GetBytes(
        $"QN=202607010115{number:D2}010;ST=32;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=7;PNUM={count};PNO={number};CP=&&{area}&&");
}
