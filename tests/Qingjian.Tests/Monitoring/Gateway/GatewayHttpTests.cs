using System.Buffers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Qingjian.Hj212;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Gateway.Seals;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Registry;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Gateway;

/// <summary>Quarantine, inspector, keys, addresses, seals and readings through the real host.</summary>
public abstract class GatewayHttpTests(HostFixture host)
{
    private const string Key = "0123456789ABCDEFFEDCBA9876543210", OtherKey = "00000000000000000000000000000001";

    private static string Realtime(string mn, int second, string values = "a21026-Rtd=21.5,a21026-Flag=N", string pw = "123456") => GatewayBench.Frame(
        $"QN=202611180959{second:00}001;ST=31;CN=2011;PW={pw};MN={mn};Flag=5;CP=&&DataTime=202611180959{second:00};{values}&&");

    private static byte[] Encrypted(string mn, string key, int second)
    {
        var area = new DataArea().Field("DataTime", new DateTime(2026, 11, 18, 9, 59, second)).Value("a21026", Suffix.Rtd, 21.5m).Flag("a21026", 'N')
            .Value("a21002", Suffix.Rtd, 47.25m).Flag("a21002", 'N');
        var output = new ArrayBufferWriter<byte>();
        var sm4 = new Sm4Key(Convert.FromHexString(key));
        PacketWriter.Write(output, new Heading { Qn = new(2026, 11, 18, 9, 59, second), St = "31", Command = 2011, Pw = "123456", Mn = mn, Version = ProtocolVersion.V2025, AnswerWanted = true },
            area, new Sm4Codec((_, _) => sm4)).ShouldBe(1);
        return output.WrittenSpan.ToArray();
    }

    private Task<System.Text.Json.JsonElement> Held(HttpClient engineer, string mn, int count = 1) => GatewayHosts.Until(
        () => engineer.GetAsync($"/api/quarantine?q={mn}").Done(), seen => seen.GetProperty("total").GetInt32() >= count);

    [Fact]
    public async Task Packets_of_an_unknown_monitor_are_held_listed_and_replayed_when_it_is_registered()
    {
        using var engineer = await host.Engineer();
        var mn = GatewayHosts.NextMn();
        using var logger = host.Logger();
        for (var n = 0; n < 3; n++) logger.Send(Realtime(mn, n));
        logger.Answer(300).ShouldBeNull();
        await Held(engineer, mn, 3);
        (await engineer.GetAsync("/api/quarantine/strangers").Done()).EnumerateArray().ShouldContain(one => one.Text("mn") == mn);

        var (_, _, monitor, _) = await host.NewMonitor(engineer, mn: mn);
        await host.TellFacts();
        var packets = await engineer.GetAsync($"/api/packets?monitor={monitor}").Done();
        packets.GetProperty("items").GetArrayLength().ShouldBe(3);
        packets.GetProperty("items")[0].GetProperty("marks").EnumerateArray().Select(mark => mark.GetString()).ShouldContain("隔离区释放");
        (await engineer.GetAsync($"/api/quarantine?q={mn}&state=held").Done()).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_makers_suffix_is_let_in_and_what_was_held_for_it_is_replayed_and_a_wrong_time_can_be_released_by_hand()
    {
        using var engineer = await host.Engineer();
        var (_, _, monitor, mn) = await host.NewMonitor(engineer);
        using var logger = host.Logger();
        var suffix = $"Mk{mn[^5..]}";
        logger.Send(Realtime(mn, 1, $"a21026-{suffix}=1,a21026-Rtd=2,a21026-Flag=N"));
        logger.Send(GatewayBench.Frame($"QN=20261118095902001;ST=31;CN=2011;PW=123456;MN={mn};Flag=5;CP=&&DataTime=20200101000000;a21026-Rtd=1,a21026-Flag=N&&"));
        logger.Answer(300).ShouldBeNull();
        await Held(engineer, mn, 2);
        var known = await engineer.PostAsJsonAsync("/api/quarantine/suffixes", new { suffix, note = "厂商确认" }).Done();
        known.GetProperty("released").GetInt32().ShouldBe(1);

        var late = (await engineer.GetAsync($"/api/quarantine?q={mn}&state=held").Done()).GetProperty("items")[0];
        late.Text("reason").ShouldBe("time-window");
        (await engineer.PostAsJsonAsync("/api/quarantine/release", new { ids = new[] { late.Id() }, allowTime = false, reason = "试放行" }).Done())
            .GetProperty("released").GetInt32().ShouldBe(0);
        (await engineer.PostAsJsonAsync("/api/quarantine/release", new { ids = new[] { late.Id() }, allowTime = true, reason = "已核实为历史补传" }).Done())
            .GetProperty("released").GetInt32().ShouldBe(1);
        (await engineer.GetAsync($"/api/packets?monitor={monitor}&from=2019-01-01T00:00:00Z").Done()).GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Encrypted_packets_are_read_with_the_registered_key_and_a_wrong_key_is_named_and_mended()
    {
        using var engineer = await host.Engineer();
        var (enterprise, _, monitor, mn) = await host.NewMonitor(engineer, key: Key);
        using var logger = host.Logger();
        logger.Send(Encrypted(mn, Key, 1));
        logger.Answer()!.ShouldContain($"ST=91;CN=9014;PW=123456;MN={mn};Flag=8;");
        host.Settle();
        var table = await engineer.GetAsync($"/api/readings?kind=realtime&monitor={monitor}").Done();
        table.GetProperty("items")[0].GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("value").GetDecimal()).ShouldBe([21.5m, 47.25m]);

        logger.Send(Encrypted(mn, OtherKey, 2));
        logger.Answer(400).ShouldBeNull();
        var held = (await Held(engineer, mn)).GetProperty("items")[0];
        held.Text("reason").ShouldBe("encrypted-no-key");
        held.Text("detail").ShouldContain("密钥解不开");

        var source = await engineer.GetAsync($"/api/sources/{enterprise}").Done();
        var shown = source.GetProperty("monitors")[0];
        shown.GetProperty("hasKey").GetBoolean().ShouldBeTrue();
        source.ToString().ShouldNotContain(Key);
        var version = shown.GetProperty("version").GetInt64();
        (await engineer.PutAsJsonAsync($"/api/monitors/{monitor}", GatewayHosts.Form(mn, "too short", version)).Refused()).Status.ShouldBe(422);
        await engineer.PutAsJsonAsync($"/api/monitors/{monitor}", GatewayHosts.Form(mn, OtherKey, version)).Done();
        (await engineer.PostAsJsonAsync("/api/quarantine/release", new { ids = new[] { held.Id() }, allowTime = false, reason = "密钥已更新" }).Done())
            .GetProperty("released").GetInt32().ShouldBe(1);
        // The key before stays good for a logger that changes over later.
        logger.Send(Encrypted(mn, Key, 3));
        logger.Answer()!.ShouldContain("CN=9014");

        (await engineer.GetAsync($"/api/packets?monitor={monitor}").Done()).ToString().ShouldNotContain("PW=123456");
        // A stored cipher text is taken apart for whoever may see the monitor.
        var packet = (await engineer.GetAsync($"/api/packets?monitor={monitor}").Done()).GetProperty("items")[0].Id();
        (await engineer.GetAsync($"/api/packets/{packet}").Done()).GetProperty("reports").ToString().ShouldContain("a21002-Rtd");
    }

    [Fact]
    public async Task The_inspector_takes_a_pasted_packet_apart_and_names_faults_with_their_cure()
    {
        using var engineer = await host.Engineer();
        var good = await engineer.PostAsJsonAsync("/api/packets/inspect", new { text = Realtime(GatewayHosts.NextMn(), 1) }).Done();
        var report = good.GetProperty("reports")[0];
        report.GetProperty("fields").EnumerateArray().Select(field => field.Text("name")).ShouldContain("a21026-Rtd");
        var bad = await engineer.PostAsJsonAsync("/api/packets/inspect", new { text = Realtime(GatewayHosts.NextMn(), 1).Replace("21.5", "31.5", StringComparison.Ordinal) }).Done();
        var finding = bad.GetProperty("reports")[0].GetProperty("findings").EnumerateArray().First(one => one.Text("code") == "crc-wrong");
        finding.Text("cure").Length.ShouldBeGreaterThan(5);
        (await engineer.PostAsJsonAsync("/api/packets/inspect", new { text = " " }).Refused()).Problem.Text("code").ShouldBe("packet-empty");
    }

    [Fact]
    public async Task An_address_nobody_confirmed_stands_as_a_warning_until_an_engineer_confirms_it()
    {
        using var engineer = await host.Engineer();
        var (_, _, monitor, mn) = await host.NewMonitor(engineer);
        var now = host.Clock.GetUtcNow();
        var memory = new LinkMemory(7, now, 2011, ProtocolVersion.V2017, 0, null, null, new Dictionary<int, long> { [2011] = 7 }, new Dictionary<string, LinkMemory.Seen>(),
            new Dictionary<string, LinkMemory.Seen>(), new Dictionary<string, DateTimeOffset> { ["10.9.8.7"] = now }, []);
        host.Services.GetRequiredService<LinkBoard>().Of(mn).Recall(memory);
        async Task<string> Warnings() => (await engineer.GetAsync($"/api/links/{monitor}").Done()).GetProperty("link").GetProperty("warnings").ToString();

        (await Warnings()).ShouldContain("来自未核实的地址 10.9.8.7");
        (await engineer.PostAsJsonAsync($"/api/links/{monitor}/addresses", new { address = "10.9.8.7", note = "" }).Refused()).Status.ShouldBe(422);
        await engineer.PostAsJsonAsync($"/api/links/{monitor}/addresses", new { address = "10.9.8.7", note = "电话核实运维单位" }).Done();
        (await Warnings()).ShouldNotContain("10.9.8.7");
        var peer = (await engineer.GetAsync($"/api/links/{monitor}").Done()).GetProperty("peers")[0];
        (peer.GetProperty("known").GetBoolean(), peer.Text("note")).ShouldBe((true, "电话核实运维单位"));
        var source = (await engineer.GetAsync($"/api/links/{monitor}").Done()).GetProperty("link").Text("enterpriseId");
        (await engineer.GetAsync($"/api/sources/{source}/history").Done()).ToString().ShouldContain("的来源地址 10.9.8.7");

        await engineer.PostAsJsonAsync($"/api/links/{monitor}/addresses/withdraw", new { address = "10.9.8.7", note = "线路已停用" }).Done();
        (await Warnings()).ShouldContain("来自未核实的地址 10.9.8.7");
    }

    [Fact]
    public async Task Counts_and_findings_of_a_line_survive_a_restart()
    {
        using var engineer = await host.Engineer();
        var (_, _, _, mn) = await host.NewMonitor(engineer);
        using (var logger = host.Logger())
        {
            logger.Send(Realtime(mn, 1) + Realtime(mn, 2));
            for (var n = 0; n < 2; n++) logger.Answer().ShouldNotBeNull();
            logger.Send(Realtime(mn, 3, pw: "654321"));
            await Held(engineer, mn);
        }
        var before = host.Services.GetRequiredService<LinkBoard>().Find(mn)!.Look(null, host.Clock.GetUtcNow());
        await host.Services.GetRequiredService<KeepLinks>().Keep(default);

        var board = new LinkBoard(_ => null, TimeSpan.Zero);
        using var after = new KeepLinks(host.Services.GetRequiredService<IServiceScopeFactory>(), board, host.Clock, NullLogger<KeepLinks>.Instance);
        await after.StartAsync(default);
        var kept = board.Find(mn)!.Look(null, host.Clock.GetUtcNow());
        (kept.Packets, kept.LastPacketAt, kept.LastCommand, kept.ClockDifference).ShouldBe((before.Packets, before.LastPacketAt, before.LastCommand, before.ClockDifference));
        kept.Findings.ShouldBe(before.Findings, ignoreOrder: true);
        kept.Refusals.ShouldBe(before.Refusals, ignoreOrder: true);
        kept.Recent.ShouldBe(before.Recent);
        kept.Findings.Keys.ShouldContain(Finding.FramesTogether);
        kept.Refusals.Keys.ShouldContain("pw-wrong");
        await after.StopAsync(default);
    }

    [Fact]
    public async Task Stored_packets_stand_in_the_evidence_log_and_each_knows_its_place()
    {
        using var engineer = await host.Engineer();
        var (_, _, monitor, mn) = await host.NewMonitor(engineer);
        using var logger = host.Logger();
        for (var n = 0; n < 5; n++)
        {
            logger.Send(Realtime(mn, n));
            logger.Answer().ShouldNotBeNull();
        }
        await host.InScope(async services => { await ActivatorUtilities.GetServiceOrCreateInstance<SealPackets>(services).Run(default); return 0; });
        var raw = host.Services.GetRequiredService<IRawStore>();
        var packets = raw.List(new RawQuery(mn, 0, long.MaxValue));
        foreach (var packet in packets)
        {
            var seal = (await engineer.GetAsync($"/api/packets/{packet.Id.Value}").Done()).GetProperty("seal");
            seal.GetProperty("intact").GetBoolean().ShouldBeTrue();
            seal.GetProperty("place").GetInt32().ShouldBeInRange(1, seal.GetProperty("packets").GetInt32());
        }
        // Another root is what a changed packet would show.
        var real = await host.InScope(async services => { await Task.CompletedTask; return services.GetRequiredService<GatewayDb>().RawSeals.First(seal => seal.LastPacket >= packets[0].Id.Value); });
        var forged = new RawSeal { Id = real.Id, FirstPacket = real.FirstPacket, LastPacket = real.LastPacket, Packets = real.Packets, Root = new string('0', 64), At = real.At };
        PacketDigest.Check(raw, forged, packets[0].Id).Intact.ShouldBeFalse();
    }

    [Fact]
    public async Task Series_name_missing_invalid_and_stopped_and_long_ones_come_downsampled()
    {
        using var engineer = await host.Engineer();
        var (_, outlet, monitor, mn) = await host.NewMonitor(engineer);
        using var logger = host.Logger();
        var text = new StringBuilder();
        for (var minute = 0; minute < 300; minute++)
        {
            if (minute is >= 60 and < 70) continue;
            var flag = minute switch { >= 120 and < 125 => 'M', >= 180 and < 190 => 'F', _ => 'N' };
            var at = new DateTime(2026, 11, 18, 4, 55, 0).AddMinutes(minute);
            text.Append(GatewayBench.Frame($"QN={at:yyyyMMddHHmmss}{minute:000};ST=31;CN=2011;PW=123456;MN={mn};Flag=5;CP=&&DataTime={at:yyyyMMddHHmmss};a21026-Rtd={minute}.5,a21026-Flag={flag}&&"));
        }
        foreach (var piece in text.ToString().Chunk(8000)) logger.Send(new string(piece));
        for (var n = 0; n < 290; n++) logger.Answer(20_000).ShouldNotBeNull();
        host.Settle();

        const string period = "from=2026-11-17T20:55:00Z&to=2026-11-18T01:55:00Z";
        var series = await engineer.GetAsync($"/api/readings/series?kind=realtime&outlet={outlet}&codes=a21026&{period}").Done();
        series.GetProperty("bucketSeconds").GetInt32().ShouldBe(0);
        var factor = series.GetProperty("factors")[0];
        factor.GetProperty("points").GetArrayLength().ShouldBe(290);
        factor.GetProperty("gaps").EnumerateArray().Select(gap => (gap.Text("kind"), gap.Text("word"),
            (gap.GetProperty("until").GetDateTimeOffset() - gap.GetProperty("from").GetDateTimeOffset()).TotalMinutes))
            .ShouldBe([("missing", "缺数", 10), ("invalid", "维护", 5), ("stopped", "停运", 10)]);

        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<MonitoringDb>();
            var from = new DateTimeOffset(2026, 11, 18, 6, 55, 0, TimeSpan.FromHours(8));
            db.Marks.Add(new Qingjian.Monitoring.Marks.Mark
            {
                Id = NewId.Make(),
                EnterpriseId = null,
                Division = "611002",
                OutletId = outlet,
                Factors = ["a21026"],
                Kind = "calibration",
                Name = "校准维护",
                Effect = null,
                FromAt = from,
                ToAt = from.AddMinutes(5),
                Note = "零点校准",
                OrderId = NewId.Make(),
                MadeBy = "企业环保员",
                MadeAt = from.AddHours(1),
                AcceptedBy = "值班员",
                AcceptedAt = from.AddHours(2),
            });
            await db.Commit(new Act("mark.accept", "outlet", outlet, "接受标记"), default);
            return 0;
        });
        var mark = (await engineer.GetAsync($"/api/readings/series?kind=realtime&outlet={outlet}&codes=a21026&{period}").Done()).GetProperty("marks")[0];
        (mark.Text("name"), mark.GetProperty("excludes").GetBoolean(), (mark.GetProperty("until").GetDateTimeOffset() - mark.GetProperty("from").GetDateTimeOffset()).TotalMinutes)
            .ShouldBe(("校准维护", false, 5));

        var coarse = await engineer.GetAsync($"/api/readings/series?kind=realtime&monitor={monitor}&codes=a21026&points=50&{period}").Done();
        coarse.GetProperty("bucketSeconds").GetInt32().ShouldBe(360);
        var points = coarse.GetProperty("factors")[0].GetProperty("points").EnumerateArray().ToList();
        points.Count.ShouldBeLessThanOrEqualTo(50);
        points.Sum(point => point.GetProperty("count").GetInt32()).ShouldBe(290);
        (points[0].GetProperty("low").GetDecimal(), points[0].GetProperty("value").GetDecimal(), points[0].GetProperty("high").GetDecimal()).ShouldBe((0.5m, 3m, 5.5m));
        coarse.GetProperty("factors")[0].GetProperty("gaps").GetArrayLength().ShouldBe(3);

        var csv = await engineer.GetStringAsync($"/api/readings/export?format=csv&kind=realtime&monitor={monitor}&{period}");
        csv.Split('\n').Length.ShouldBeGreaterThan(290);
        (await engineer.GetAsync($"/api/readings/series?kind=nothing&monitor={monitor}").Refused()).Status.ShouldBe(400);
        (await engineer.GetAsync($"/api/readings/series?kind=realtime&monitor={new string('0', 32)}").Refused()).Status.ShouldBe(404);
    }
}

public sealed class SqliteGatewayHttpTests(SqliteHost host) : GatewayHttpTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresGatewayHttpTests(PostgresHost host) : GatewayHttpTests(host), IClassFixture<PostgresHost>;
