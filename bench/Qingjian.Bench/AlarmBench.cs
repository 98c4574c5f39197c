using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Facts;
using Qingjian.Simulator.Loggers;
using Qingjian.Simulator.Plants;
using Qingjian.Vocabulary;
using Link = Qingjian.Simulator.Loggers.Link;

namespace Qingjian.Bench;

/// <summary>Two figures of the whole program: what judging costs beside receiving, and how long after its packet an alarm stands on the duty board of an open page.</summary>
internal static class AlarmBench
{
    private const int RealtimeAnHour = 120, MinutesAnHour = 6, WarmHours = 8, MeasuredHours = 4;
    private static readonly TimeSpan LiveEvery = TimeSpan.FromSeconds(30), AlarmEvery = TimeSpan.FromSeconds(0.5);

    /// <param name="args">[loggers] [alarms]</param>
    public static int Run(string[] args) => Measure(args.Length > 1 ? IngestLoad.Int(args[1]) : 1000, args.Length > 2 ? IngestLoad.Int(args[2]) : 200).GetAwaiter().GetResult();

    private static async Task<int> Measure(int loggers, int alarms)
    {
        // Only receiving, judging and telling run here: the jobs that come round every few minutes would fall into one phase and not the other.
        await using var house = await CrowdHouse.Open(loggers, new Dictionary<string, string?> { ["Schedule:Enabled"] = "false" });
        var now = BeijingTime.ClockOf(DateTimeOffset.UtcNow);
        var hour = now.Date.AddHours(now.Hour - 1);
        var lines = new ConcurrentBag<(int Place, Link Link, Uploads Uploads)>();
        await Parallel.ForEachAsync(Enumerable.Range(0, loggers), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (place, stop) =>
            lines.Add((place, await Link.Open("127.0.0.1", house.Gateway.Port, null, stop), new Uploads(house.Plants[place], place))));
        await Judging(house, lines, hour.AddHours(-1));
        await Alarms(house, lines, hour, alarms);
        foreach (var line in lines) await line.Link.DisposeAsync();
        return 0;
    }

    // Each hour of everybody is received while judging waits for its turn; then judging catches up alone. The first hours warm up: a program
    // that has run for minutes is what a bureau has.
    private static async Task Judging(CrowdHouse house, ConcurrentBag<(int Place, Link Link, Uploads Uploads)> lines, DateTime last)
    {
        var (processor, watch) = (TimeSpan.Zero, new Stopwatch());
        for (var back = WarmHours + MeasuredHours - 1; back >= 0; back--)
        {
            var hour = last.AddHours(-back);
            house.Clock.Behind = TimeSpan.FromHours(back + 1);
            TimeSpan before;
            using (await house.Services.GetRequiredService<JudgingTurn>().Take(default))
            {
                await Parallel.ForEachAsync(lines, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (line, stop) =>
                {
                    for (var minute = 0; minute < 60; minute += 60 / MinutesAnHour) await CrowdHouse.Send(line.Link, line.Uploads, 2051, hour.AddMinutes(minute));
                    await CrowdHouse.Send(line.Link, line.Uploads, 2061, hour);
                });
                house.Settle();
                // Trends and alarm conditions look at arrivals by themselves: they are done before judging is let go.
                await Quiet();
                before = Process.GetCurrentProcess().TotalProcessorTime;
                if (back < MeasuredHours) watch.Start();
            }
            await CatchUp(house);
            watch.Stop();
            if (back < MeasuredHours) processor += Process.GetCurrentProcess().TotalProcessorTime - before;
        }
        var judging = processor.TotalMilliseconds / lines.Count / MeasuredHours;
        house.Clock.Behind = TimeSpan.Zero;

        var receiving = MillisecondsAPacket() * (RealtimeAnHour + MinutesAnHour + 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"judging beside receiving: {judging:0.00} ms of processor an outlet-hour against {receiving:0.00} ms for receiving its {RealtimeAnHour + MinutesAnHour + 1} packets: {judging / receiving:P0} more (limit 20 %); {lines.Count} outlets judged and told in {watch.Elapsed.TotalSeconds / MeasuredHours:0.0} s, mean of {MeasuredHours} hours after {WarmHours} that warm up"));
    }

    private static async Task Quiet()
    {
        for (var last = TimeSpan.Zero; ;)
        {
            await Task.Delay(1000);
            var now = Process.GetCurrentProcess().TotalProcessorTime;
            if (now - last < TimeSpan.FromMilliseconds(60)) return;
            last = now;
        }
    }

    private static async Task CatchUp(CrowdHouse house)
    {
        while (await house.Services.GetRequiredService<JudgeArrivals>().Step(default)) { }
        while (await house.Services.GetRequiredService<Dispatcher>().TellPending(default) > 0) { }
    }

    // Each logger goes on with its real-time packets; now and then one sends an hour far over its limit, and an open page waits for it.
    private static async Task Alarms(CrowdHouse house, ConcurrentBag<(int Place, Link Link, Uploads Uploads)> lines, DateTime hour, int alarms)
    {
        using var page = await house.As(Role.MonitoringEngineer);
        using var done = new CancellationTokenSource();
        var standing = (await Board(page, 500)).ToHashSet();
        var (sent, seen) = (new ConcurrentDictionary<string, long>(), new ConcurrentDictionary<string, double>());
        var looking = Look(page, sent, seen, done.Token);
        var live = lines.Select(line => Live(line.Link, line.Uploads, done.Token)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(5));
        // Some hours are flagged by the plants themselves (maintenance, faults): those are no exceedance. Who stands on the board already raises no new alarm.
        foreach (var line in lines.Where(line => Script.Flag(house.Plants[line.Place], hour) == 'N' && !standing.Contains(house.Plants[line.Place].Mn)).OrderBy(line => line.Place).Take(alarms))
        {
            sent[house.Plants[line.Place].Mn] = Stopwatch.GetTimestamp();
            await CrowdHouse.Send(line.Link, line.Uploads, 2061, hour, change: 40);
            await Task.Delay(AlarmEvery * (0.5 + Random.Shared.NextDouble()));
        }
        SpinWait.SpinUntil(() => seen.Count >= sent.Count, TimeSpan.FromSeconds(30));
        await done.CancelAsync();
        await Task.WhenAll([looking, .. live]);
        var times = seen.Values.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"packet to alarm on an open board: {seen.Count} of {sent.Count} seen, p50 {Quantile.Of(times, 0.5):0} ms, p99 {Quantile.Of(times, 0.99):0} ms, longest {times.LastOrDefault():0} ms (limit p99 1,000 ms), beside {lines.Count / LiveEvery.TotalSeconds:0} live packets a second"));
    }

    // Processor time of the bare gateway, its loggers in a process of their own.
    private static double MillisecondsAPacket()
    {
        var folder = Directory.CreateTempSubdirectory("qj-bench");
        try
        {
            using var raw = new SqliteRawStore(folder.FullName);
            using var readings = new SqliteReadingStore(folder.FullName);
            IngestBench.Measure(raw, readings, 1000, 10, 0, out var seconds, out _, out var health, out _);
            return seconds * 1000 / health.Packets;
        }
        finally { folder.Delete(recursive: true); }
    }

    private static async Task Live(Link link, Uploads uploads, CancellationToken stop)
    {
        try
        {
            await Task.Delay(LiveEvery * Random.Shared.NextDouble(), stop);
            while (true)
            {
                await CrowdHouse.Send(link, uploads, 2011, BeijingTime.ClockOf(DateTimeOffset.UtcNow));
                await Task.Delay(LiveEvery, stop);
            }
        }
        catch (OperationCanceledException) { }
    }

    // As the page does: it hears that the board changed and asks for it.
    private static async Task Look(HttpClient page, ConcurrentDictionary<string, long> sent, ConcurrentDictionary<string, double> seen, CancellationToken stop)
    {
        try
        {
            await using var stream = await page.GetStreamAsync("/api/live", stop);
            using var events = new StreamReader(stream);
            while (await events.ReadLineAsync(stop) is { } line)
            {
                if (!line.Contains("\"duty\"", StringComparison.Ordinal)) continue;
                var board = await Board(page, 20, stop);
                var at = Stopwatch.GetTimestamp();
                foreach (var mn in board)
                    if (sent.TryGetValue(mn, out var since)) seen.TryAdd(mn, Stopwatch.GetElapsedTime(since, at).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException) { }
    }

    private static async Task<List<string>> Board(HttpClient page, int size, CancellationToken stop = default)
    {
        using var board = JsonDocument.Parse(await page.GetStringAsync($"/api/duty/alarms?size={size}", stop));
        return [.. board.RootElement.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("enterpriseName").GetString()![CrowdHouse.NamePrefix.Length..][..24])];
    }
}
