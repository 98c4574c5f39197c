using System.Diagnostics;
using Qingjian.Platform.Storage;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.EvidenceLog;

/// <summary>The real program, killed without warning while it moves entries into the log.</summary>
public abstract class SequencerKillTests(StorageKind kind) : IDisposable
{
    private static readonly int Kills = Environment.GetEnvironmentVariable("QINGJIAN_LONG") is null ? 4 : 50;
    private readonly EvidenceHouse _house = new(kind);

    public void Dispose()
    {
        _house.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_program_is_killed()
    {
        await _house.Start(run: false);
        var entries = Path.Combine(_house.Folder, "evidence", "entries.jsonl");
        var interrupted = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            for (var i = 0; i < 8; i++) await _house.Commit(1000);
            var waiting = (await _house.Rows()).Count(r => r.LogIndex is null);
            await _house.Stop(crash: true);

            var before = File.Exists(entries) ? new FileInfo(entries).Length : 0;
            using (var program = StartProgram())
            {
                var begun = Stopwatch.StartNew();
                while (!File.Exists(entries) || new FileInfo(entries).Length == before)
                {
                    program.HasExited.ShouldBeFalse("the program ended by itself");
                    begun.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
                    await Task.Delay(1);
                }
                await Task.Delay(Random.Shared.Next(40));
                program.Kill();
                await program.WaitForExitAsync();
            }
            await _house.Start(run: false);
            if ((await _house.Rows()).Any(r => r.LogIndex is null)) interrupted++;
            waiting.ShouldBeGreaterThan(0);
        }
        interrupted.ShouldBeGreaterThan(0, "no kill came while entries were moving: the test proved nothing");

        await _house.MoveAll();
        _house.Log.Sign();
        await _house.ShouldBeInStep();
        (await _house.Rows()).Count(r => r.Type == "case.step").ShouldBe(Kills * 8000);
    }

    private Process StartProgram()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Qingjian.Host.dll");
        string[] settings = [.. _house.Settings.Where(s => s.Value is not null).Select(s => $"--{s.Key}={s.Value}")];
        return Process.Start(new ProcessStartInfo("dotnet",
            [program, .. settings, "--Urls=http://127.0.0.1:0", "--Gateway:Port=0", "--Logging:LogLevel:Default=Error"])
        { RedirectStandardOutput = false })!;
    }
}

public sealed class SequencerKillOnSqlite() : SequencerKillTests(StorageKind.Embedded);

public sealed class SequencerKillOnPostgres() : SequencerKillTests(StorageKind.Postgres);
