using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Storage;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Gateway;

/// <summary>P1, P6, 4.4: no answer before the commit has returned, none when it failed, and back by itself.</summary>
public sealed class AnswerAfterCommitTests
{
    private static string Packet(int n) => GatewayBench.Frame(
        $"QN=20260701090000{n:000};ST=31;CN=2011;PW=123456;MN={GatewayBench.Mn};Flag=5;CP=&&DataTime=20260701090000;a21026-Rtd=1&&");

    [Fact]
    public void While_the_commit_is_under_way_nothing_is_answered()
    {
        GatedStore? store = null;
        using var gateway = new GatewayBench(wrap: inner => store = new GatedStore(inner));
        store!.Gate.Reset();
        using var logger = gateway.Connect();
        logger.Send(Packet(1));
        store.Entered.Wait(5000).ShouldBeTrue();
        logger.Answer(300).ShouldBeNull();
        store.Gate.Set();
        logger.Answer()!.ShouldContain("CN=9014");
    }

    [Fact]
    public void A_failed_commit_is_not_answered_and_the_gateway_comes_back_by_itself()
    {
        GatedStore? store = null;
        using var gateway = new GatewayBench(wrap: inner => store = new GatedStore(inner));
        store!.Fault = new StoreException("disk full", 13);
        using var logger = gateway.Connect();
        logger.Send(Packet(1));
        logger.Answer(500).ShouldBeNull();
        SpinWait.SpinUntil(() => gateway.Health.IsDegraded, 10_000).ShouldBeTrue();
        gateway.Health.UnansweredByReason["store"].ShouldBe(1);

        store.Fault = null;
        SpinWait.SpinUntil(() => !gateway.Health.IsDegraded, 10_000).ShouldBeTrue();
        logger.Send(Packet(1));
        logger.Answer()!.ShouldContain("CN=9014");
        gateway.Raw.List(new RawQuery(GatewayBench.Mn, 0, long.MaxValue)).Count.ShouldBe(1);
    }

    [Fact]
    public void A_full_queue_stops_reading_and_loses_nothing()
    {
        GatedStore? store = null;
        using var gateway = new GatewayBench(o => (o.QueuedPackets, o.PacketBurst, o.CommitAt) = (100, 100_000, 1), inner => store = new GatedStore(inner));
        store!.Gate.Reset();
        using var logger = gateway.Connect();
        for (var n = 0; n < 400; n++) logger.Send(Packet(n));
        logger.Answer(300).ShouldBeNull();
        store.Gate.Set();
        for (var n = 0; n < 400; n++) logger.Answer().ShouldNotBeNull();
        gateway.Raw.List(new RawQuery(GatewayBench.Mn, 0, long.MaxValue, Take: 1000)).Count.ShouldBe(400);
    }

    [Fact]
    public void An_orderly_stop_commits_and_answers_what_was_read()
    {
        var gateway = new GatewayBench(o => o.CommitWithin = TimeSpan.FromSeconds(2));
        using var logger = gateway.Connect();
        logger.Send(Packet(1));
        SpinWait.SpinUntil(() => gateway.Links.Find(GatewayBench.Mn) is not null, 5000);
        gateway.Dispose();
        logger.Answer()!.ShouldContain("CN=9014");
        logger.IsClosed().ShouldBeTrue();
    }

    private sealed class GatedStore(IRawStore inner) : IRawStore
    {
        public ManualResetEventSlim Gate { get; } = new(true);
        public ManualResetEventSlim Entered { get; } = new();
        public StoreException? Fault { get; set; }

        public void Commit(RawBatch batch)
        {
            Entered.Set();
            Gate.Wait();
            if (Fault is { } fault) throw fault;
            inner.Commit(batch);
        }

        public void Prove(long now)
        {
            if (Fault is { } fault) throw fault;
            inner.Prove(now);
        }

        public void Reopen() => inner.Reopen();
        public long LastChunk => inner.LastChunk;
        public RawChunk? Next(long after) => inner.Next(after);
        public IReadOnlyList<RawPacket> Find(IReadOnlyList<RawId> ids) => inner.Find(ids);
        public IReadOnlyList<RawKeyRow> List(RawQuery query) => inner.List(query);
        public IReadOnlyList<QuarantineEntry> ListQuarantine(QuarantineQuery query) => inner.ListQuarantine(query);
        public int CountQuarantine(QuarantineQuery query) => inner.CountQuarantine(query);
        public QuarantineEntry? FindQuarantined(long id) => inner.FindQuarantined(id);
        public void SetQuarantineState(IReadOnlyList<long> ids, QuarantineState state) => inner.SetQuarantineState(ids, state);
        public IReadOnlyList<Stranger> ListStrangers() => inner.ListStrangers();
        public int Repack(long before, CancellationToken stop) => inner.Repack(before, stop);
        public void Drop(long packetsBefore, long quarantineBefore) => inner.Drop(packetsBefore, quarantineBefore);
        public long BytesOnDisk() => inner.BytesOnDisk();
        public void Dispose() => inner.Dispose();
    }
}
