using Microsoft.EntityFrameworkCore;
using Qingjian.Evidence.Entries;
using Qingjian.Platform.EvidenceLog;
using Qingjian.Platform.Storage;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.EvidenceLog;

public abstract class AuditBatchesTests(StorageKind kind) : IDisposable
{
    private readonly EvidenceHouse _house = new(kind);

    public void Dispose()
    {
        _house.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_record_is_in_one_batch_whose_root_stands_in_the_log()
    {
        await _house.Start(run: false);
        for (var i = 0; i < 7; i++) await _house.Commit(1);
        (await Next()).ShouldBe(7);
        (await Next()).ShouldBe(0);
        await _house.Commit(1);
        (await Next()).ShouldBe(1);
        await _house.MoveAll();
        await _house.ShouldBeInStep();

        var batches = (await _house.Rows()).Where(r => r.Type == EntryTypes.AuditBatch).ToList();
        batches.Select(b => b.Size).ShouldBe([7, 1]);
        var audit = await _house.InScope(db => db.Audit.AsNoTracking().OrderBy(r => r.Position).ToListAsync());
        AuditBatches.RootOf(audit.Take(7)).ToHex().ShouldBe(batches[0].Sha256);
    }

    [Fact]
    public async Task A_record_changed_by_hand_no_longer_gives_its_root()
    {
        await _house.Start(run: false);
        for (var i = 0; i < 3; i++) await _house.Commit(1);
        await Next();
        var root = (await _house.Rows()).Single(r => r.Type == EntryTypes.AuditBatch).Sha256;
        await _house.InScope(db => db.Database.ExecuteSqlAsync($"UPDATE platform_audit SET person_name = '别人' WHERE position = 2"));
        var audit = await _house.InScope(db => db.Audit.AsNoTracking().OrderBy(r => r.Position).ToListAsync());
        AuditBatches.RootOf(audit).ToHex().ShouldNotBe(root);
    }

    [Fact]
    public async Task The_trail_enters_by_itself_when_the_program_runs()
    {
        await _house.Start(run: false);
        await _house.Commit(1);
        await _house.Stop(crash: true);
        await _house.Start(run: true);
        for (var i = 0; i < 600 && (await _house.Rows()).All(r => r.Type != EntryTypes.AuditBatch); i++) await Task.Delay(100);
        (await _house.Rows()).ShouldContain(r => r.Type == EntryTypes.AuditBatch);
        await _house.Stop();
    }

    private Task<int> Next() => _house.InScope(db => new AuditBatches(db, _house.Clock).Next(default));
}

public sealed class AuditBatchesOnSqlite() : AuditBatchesTests(StorageKind.Embedded);

public sealed class AuditBatchesOnPostgres() : AuditBatchesTests(StorageKind.Postgres);
