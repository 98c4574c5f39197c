using System.Diagnostics;
using Qingjian.SystemTests.Loggers;
using Qingjian.SystemTests.Running;
using Qingjian.SystemTests.Tracing;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Qingjian.SystemTests;

/// <summary>R2, P1: no answer leaves before the sync that makes its packet durable has returned, as the system calls show.</summary>
public sealed class AnswerAfterSyncTests(ITestOutputHelper output)
{
    private const int Answers = 500, Loggers = 8;
    private static readonly string[] Calls = ["-f", "-ttt", "-y", "-s", "20000", "-e", "signal=none", "-e", "trace=pwrite64,fdatasync,fsync,sendto,sendmsg,write"];

    [Fact]
    public async Task No_answer_leaves_before_its_sync()
    {
        (await CanTrace()).ShouldBeTrue("strace is missing or tracing is forbidden on this machine: whether answers wait for the sync was not shown (install strace, allow ptrace).");
        using var folder = await DemoFolder.Make();
        var file = Path.Combine(folder.Path, "system-calls");
        var port = HostProcess.FreePort();
        await using (var host = HostProcess.Start(folder.Path, port, below: ["strace", .. Calls, "-o", file]))
        {
            await host.Ready();
            using var stop = new CancellationTokenSource();
            var loggers = Checkout.Plants.Take(Loggers).Select((plant, place) => new ResendingLogger(plant, port, place, Loggers, window: 1)).ToList();
            var running = loggers.ConvertAll(logger => Task.Run(() => logger.Run(stop.Token)));
            try
            {
                await Patience.Until(() => loggers.Sum(logger => logger.Answered) >= Answers, $"{Answers} answers", () => host.Said);
            }
            finally
            {
                await stop.CancelAsync();
                await Task.WhenAll(running);
            }
            await host.Stop();
        }
        var trace = new SystemCallTrace(File.ReadLines(file), OtherMark);
        output.WriteLine($"{trace.Answers} answers, {trace.Syncs} syncs, {trace.AnsweredBeforeSync.Count} answers too early");
        trace.AnsweredBeforeSync.ShouldBeEmpty();
        trace.Answers.ShouldBeGreaterThanOrEqualTo(Answers, "answers seen in the trace");
        // Each logger waits for its answer before it sends again: a batch holds at most one packet of each.
        trace.Syncs.ShouldBeGreaterThanOrEqualTo(trace.Answers / Loggers, "syncs of the raw store seen in the trace");
    }

    private const string Row = "9 1.0 pwrite64(45</d/raw-2026-11.db-wal>, \"..##QN=20261122101112001;..DataTime=20261122101112;..\", 4096, 32) = 4096";
    private const string SyncOfIt = "9 1.1 fdatasync(45</d/raw-2026-11.db-wal>) = 0";
    private const string Answer = "8 1.2 sendto(60<socket:[1]>, \"##0100QN=20261122101112001;ST=91;CN=9014;..\", 90, 0, NULL, 0) = 90";

    [Theory]
    [InlineData(true, Row, SyncOfIt, Answer)]
    [InlineData(false, Row, Answer, SyncOfIt)]
    [InlineData(false, SyncOfIt, Row, Answer)]
    [InlineData(false, SyncOfIt, Answer)]
    [InlineData(false, Row, "9 1.1 fdatasync(46</d/house.db-wal>) = 0", Answer)]
    [InlineData(false, Row, "9 1.1 fdatasync(45</d/raw-2026-11.db-wal>) = -1 EIO (Input/output error)", Answer)]
    [InlineData(false, Row, "9 1.1 fdatasync(45</d/raw-2026-11.db-wal> <unfinished ...>", Answer, "9 1.3 <... fdatasync resumed>) = 0")]
    [InlineData(true, Row, "9 1.1 fdatasync(45</d/raw-2026-11.db-wal> <unfinished ...>", "9 1.2 <... fdatasync resumed>) = 0", Answer)]
    [InlineData(false, "7 1.0 fdatasync(45</d/raw-2026-11.db-wal> <unfinished ...>", Row, "7 1.1 <... fdatasync resumed>) = 0", Answer)]
    public void A_trace_tells_an_early_answer_from_a_due_one(bool due, params string[] lines)
    {
        var trace = new SystemCallTrace(lines, OtherMark);
        trace.Answers.ShouldBe(1);
        (trace.AnsweredBeforeSync.Count == 0).ShouldBe(due);
    }

    // The packets' QN is their DataTime with milliseconds.
    private static string OtherMark(string qn) => "DataTime=" + qn[..14];

    private static async Task<bool> CanTrace()
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("strace", ["-f", "-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            await probe.WaitForExitAsync();
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
