using System.Buffers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Backfill;
using Qingjian.Monitoring.Gateway.Commands;
using Qingjian.Platform.Access;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Sources;
using Qingjian.Simulator.Loggers;
using Qingjian.Simulator.Plants;
using Qingjian.Tests.Fixtures;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;
using Factor = Qingjian.Registry.Sources.Factor;
using Monitor = Qingjian.Registry.Sources.Monitor;

namespace Qingjian.Tests.Monitoring.Gateway.Backfill;

/// <summary>Loggers with a day of gaps, on the real gateway over TCP, are asked for what is missing while they go on sending. It is 2026-11-18 10:30 there.</summary>
public abstract class PullBackTests(HostFixture host, int loggers)
{
    private sealed record Plugged(Plant Plant, string MonitorId, Qingjian.Simulator.Loggers.Link Link, Uploads Uploads) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Link.DisposeAsync();

        public async Task Send(int command, DateTime start)
        {
            var buffer = new ArrayBufferWriter<byte>();
            if (command == 2011) Uploads.Realtime(buffer, start);
            else Uploads.Period(buffer, command, start);
            foreach (var frame in Frames.Cut(buffer.WrittenMemory)) (await Link.SendAndWait(frame, default)).ShouldBeTrue();
        }
    }

    private DateTime Now() => BeijingTime.ClockOf(host.Clock.GetUtcNow());

    private async Task<Plugged> Plug(int number, string prefix, EnterpriseState state = EnterpriseState.Operating)
    {
        var plant = Plant.OfCrowd(number, prefix);
        var monitorId = NewId.Make();
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<RegistryDb>();
            var (firm, outlet) = (NewId.Make(), NewId.Make());
            db.Add(new Enterprise { Id = firm, Name = $"演示补数{prefix}{number}有限公司", Division = "611002", Industry = "4411", CreatedAt = db.Now, State = state });
            db.Add(new Outlet { Id = outlet, EnterpriseId = firm, Division = "611002", Code = "DA001", Name = "锅炉排气筒", Medium = Medium.Air, BuiltOn = new(2018, 1, 1) });
            db.Add(new Factor { Id = NewId.Make(), OutletId = outlet, Code = "a21026", Unit = "mg/m3", Decimals = 2 });
            db.Add(new Monitor { Id = monitorId, EnterpriseId = firm, Division = "611002", Mn = plant.Mn, Name = $"数采仪{number}", SealedPassword = services.GetRequiredService<SecretBox>().Seal(plant.Password), Medium = Medium.Air, SystemType = "31", MinInterval = 10 });
            db.Add(new Binding { Id = NewId.Make(), MonitorId = monitorId, OutletId = outlet, From = new(2018, 1, 1) });
            await db.Commit(new Act("test.scene", "monitor", monitorId, "布置场景"), default);
            return true;
        });
        await host.Services.GetRequiredService<IStations>().Reload(default);
        var obey = new Obey(plant, new Uploads(plant, number), Now);
        var link = await Qingjian.Simulator.Loggers.Link.Open("127.0.0.1", host.Services.GetRequiredService<GatewayService>().Port, obey.Hear, default);
        return new(plant, monitorId, link, new Uploads(plant, number));
    }

    private int Stored(Plugged logger, PeriodKind kind, int day, int hour, int hours) => host.Services.GetRequiredService<IReadings>()
        .Of(logger.Plant.Mn, kind, BeijingTime.InstantOf(new DateTime(2026, 11, day, hour, 0, 0)), BeijingTime.InstantOf(new DateTime(2026, 11, day, hour, 0, 0).AddHours(hours))).Count;

    private Task<int> Look()
    {
        host.Services.GetRequiredService<IOptions<BackfillOptions>>().Value.LeaveAlone = TimeSpan.Zero;
        return host.Services.GetRequiredService<PullBack>().Look(default);
    }

    [Fact]
    public async Task A_day_of_gaps_is_refilled_over_the_line_while_live_data_go_on()
    {
        host.Clock.SetBeijing(2026, 11, 18, 10, 30);
        var crowd = await Task.WhenAll(Enumerable.Range(1, loggers).Select(number => Plug(number, "0B0F")));
        try
        {
            // What came before the gap: one hour, one minute value, one day.
            foreach (var logger in crowd)
            {
                await logger.Send(2031, new DateTime(2026, 11, 16));
                await logger.Send(2061, new DateTime(2026, 11, 17, 9, 0, 0));
                await logger.Send(2051, new DateTime(2026, 11, 17, 9, 50, 0));
            }
            GatewayHosts.Settle(host);
            using var done = new CancellationTokenSource();
            var live = crowd.Select(async (logger, place) =>
            {
                var sent = 0;
                // The clock of the host stands still, and with it the allowance of packets: a slow machine must not use it up.
                for (; !done.IsCancellationRequested && sent < 200; sent++)
                {
                    await logger.Send(2011, Now().AddSeconds(sent * 30 - 3600));
                    await Task.Delay(100);
                }
                return sent;
            }).ToList();
            var asked = await Look();
            await done.CancelAsync();
            var alive = await Task.WhenAll(live);

            // 24 hours, 146 ten-minute values in two requests, one day.
            asked.ShouldBe(loggers * 4);
            GatewayHosts.Settle(host);
            foreach (var logger in crowd)
            {
                Stored(logger, PeriodKind.Hour, 17, 10, 24).ShouldBe(24);
                Stored(logger, PeriodKind.Minute, 17, 10, 24).ShouldBe(144);
                Stored(logger, PeriodKind.Day, 17, 0, 24).ShouldBe(1);
            }
            alive.ShouldAllBe(sent => sent > 0);
            (await Look()).ShouldBe(0);

            using var engineer = await host.As(Role.MonitoringEngineer, "611002");
            var asks = await engineer.GetFromJsonAsync<JsonElement>($"/api/backfill?monitor={crowd[0].MonitorId}");
            asks.GetProperty("items").EnumerateArray().Select(ask => (ask.GetProperty("kind").GetString(), ask.GetProperty("periods").GetInt32(), ask.GetProperty("got").GetInt32())).Order()
                .ShouldBe([("day", 1, 1), ("hour", 24, 24), ("minute", 2, 2), ("minute", 144, 144)]);
            asks.GetProperty("counts").GetProperty("full").GetInt32().ShouldBe(4);
            var talks = await engineer.GetFromJsonAsync<JsonElement>($"/api/conversations?monitor={crowd[0].MonitorId}");
            talks.GetProperty("items").EnumerateArray().ShouldAllBe(talk => talk.GetProperty("askedBy").GetString() == PullBack.AskedBy && talk.GetProperty("state").GetString() == "done");
            (await engineer.GetStringAsync("/api/backfill/export?format=csv")).ShouldContain("补到（组）");
        }
        finally
        {
            foreach (var logger in crowd) await logger.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_stopped_enterprise_is_not_asked_and_a_logger_without_the_data_is_asked_three_times()
    {
        host.Clock.SetBeijing(2026, 11, 18, 10, 30);
        await using var stopped = await Plug(1, "0B0E", EnterpriseState.Stopped);
        var empty = await Plug(2, "0B0E");
        foreach (var logger in new[] { stopped, empty })
        {
            await logger.Send(2061, new DateTime(2026, 11, 18, 7, 0, 0));
            await logger.Send(2061, new DateTime(2026, 11, 18, 9, 0, 0));
        }
        GatewayHosts.Settle(host);
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");

        // This one hears the request and has no such data. The line is opened anew each time: it does not outlive hours without a word.
        await empty.Link.DisposeAsync();
        (await LookAt(18, 10, 30)).ShouldBe(1);
        (await Look()).ShouldBe(0);
        await LookAt(18, 16, 40);
        await LookAt(19, 10, 40);
        await LookAt(21, 10, 40);
        var asks = (await engineer.GetFromJsonAsync<JsonElement>($"/api/backfill?monitor={empty.MonitorId}&size=200")).GetProperty("items").EnumerateArray()
            .Where(ask => ask.GetProperty("from").GetDateTimeOffset() <= BeijingTime.InstantOf(new DateTime(2026, 11, 18, 8, 0, 0))).ToList();
        asks.Select(ask => ask.GetProperty("turn").GetInt32()).Order().ShouldBe([1, 2, 3]);
        asks.ShouldAllBe(ask => ask.GetProperty("got").GetInt32() == 0);
        (await engineer.GetFromJsonAsync<JsonElement>($"/api/backfill?monitor={stopped.MonitorId}")).GetProperty("total").GetInt32().ShouldBe(0);

        async Task<int> LookAt(int day, int hour, int minute)
        {
            host.Clock.SetBeijing(2026, 11, day, hour, minute);
            await using var deaf = empty with { Link = await Qingjian.Simulator.Loggers.Link.Open("127.0.0.1", host.Services.GetRequiredService<GatewayService>().Port, (request, link) => Nothing(empty.Plant, request, link), default) };
            await deaf.Send(2011, Now());
            return await Look();
        }
    }

    // 9011 that it will, and 9012 that there is no data.
    private static async Task Nothing(Plant plant, HostRequest request, Qingjian.Simulator.Loggers.Link link)
    {
        foreach (var (command, area) in new[] { (9011, "QnRtn=1"), (9012, "ExeRtn=100") })
            await link.Send(System.Text.Encoding.ASCII.GetBytes(GatewayBench.Frame($"QN={request.Qn:yyyyMMddHHmmssfff};ST=91;CN={command};PW={plant.Password};MN={plant.Mn};Flag=4;CP=&&{area}&&")), default);
    }
}

public sealed class PullBackOnSqlite(SqliteHost host) : PullBackTests(host, 20), IClassFixture<SqliteHost>;

public sealed class PullBackOnPostgres(PostgresHost host) : PullBackTests(host, 5), IClassFixture<PostgresHost>;
