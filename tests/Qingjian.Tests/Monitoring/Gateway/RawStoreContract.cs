using System.Text;
using Qingjian.Monitoring.Gateway.Raw;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Gateway;

/// <summary>What every raw store promises (P1, P2, P7; reliability-security 4.3).</summary>
public abstract class RawStoreContract : IDisposable
{
    private protected const long Nov22 = 1795276800000;   // 2026-11-22 00:00 Beijing, as an instant
    private const string Mn = "010000A8900016F000169DC0";

    private protected abstract IRawStore Store { get; }

    private protected abstract void Restart();

    public abstract void Dispose();

    private protected static RawBatch BatchOf(params RawEntryText[] packets)
    {
        var batch = new RawBatch();
        foreach (var packet in packets)
        {
            var bytes = Encoding.UTF8.GetBytes(packet.Frame);
            batch.Add(new RawEntry
            {
                Mn = packet.Mn,
                Peer = [127, 0, 0, 1],
                QnTime = packet.Qn,
                Cn = packet.Cn,
                Pno = packet.Pno,
                ReceivedAt = packet.ReceivedAt,
                Hash = RawEntry.HashOf(bytes),
            }, bytes);
        }
        return batch;
    }

    private protected sealed record RawEntryText(string Frame, long Qn = 1000, int Cn = 2011, int Pno = 0, string Mn = Mn, long ReceivedAt = Nov22);

    [Fact]
    public void A_committed_packet_comes_back_byte_for_byte_with_its_times()
    {
        var batch = BatchOf(new RawEntryText("##0001first\r\n", 1), new RawEntryText("##0002second", 2, ReceivedAt: Nov22 + 77));
        Store.Commit(batch);

        batch.Entries[1].Outcome.ShouldBe(RawOutcome.Stored);
        var packet = Store.Find(batch.Entries[1].Id).ShouldNotBeNull();
        Encoding.UTF8.GetString(packet.Frame).ShouldBe("##0002second");
        packet.Mn.ShouldBe(Mn);
        packet.ReceivedAt.ShouldBe(Nov22 + 77);
        packet.Peer.ShouldBe([127, 0, 0, 1]);
    }

    [Fact]
    public void The_same_key_with_the_same_bytes_is_stored_once_and_keeps_its_id()
    {
        var first = BatchOf(new RawEntryText("same"));
        Store.Commit(first);
        var again = BatchOf(new RawEntryText("same"), new RawEntryText("same"));
        Store.Commit(again);

        again.Entries[0].Outcome.ShouldBe(RawOutcome.Repeat);
        again.Entries[1].Outcome.ShouldBe(RawOutcome.Repeat);
        again.Entries[0].Id.ShouldBe(first.Entries[0].Id);
        Store.List(new RawQuery(Mn, 0, 10_000)).Count.ShouldBe(1);
    }

    [Fact]
    public void The_same_key_with_other_bytes_is_a_revision_marked_conflict_and_itself_stored_once()
    {
        Store.Commit(BatchOf(new RawEntryText("one")));
        var other = BatchOf(new RawEntryText("two"));
        Store.Commit(other);
        var again = BatchOf(new RawEntryText("two"), new RawEntryText("one"));
        Store.Commit(again);

        other.Entries[0].Outcome.ShouldBe(RawOutcome.Conflict);
        Store.Find(other.Entries[0].Id)!.Marks.ShouldBe(RawMarks.Conflict);
        again.Entries[0].Outcome.ShouldBe(RawOutcome.Repeat);
        again.Entries[1].Outcome.ShouldBe(RawOutcome.Repeat);
        Store.List(new RawQuery(Mn, 0, 10_000)).Select(row => row.Revision).ShouldBe([0, 1], ignoreOrder: true);
    }

    [Fact]
    public void Parts_of_a_split_packet_and_other_commands_have_keys_of_their_own()
    {
        var batch = BatchOf(new RawEntryText("p1", Pno: 1), new RawEntryText("p2", Pno: 2), new RawEntryText("m", Cn: 2051));
        Store.Commit(batch);
        batch.Entries.ToArray().ShouldAllBe(entry => entry.Outcome == RawOutcome.Stored);
    }

    [Fact]
    public void A_repeat_is_known_after_a_restart_and_in_the_month_after()
    {
        var first = BatchOf(new RawEntryText("november"));
        Store.Commit(first);
        Restart();
        var december = Nov22 + 12L * 86_400_000;
        var again = BatchOf(new RawEntryText("november", ReceivedAt: december), new RawEntryText("december", 5, ReceivedAt: december));
        Store.Commit(again);

        again.Entries[0].Outcome.ShouldBe(RawOutcome.Repeat);
        again.Entries[0].Id.ShouldBe(first.Entries[0].Id);
        again.Entries[1].Outcome.ShouldBe(RawOutcome.Stored);
        again.Entries[1].Id.Chunk.ShouldBeGreaterThan(first.Entries[0].Id.Chunk);
        var other = BatchOf(new RawEntryText("changed", ReceivedAt: december));
        Store.Commit(other);
        other.Entries[0].Outcome.ShouldBe(RawOutcome.Conflict);
    }

    [Fact]
    public void Everything_is_walked_once_in_order_of_commit_across_restarts_and_packing()
    {
        var expected = new List<string>();
        for (var n = 0; n < 60; n++)
        {
            expected.Add($"packet {n} of many that look alike");
            Store.Commit(BatchOf(new RawEntryText(expected[^1], n, ReceivedAt: Nov22 + n)));
            if (n == 40) Store.Repack(Nov22 + 30, CancellationToken.None).ShouldBe(30);
        }
        Restart();
        Walk(0).ShouldBe(expected);
        Store.Repack(Nov22 + 100, CancellationToken.None);
        Walk(0).ShouldBe(expected);
        Store.Find(Store.List(new RawQuery(Mn, 7, 8))[0].Id)!.Frame.ShouldBe(Encoding.UTF8.GetBytes(expected[7]));
        var again = BatchOf(new RawEntryText(expected[7], 7, ReceivedAt: Nov22 + 500));
        Store.Commit(again);
        again.Entries[0].Outcome.ShouldBe(RawOutcome.Repeat);
    }

    private List<string> Walk(long after)
    {
        var found = new List<string>();
        while (Store.Next(after) is { } chunk)
        {
            foreach (var packet in chunk)
                if (packet.Id.Chunk > after) found.Add(Encoding.UTF8.GetString(packet.Frame));
            after = chunk.Last;
        }
        return found;
    }

    [Fact]
    public void One_commit_may_hold_more_packets_than_one_chunk()
    {
        var packets = Enumerable.Range(0, RawId.MaxPerChunk + 10).Select(n => new RawEntryText("x" + n, n)).ToArray();
        var batch = BatchOf(packets);
        Store.Commit(batch);
        Walk(0).Count.ShouldBe(packets.Length);
        Store.Find(batch.Entries[^1].Id)!.Frame.ShouldBe(Encoding.UTF8.GetBytes(packets[^1].Frame));
    }

    [Fact]
    public void The_list_gives_one_monitors_packets_newest_first_and_by_command()
    {
        Store.Commit(BatchOf(new RawEntryText("a", 1), new RawEntryText("b", 2), new RawEntryText("c", 3, 2051),
            new RawEntryText("foreign", 2, Mn: "OTHER"), new RawEntryText("later", 99)));
        Store.List(new RawQuery(Mn, 1, 50)).Select(row => row.QnTime).ShouldBe([3, 2, 1]);
        Store.List(new RawQuery(Mn, 1, 50, Cn: 2051)).Single().QnTime.ShouldBe(3);
        Store.List(new RawQuery(Mn, 1, 50, Take: 1)).Single().QnTime.ShouldBe(3);
        Store.List(new RawQuery("NOBODY", 1, 50)).ShouldBeEmpty();
    }

    [Fact]
    public void Quarantine_is_searched_counted_and_given_a_state()
    {
        var batch = new RawBatch();
        batch.Quarantined.Add(Held("crc-wrong", Mn, 1));
        batch.Quarantined.Add(Held("mn-unknown", "STRANGER01", 2));
        batch.Quarantined.Add(Held("mn-unknown", "STRANGER01", 3));
        Store.Commit(batch);
        Restart();

        Store.CountQuarantine(new QuarantineQuery()).ShouldBe(3);
        var list = Store.ListQuarantine(new QuarantineQuery { Reason = "mn-unknown" });
        list.Select(entry => entry.ReceivedAt).ShouldBe([Nov22 + 3, Nov22 + 2]);
        list[0].Bytes.ShouldBe([1, 2, 3]);
        var stranger = Store.ListStrangers().Single();
        (stranger.Mn, stranger.Packets, stranger.FirstSeen, stranger.LastSeen).ShouldBe(("STRANGER01", 2, Nov22 + 2, Nov22 + 3));

        Store.SetQuarantineState([list[0].Id], QuarantineState.Released);
        Store.FindQuarantined(list[0].Id)!.State.ShouldBe(QuarantineState.Released);
        Store.CountQuarantine(new QuarantineQuery { State = QuarantineState.Held }).ShouldBe(2);
        Store.ListQuarantine(new QuarantineQuery { Mn = "STRANGER01", Skip = 1 }).Single().Id.ShouldBe(list[1].Id);

        static QuarantineEntry Held(string reason, string mn, int after) => new(Nov22 + after, [10, 0, 0, 1], reason, "说明", mn, 2011, [1, 2, 3]);
    }

    [Fact]
    public void Quarantine_older_than_its_bound_goes_and_packets_stay()
    {
        var batch = BatchOf(new RawEntryText("kept"));
        batch.Quarantined.Add(new QuarantineEntry(Nov22, [1, 1, 1, 1], "crc-wrong", "", Mn, 0, [9]));
        Store.Commit(batch);
        Store.Drop(packetsBefore: Nov22 - 1, quarantineBefore: Nov22 + 1);
        Store.CountQuarantine(new QuarantineQuery()).ShouldBe(0);
        Store.Find(batch.Entries[0].Id).ShouldNotBeNull();
    }
}
