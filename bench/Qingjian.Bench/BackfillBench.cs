using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway.Backfill;
using Qingjian.Simulator.Loggers;
using Qingjian.Vocabulary;
using Link = Qingjian.Simulator.Loggers.Link;

namespace Qingjian.Bench;

/// <summary>Loggers with a day of gaps are asked for hours, ten-minute values and the day by the whole program, while each sends its real-time packet every 30 seconds.</summary>
internal static class BackfillBench
{
    private const int Hours = 24;
    private static readonly TimeSpan LiveEvery = TimeSpan.FromSeconds(30);

    /// <param name="args">[loggers]</param>
    public static int Run(string[] args) => Measure(args.Length > 1 ? IngestLoad.Int(args[1]) : 1000).GetAwaiter().GetResult();

    private static async Task<int> Measure(int loggers)
    {
        await using var house = await CrowdHouse.Open(loggers, new Dictionary<string, string?> { ["Backfill:LeaveAlone"] = "00:00:00" });
        var plants = house.Plants;
        var now = Clock();
        var end = now.Date.AddHours(now.Hour - 1);
        var port = house.Gateway.Port;
        var lines = new ConcurrentBag<(Link Link, Uploads Uploads)>();
        await Parallel.ForEachAsync(plants.Select((plant, place) => (plant, place)), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (each, stop) =>
        {
            var uploads = new Uploads(each.plant, each.place);
            var link = await Link.Open("127.0.0.1", port, new Obey(each.plant, new Uploads(each.plant, each.place), Clock).Hear, stop);
            // What came before the gap: one value of each kind.
            await CrowdHouse.Send(link, uploads, 2031, end.Date.AddDays(-3));
            await CrowdHouse.Send(link, uploads, 2061, end.AddHours(-Hours - 1));
            await CrowdHouse.Send(link, uploads, 2051, end.AddHours(-Hours).AddMinutes(-10));
            lines.Add((link, uploads));
        });
        house.Settle();

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
                    if (await CrowdHouse.Send(line.Link, line.Uploads, 2011, Clock())) waits.Add(watch.Elapsed.TotalMilliseconds);
                    else Interlocked.Increment(ref unanswered);
                    await Task.Delay(LiveEvery, done.Token);
                }
            }
            catch (OperationCanceledException) { }
        }).ToList();
        var total = Stopwatch.StartNew();
        var asks = 0;
        for (int made; (made = await house.Services.GetRequiredService<PullBack>().Look(default)) > 0;) asks += made;
        var seconds = total.Elapsed.TotalSeconds;
        await done.CancelAsync();
        await Task.WhenAll(live);
        house.Settle();
        var readings = house.Services.GetRequiredService<IReadings>();
        var (from, until) = (BeijingTime.InstantOf(end.AddHours(-Hours)), BeijingTime.InstantOf(end));
        var hours = plants.Sum(plant => readings.Of(plant.Mn, PeriodKind.Hour, from, until).Count);
        var minutes = plants.Sum(plant => readings.Of(plant.Mn, PeriodKind.Minute, from, until).Count);
        var sorted = waits.Order().ToList();
        Console.WriteLine($"backfill: {loggers} loggers, {hours} of {loggers * Hours} hours and {minutes} of {loggers * Hours * 6} ten-minute values back in {seconds:0.0} s with {asks} commands; "
            + $"meanwhile {sorted.Count} live packets answered, p50 {Quantile.Of(sorted, 0.5):0} ms, p99 {Quantile.Of(sorted, 0.99):0} ms, {unanswered} unanswered");
        foreach (var (link, _) in lines) await link.DisposeAsync();
        return hours == loggers * Hours && unanswered == 0 ? 0 : 1;
    }

    private static DateTime Clock() => BeijingTime.ClockOf(DateTimeOffset.UtcNow);
}
