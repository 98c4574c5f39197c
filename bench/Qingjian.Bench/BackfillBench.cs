using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qingjian.Host;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Backfill;
using Qingjian.Platform.Access;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Sources;
using Qingjian.Simulator.Loggers;
using Qingjian.Simulator.Plants;
using Qingjian.Vocabulary;
using Link = Qingjian.Simulator.Loggers.Link;
using Monitor = Qingjian.Registry.Sources.Monitor;

namespace Qingjian.Bench;

/// <summary>Loggers with a day of gaps are asked for hours, ten-minute values and the day by the whole program, while each sends its real-time packet every 30 seconds.</summary>
internal static class BackfillBench
{
    private const int Hours = 24;
    private static readonly TimeSpan LiveEvery = TimeSpan.FromSeconds(30);

    public static int Run(string[] args) => Measure(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1000).GetAwaiter().GetResult();

    private static async Task<int> Measure(int loggers)
    {
        var folder = Directory.CreateTempSubdirectory("qj-backfill").FullName;
        await using var app = House.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:Folder"] = folder,
                ["Gateway:Port"] = "0",
                ["Gateway:Address"] = "127.0.0.1",
                ["Gateway:MostPerAddress"] = "20000",
                ["Backfill:Enabled"] = "false",
                ["Backfill:LeaveAlone"] = "00:00:00",
            });
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        app.Urls.Add("http://127.0.0.1:0");
        await app.Start();
        var now = Clock();
        var end = now.Date.AddHours(now.Hour - 1);
        var plants = Enumerable.Range(1, loggers).Select(number => Plant.OfCrowd(number, "0BE0")).ToList();
        await Register(app.Services, plants);
        var port = app.Services.GetRequiredService<GatewayService>().Port;
        var lines = new ConcurrentBag<(Link Link, Uploads Uploads)>();
        await Parallel.ForEachAsync(plants.Select((plant, place) => (plant, place)), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (each, stop) =>
        {
            var uploads = new Uploads(each.plant, each.place);
            var link = await Link.Open("127.0.0.1", port, new Obey(each.plant, new Uploads(each.plant, each.place), Clock).Hear, stop);
            // What came before the gap: one value of each kind.
            await Send(link, uploads, 2031, end.Date.AddDays(-3));
            await Send(link, uploads, 2061, end.AddHours(-Hours - 1));
            await Send(link, uploads, 2051, end.AddHours(-Hours).AddMinutes(-10));
            lines.Add((link, uploads));
        });
        SpinWait.SpinUntil(() => app.Services.GetRequiredService<GatewayService>().Backlog == 0, TimeSpan.FromMinutes(1));

        using var done = new CancellationTokenSource();
        var (waits, unanswered) = (new ConcurrentBag<double>(), 0);
        var live = lines.Select(async line =>
        {
            try
            {
                await Task.Delay(LiveEvery * Random.Shared.NextDouble(), done.Token);
                while (true)
                {
                    var watch = Stopwatch.StartNew();
                    if (await Send(line.Link, line.Uploads, 2011, Clock())) waits.Add(watch.Elapsed.TotalMilliseconds);
                    else Interlocked.Increment(ref unanswered);
                    await Task.Delay(LiveEvery, done.Token);
                }
            }
            catch (OperationCanceledException) { }
        }).ToList();
        var total = Stopwatch.StartNew();
        var asks = 0;
        for (int made; (made = await app.Services.GetRequiredService<PullBack>().Look(default)) > 0;) asks += made;
        var seconds = total.Elapsed.TotalSeconds;
        await done.CancelAsync();
        await Task.WhenAll(live);
        SpinWait.SpinUntil(() => app.Services.GetRequiredService<GatewayService>().Backlog == 0, TimeSpan.FromMinutes(1));
        var readings = app.Services.GetRequiredService<IReadings>();
        var (from, until) = (BeijingTime.InstantOf(end.AddHours(-Hours)), BeijingTime.InstantOf(end));
        var hours = plants.Sum(plant => readings.Of(plant.Mn, PeriodKind.Hour, from, until).Count);
        var minutes = plants.Sum(plant => readings.Of(plant.Mn, PeriodKind.Minute, from, until).Count);
        var sorted = waits.Order().ToList();
        Console.WriteLine($"backfill: {loggers} loggers, {hours} of {loggers * Hours} hours and {minutes} of {loggers * Hours * 6} ten-minute values back in {seconds:0.0} s with {asks} commands; "
            + $"meanwhile {sorted.Count} live packets answered, p50 {At(sorted, 0.5):0} ms, p99 {At(sorted, 0.99):0} ms, {unanswered} unanswered");
        foreach (var (link, _) in lines) await link.DisposeAsync();
        await app.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, true);
        return hours == loggers * Hours && unanswered == 0 ? 0 : 1;
    }

    private static async Task Register(IServiceProvider services, List<Plant> plants)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<RegistryDb>();
        var password = scope.ServiceProvider.GetRequiredService<SecretBox>().Seal("123456");
        foreach (var plant in plants)
        {
            var (firm, outlet, monitor) = (NewId.Make(), NewId.Make(), NewId.Make());
            db.Add(new Enterprise { Id = firm, Name = $"演示{plant.Mn}有限公司", Division = "611002", Industry = "4411", CreatedAt = db.Now });
            db.Add(new Outlet { Id = outlet, EnterpriseId = firm, Division = "611002", Code = "DA001", Name = "锅炉排气筒", Medium = Medium.Air });
            db.Add(new Monitor { Id = monitor, EnterpriseId = firm, Division = "611002", Mn = plant.Mn, Name = "数采仪", SealedPassword = password, Medium = Medium.Air, SystemType = "31", MinInterval = 10 });
            db.Add(new Binding { Id = NewId.Make(), MonitorId = monitor, OutletId = outlet, From = new(2018, 1, 1) });
        }
        await db.Commit(new Act("bench.register", "monitor", NewId.Make(), "登记测试数采仪"), default);
        await services.GetRequiredService<IStations>().Reload(default);
    }

    private static async Task<bool> Send(Link link, Uploads uploads, int command, DateTime start)
    {
        var buffer = new ArrayBufferWriter<byte>();
        if (command == 2011) uploads.Realtime(buffer, new DateTime(start.Ticks - start.Ticks % TimeSpan.TicksPerSecond));
        else uploads.Period(buffer, command, start);
        var answered = true;
        foreach (var frame in Frames.Cut(buffer.WrittenMemory)) answered &= await link.SendAndWait(frame, default);
        return answered;
    }

    private static DateTime Clock() => BeijingTime.ClockOf(DateTimeOffset.UtcNow);

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
}
