using System.Text;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Storage;
using Qingjian.Registry.Contract;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Gateway;

public sealed class GatewayTests : IDisposable
{
    // E1, E2 of the domain specification.
    private const string E1 = "##0436QN=20260701083000123;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260701083000;a21026-Rtd=21.35,a21026-ZsRtd=28.59,a21026-Flag=N;a21002-Rtd=35.1,a21002-ZsRtd=47.0,a21002-Flag=N;a34013-Rtd=4.2,a34013-ZsRtd=5.6,a34013-Flag=N;a19001-Rtd=9.8,a19001-Flag=N;a01011-Rtd=12.40,a01011-Flag=N;a01012-Rtd=52.3,a01012-Flag=N;a01014-Rtd=11.2,a01014-Flag=N;a01013-Rtd=-0.152,a01013-Flag=N;a00000-Rtd=78.5,a00000-Flag=N&&DEC1\r\n";
    private const string E2 = "##0087QN=20260701083000123;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&E2C1\r\n";
    private const string E13 = "##0087QN=20260701000005000;ST=31;CN=1013;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&&&F141\r\n";
    private const string E14 = "##0087QN=20260701000005000;ST=91;CN=9013;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&EF41\r\n";

    private readonly GatewayBench gateway = new();

    public void Dispose() => gateway.Dispose();

    private static string Hour(int hour, string values = "a21026-Avg=35.1,a21026-Flag=N", string mn = GatewayBench.Mn, string pw = "123456", int millisecond = 1) =>
        GatewayBench.Frame($"QN=2026070109000{millisecond:0000};ST=31;CN=2061;PW={pw};MN={mn};Flag=5;CP=&&DataTime=20260701{hour:00}0000;{values}&&");

    private IReadOnlyList<QuarantineEntry> Quarantined()
    {
        SpinWait.SpinUntil(() => gateway.Raw.CountQuarantine(new QuarantineQuery()) > 0, 3000);
        return gateway.Raw.ListQuarantine(new QuarantineQuery());
    }

    [Fact]
    public void A_packet_is_answered_stored_byte_for_byte_and_becomes_a_reading()
    {
        using var logger = gateway.Connect();
        logger.Send(E1);
        logger.Answer().ShouldBe(E2);

        gateway.Settle();
        var at = new DateTimeOffset(2026, 7, 1, 8, 30, 0, TimeSpan.FromHours(8));
        var reading = gateway.Readings.Latest(GatewayBench.Mn, PeriodKind.Realtime, Beijing.LocalSeconds(at), Beijing.LocalSeconds(at) + 1).ShouldNotBeNull();
        var so2 = reading.Cells().Single(cell => cell.Code == "a21026");
        (so2.Values[0].Number, so2.Values[1].Number, so2.Flag, so2.Late).ShouldBe((21.35m, 28.59m, 'N', true));
        reading.Cells().Count.ShouldBe(9);
        Encoding.ASCII.GetString(gateway.Raw.Find(so2.Origin.Raw)!.Frame).ShouldBe(E1);
    }

    [Fact]
    public void A_notice_is_answered_with_9013()
    {
        using var logger = gateway.Connect();
        logger.Send(E13);
        logger.Answer().ShouldBe(E14);
    }

    [Fact]
    public void One_packet_in_ten_segments_and_ten_packets_in_one_are_all_answered()
    {
        using var logger = gateway.Connect();
        foreach (var piece in E1.Chunk(46))
        {
            logger.Send(new string(piece));
            Thread.Sleep(2);
        }
        logger.Answer().ShouldBe(E2);
        logger.Send(string.Concat(Enumerable.Range(0, 10).Select(hour => Hour(hour % 9, millisecond: hour))));
        for (var n = 0; n < 10; n++) logger.Answer().ShouldNotBeNull();
    }

    [Fact]
    public void A_re_sent_packet_is_stored_once_and_answered_each_time_even_over_eight_lines_at_once()
    {
        var loggers = Enumerable.Range(0, 8).Select(_ => gateway.Connect()).ToList();
        Parallel.ForEach(loggers, logger => logger.Send(E1 + E1));
        foreach (var logger in loggers)
        {
            logger.Answer().ShouldBe(E2);
            logger.Answer().ShouldBe(E2);
            logger.Dispose();
        }
        gateway.Raw.List(new RawQuery(GatewayBench.Mn, 0, long.MaxValue)).Count.ShouldBe(1);
    }

    [Fact]
    public void Another_value_under_the_same_packet_key_is_answered_and_kept_beside_the_first()
    {
        using var logger = gateway.Connect();
        logger.Send(Hour(8) + Hour(8, "a21026-Avg=1.0,a21026-Flag=N"));
        logger.Answer().ShouldNotBeNull();
        logger.Answer().ShouldNotBeNull();
        gateway.Settle();
        gateway.Raw.List(new RawQuery(GatewayBench.Mn, 0, long.MaxValue)).Count.ShouldBe(2);
        var eight = Beijing.LocalSeconds(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.FromHours(8)));
        gateway.Readings.Latest(GatewayBench.Mn, PeriodKind.Hour, eight, eight + 1)!.Revision.ShouldBe(1);
        gateway.Readings.Revisions(GatewayBench.Mn, PeriodKind.Hour, eight).Single().Cells()[0].Values[0].Number.ShouldBe(35.1m);
    }

    [Fact]
    public void Wrong_packets_are_not_answered_and_held_with_their_reason_while_the_line_lives_on()
    {
        using var logger = gateway.Connect();
        logger.Send(E1.Replace("DEC1", "0000", StringComparison.Ordinal));
        logger.Send(Hour(7, mn: "AAAAAAAAAAAAAAAAAAAAAAAA"));
        logger.Send(Hour(7, pw: "654321"));
        logger.Send(Hour(7, "a21026-Wrong=1"));
        logger.Send(GatewayBench.Frame("QN=20260701090000001;ST=31;CN=2061;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20200101000000;a21026-Avg=1&&"));
        logger.Send(E1);
        logger.Answer().ShouldBe(E2);

        var held = Quarantined();
        held.Select(entry => entry.Reason).ShouldBe(["crc-wrong", RefusalReasons.UnknownMn, RefusalReasons.WrongPassword, "suffix-unknown", RefusalReasons.OutsideTimeWindow], ignoreOrder: true);
        held.Single(entry => entry.Reason == "crc-wrong").Mn.ShouldBe(GatewayBench.Mn);
        gateway.Raw.ListStrangers().Single().Mn.ShouldBe("AAAAAAAAAAAAAAAAAAAAAAAA");
        gateway.Raw.List(new RawQuery(GatewayBench.Mn, 0, long.MaxValue)).Count.ShouldBe(1);
        gateway.Health.UnansweredByReason.Values.Sum().ShouldBe(5);
    }

    [Fact]
    public void A_modbus_crc_is_named_and_answered_only_after_it_was_allowed_for_that_monitor()
    {
        var segment = E1[6..^6];
        var modbus = $"##{segment.Length:0000}{segment}{Modbus(segment):X4}\r\n";
        using var logger = gateway.Connect();
        logger.Send(modbus);
        logger.Answer(300).ShouldBeNull();
        Quarantined().Single().Reason.ShouldBe(RefusalReasons.ModbusCrc);

        gateway.Stations.Set(GatewayBench.StationOf(GatewayBench.Mn) with { CrcMode = CrcMode.AllowModbus });
        logger.Send(modbus);
        logger.Answer().ShouldBe(E2);
        gateway.Raw.Find(gateway.Raw.List(new RawQuery(GatewayBench.Mn, 0, long.MaxValue)).Single().Id)!.Marks.ShouldBe(RawMarks.ModbusCrc);
    }

    private static ushort Modbus(string text)
    {
        ushort register = 0xFFFF;
        foreach (var b in Encoding.ASCII.GetBytes(text))
        {
            register ^= b;
            for (var bit = 0; bit < 8; bit++) register = (ushort)((register & 1) == 1 ? (register >> 1) ^ 0xA001 : register >> 1);
        }
        return register;
    }

    [Fact]
    public void A_disabled_monitor_is_answered_and_kept_but_makes_no_readings()
    {
        gateway.Stations.Set(GatewayBench.StationOf(GatewayBench.Mn) with { State = MonitorState.Disabled });
        using var logger = gateway.Connect();
        logger.Send(E1);
        logger.Answer().ShouldBe(E2);
        gateway.Settle();
        gateway.Readings.ReadAll(PeriodKind.Realtime, 0, long.MaxValue / 2000).ShouldBeEmpty();
        gateway.Raw.Find(gateway.Raw.List(new RawQuery(GatewayBench.Mn, 0, long.MaxValue)).Single().Id)!.Marks.ShouldBe(RawMarks.Inactive);
    }

    [Fact]
    public void Old_codes_are_read_by_the_registered_medium()
    {
        using var logger = gateway.Connect();
        logger.Send(GatewayBench.Frame($"ST=32;CN=2061;PW=123456;MN={GatewayBench.OldMn};Flag=1;CP=&&DataTime=20260701080000;011-Avg=40.1,011-Flag=N;B01-Avg=17.5&&"));
        logger.Answer()!.ShouldContain("CN=9014");
        gateway.Settle();
        var eight = Beijing.LocalSeconds(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.FromHours(8)));
        gateway.Readings.Latest(GatewayBench.OldMn, PeriodKind.Hour, eight, eight + 1)!.Cells().Select(cell => cell.Code)
            .ShouldBe(["w01018", "w00000"], ignoreOrder: true);
    }

    [Fact]
    public void The_line_remembers_clock_counts_and_two_senders_of_one_mn()
    {
        using var logger = gateway.Connect();
        logger.Send(E1);
        logger.Answer().ShouldNotBeNull();
        using var clone = new TestLogger(gateway.Service.Port, "127.0.0.9");
        clone.Send(Hour(8));
        clone.Answer().ShouldNotBeNull();

        var link = gateway.Links.Find(GatewayBench.Mn)!.Look(GatewayBench.StationOf(GatewayBench.Mn), gateway.Clock.GetUtcNow());
        (link.State, link.Packets, link.Connections, link.Recent.Count).ShouldBe((LinkState.Online, 2, 2, 2));
        link.ClonedAt.ShouldNotBeNull();
        link.ClockDifference!.Value.ShouldBe(TimeSpan.FromMinutes(-5), TimeSpan.FromSeconds(1));
        gateway.Links.Find(GatewayBench.Mn)!.StateAt(null, gateway.Clock.GetUtcNow().AddMinutes(11)).ShouldBe(LinkState.Silent);
    }

    [Fact]
    public void A_packet_from_an_address_nobody_confirmed_is_answered_and_marked()
    {
        using var strict = new GatewayBench(options => options.TrustedNetworks.Clear());
        using var logger = strict.Connect();
        logger.Send(E1);
        logger.Answer().ShouldBe(E2);
        strict.Raw.Find(strict.Raw.List(new RawQuery(GatewayBench.Mn, 0, long.MaxValue)).Single().Id)!.Marks.ShouldBe(RawMarks.SourceUnverified);
    }

    [Fact]
    public void Twenty_bad_frames_in_a_row_close_the_line()
    {
        using var logger = gateway.Connect();
        for (var n = 0; n < 20; n++) logger.Send($"##0030this is thirty bytes of rubbish{n:00}\r\n");
        logger.IsClosed().ShouldBeTrue();
        gateway.Health.ClosedByReason.Keys.ShouldContain("bad-frames");
    }

    [Fact]
    public void Sixty_four_kilobytes_without_a_frame_close_the_line()
    {
        using var logger = gateway.Connect();
        try { for (var n = 0; n < 80; n++) logger.Send(new byte[1024]); }
        catch (System.Net.Sockets.SocketException) { }
        logger.IsClosed().ShouldBeTrue();
        gateway.Health.ClosedByReason.Keys.ShouldContain("stray-bytes");
    }
}
