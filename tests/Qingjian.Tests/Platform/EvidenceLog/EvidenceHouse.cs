using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Qingjian.Evidence.Verification;
using Qingjian.Platform;
using Qingjian.Platform.Access;
using Qingjian.Platform.EvidenceLog;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Shouldly;

namespace Qingjian.Tests.Platform.EvidenceLog;

/// <summary>The plumbing alone on a data folder that outlives it, so that a test can stop it, spoil something and start it again.</summary>
public sealed class EvidenceHouse : IDisposable
{
    private readonly Dictionary<string, string?> _settings;
    private readonly bool _owner = true;
    private IHost? _host;

    public EvidenceHouse(StorageKind kind)
    {
        Directory.CreateDirectory(Folder);
        _settings = new()
        {
            ["Storage:Kind"] = kind.ToString(),
            ["Storage:Folder"] = Folder,
            ["Evidence:Origin"] = "env.example.test/evidence",
            ["Storage:ConnectionString"] = kind == StorageKind.Postgres ? PostgresServer.NewDatabase() : null,
        };
    }

    private EvidenceHouse(EvidenceHouse beside) => (Folder, _settings, _owner) = (beside.Folder, beside._settings, false);

    /// <summary>Another program on the same folder and database.</summary>
    public EvidenceHouse Beside() => new(this);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"qingjian-evidence-{Guid.NewGuid():N}");

    public IReadOnlyDictionary<string, string?> Settings => _settings;

    public SettableClock Clock { get; } = new(DateTimeOffset.UtcNow);

    internal HouseLog Log => _host!.Services.GetRequiredService<HouseLog>();

    internal Sequencer Sequencer => _host!.Services.GetRequiredService<Sequencer>();

    /// <summary>Makes tables and services; with <paramref name="run"/> the sequencer runs by itself, otherwise the test calls its rounds.</summary>
    public async Task Start(bool run)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Services.AddPlatform(builder.Configuration);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        _host = builder.Build();
        await _host.Services.GetRequiredService<Migrations>().Run(default);
        if (run) await _host.StartAsync();
    }

    /// <summary>Stops in order, or as a crash would: without signing and without a last word.</summary>
    public async Task Stop(bool crash = false)
    {
        if (!crash) await _host!.StopAsync();
        else Log.Close(null);
        _host!.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <summary>One act that enters this many entries.</summary>
    public Task Commit(int entries, string type = "case.step", string? objectId = null) => InScope(async db =>
    {
        var act = new Act("test.act", "case", objectId ?? NewId.Make(), "测试");
        for (var i = 0; i < entries; i++) act.Enter(type, new { Step = i, Note = "现场检查" });
        await db.Commit(act, default);
        return 0;
    });

    internal async Task<T> InScope<T>(Func<PlatformDb, Task<T>> work)
    {
        await using var scope = _host!.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        return await work(scope.ServiceProvider.GetRequiredService<PlatformDb>());
    }

    internal Task<List<EvidenceRow>> Rows() => InScope(db => db.Evidence.AsNoTracking().OrderBy(r => r.Position).ToListAsync());

    public async Task MoveAll()
    {
        while (await Sequencer.Round(default)) { }
    }

    /// <summary>Each row stands in the log once, at the place it names, and nothing else does; the log is what was signed.</summary>
    public async Task ShouldBeInStep()
    {
        var rows = await Rows();
        rows.ShouldAllBe(r => r.LogIndex != null);
        rows.Select(r => r.LogIndex!.Value).Order().ShouldBe(Enumerable.Range(0, rows.Count).Select(i => (long)i));
        var entries = await File.ReadAllLinesAsync(Path.Combine(Folder, "evidence", "entries.jsonl"));
        entries.Length.ShouldBe(rows.Count);
        foreach (var row in rows) entries[row.LogIndex!.Value].ShouldBe(System.Text.Encoding.UTF8.GetString(LogEntries.Of(row).ToBytes()));
        var report = new VerificationReport();
        DataVerification.Run(Folder, [], null, "", [Sm3TreeHash.Instance], report);
        report.Faults.ShouldBeEmpty();
    }

    public void Dispose()
    {
        _host?.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_owner) Directory.Delete(Folder, recursive: true);
    }
}
