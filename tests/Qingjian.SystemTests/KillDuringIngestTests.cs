using System.Text;
using Microsoft.Data.Sqlite;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.SystemTests.Loggers;
using Qingjian.SystemTests.Running;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Qingjian.SystemTests;

/// <summary>R1, P1, P2: kill -9 in the middle of ingest. What was answered is stored, once, as it was sent.</summary>
public sealed class KillDuringIngestTests(ITestOutputHelper output)
{
    // Each campaign has a house of its own; a start keeps one core busy, so two take no longer than one.
    private const int Campaigns = 2, Kills = 10, Loggers = 8;

    [Fact]
    public async Task Nothing_answered_is_lost_or_doubled_by_twenty_kills()
    {
        var hits = await Task.WhenAll(Enumerable.Range(1, Campaigns).Select(seed => Task.Run(() => Campaign(seed))));
        hits.Sum().ShouldBeGreaterThanOrEqualTo(Campaigns * Kills * 9 / 10, "kills that found a packet sent and not yet answered");
    }

    private async Task<int> Campaign(int seed)
    {
        using var folder = await DemoFolder.Make();
        var port = HostProcess.FreePort();
        using var stop = new CancellationTokenSource();
        var hits = 0;
        var loggers = Checkout.Plants.Take(Loggers).Select((plant, place) => new ResendingLogger(plant, port, place, Loggers, window: 4)).ToList();
        var running = loggers.ConvertAll(logger => Task.Run(() => logger.Run(stop.Token)));
        try
        {
            var random = new Random(seed);
            for (var kill = 1; kill <= Kills; kill++)
            {
                await using var host = HostProcess.Start(folder.Path, port);
                var before = loggers.ConvertAll(logger => logger.Answered);
                await Patience.Until(() => !loggers.Where((logger, n) => logger.Answered < before[n] + 5).Any(), $"answers before kill {kill}", () => host.Said);
                await Task.Delay(random.Next(400));
                var (cuts, unanswered) = (loggers.ConvertAll(logger => logger.Cuts), loggers.Sum(logger => logger.CutUnanswered));
                await host.Kill();
                await Patience.Until(() => !loggers.Where((logger, n) => logger.Cuts == cuts[n]).Any(), "all loggers noticed the kill");
                if (loggers.Sum(logger => logger.CutUnanswered) > unanswered) hits++;
            }

            await using var last = HostProcess.Start(folder.Path, port);
            loggers.ForEach(logger => logger.Draining = true);
            await Patience.Until(() => loggers.Sum(logger => logger.Waiting) == 0, "every packet answered in the end", () => last.Said);
            await last.Ready();
            (await last.Stop()).ShouldBe(0, last.Said);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(running);
        }
        loggers.Sum(logger => logger.Strange).ShouldBe(0, "answers to packets never sent");
        output.WriteLine($"{Kills} kills, {hits} with an unanswered packet, {loggers.Sum(logger => logger.Answered)} answers");
        Compare(folder.Path, [.. loggers.SelectMany(logger => logger.AnsweredFrames).Select(frame => Encoding.ASCII.GetString(frame))]);
        return hits;
    }

    private static void Compare(string folder, HashSet<string> answered)
    {
        answered.Count.ShouldBeGreaterThan(Kills * Loggers * 5);
        var stored = Stored(folder);
        var once = stored.ToHashSet();
        answered.Count(frame => !once.Contains(frame)).ShouldBe(0, "lost: answered and not stored with these bytes");
        (stored.Count - once.Count).ShouldBe(0, "doubled: the same frame stored more than once");
        once.Count(frame => !answered.Contains(frame)).ShouldBe(0, "wrong: stored bytes that were never sent so");
        Keys(folder).ShouldBe(answered.Count, "keys in the raw store");
    }

    private static List<string> Stored(string folder)
    {
        var frames = new List<string>();
        using var store = new SqliteRawStore(RawFolder(folder));
        for (var at = 0L; store.Next(at) is { } chunk; at = chunk.Last)
            foreach (var packet in chunk) frames.Add(Encoding.ASCII.GetString(packet.Frame));
        return frames;
    }

    // Counted past the product's own reader.
    private static long Keys(string folder)
    {
        long keys = 0;
        foreach (var file in Directory.EnumerateFiles(RawFolder(folder), "raw-*.db"))
        {
            using var db = new SqliteConnection($"Data Source={file};Pooling=False");
            db.Open();
            using var check = new SqliteCommand("PRAGMA integrity_check", db);
            check.ExecuteScalar().ShouldBe("ok");
            using var count = new SqliteCommand("SELECT count(*) FROM (SELECT DISTINCT qn, station, cn, pno FROM packet)", db);
            keys += (long)count.ExecuteScalar()!;
        }
        return keys;
    }

    private static string RawFolder(string folder) => Path.GetDirectoryName(Directory.EnumerateFiles(folder, "raw-*.db", SearchOption.AllDirectories).First())!;
}
