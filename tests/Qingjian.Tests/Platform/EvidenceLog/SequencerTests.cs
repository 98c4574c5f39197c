using System.Runtime.Versioning;
using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Log;
using Qingjian.Evidence.Verification;
using Qingjian.Platform.EvidenceLog;
using Qingjian.Platform.Storage;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.EvidenceLog;

public abstract class SequencerTests(StorageKind kind) : IDisposable
{
    private readonly EvidenceHouse _house = new(kind);

    public void Dispose()
    {
        _house.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_committed_enters_the_log_in_its_order_and_is_marked()
    {
        await _house.Start(run: false);
        await _house.Commit(1200);
        await _house.MoveAll();
        (await _house.Rows()).Select(r => r.LogIndex).ShouldBe(Enumerable.Range(0, 1200).Select(i => (long?)i));
        await _house.ShouldBeInStep();
    }

    [Fact]
    public async Task A_checkpoint_waits_a_minute_but_not_for_a_decision()
    {
        await _house.Start(run: false);
        await _house.Commit(1);
        await _house.MoveAll();
        _house.Clock.Set(_house.Log.SignedAt!.Value.AddSeconds(59));
        await _house.Commit(1);
        await _house.MoveAll();
        _house.Log.Current!.Head()!.Checkpoint.Size.ShouldBeLessThan(2);
        _house.Clock.Set(_house.Log.SignedAt!.Value.AddSeconds(60));
        await _house.MoveAll();
        _house.Log.Current!.Head()!.Checkpoint.Size.ShouldBe(2);
        await _house.Commit(1, EntryTypes.Decision);
        await _house.MoveAll();
        _house.Log.Current!.Head()!.Checkpoint.Size.ShouldBe(3);
    }

    [Fact]
    public async Task A_crash_between_the_log_and_the_marks_neither_loses_nor_doubles()
    {
        await _house.Start(run: false);
        await _house.Commit(30);
        await _house.MoveAll();
        await _house.Commit(30);
        var waiting = (await _house.Rows()).Where(r => r.LogIndex is null).ToList();
        _house.Log.Current!.Append([.. waiting.Take(20).Select(LogEntries.Of)]);   // durable in the log, then the power goes
        await _house.Stop(crash: true);

        await _house.Start(run: true);
        await Eventually(async () => (await _house.Rows()).All(r => r.LogIndex is not null));
        await _house.Stop();
        await _house.Start(run: false);
        await _house.MoveAll();   // what the audit trail entered while the program stopped
        await _house.ShouldBeInStep();
    }

    [Fact]
    public async Task A_torn_last_write_is_made_good_from_the_rows()
    {
        await _house.Start(run: false);
        await _house.Commit(50);
        await _house.MoveAll();
        await _house.Stop(crash: true);
        var entries = Path.Combine(_house.Folder, "evidence", "entries.jsonl");
        File.Delete(Path.Combine(_house.Folder, "evidence", "checkpoint"));
        File.Delete(Path.Combine(_house.Folder, "evidence-second", "checkpoint"));
        using (var file = File.OpenWrite(entries)) file.SetLength(file.Length - 1000);   // marked rows whose entries the disk forgot

        await _house.Start(run: true);
        await _house.Commit(5);
        await Eventually(async () => (await _house.Rows()).All(r => r.LogIndex is not null));
        await _house.Stop();
        await _house.Start(run: false);
        await _house.MoveAll();   // what the audit trail entered while the program stopped
        await _house.ShouldBeInStep();
    }

    [Fact]
    public async Task A_log_folder_that_is_gone_is_written_again_byte_for_byte()
    {
        await _house.Start(run: false);
        await _house.Commit(300);
        await _house.MoveAll();
        _house.Log.Sign();
        await _house.Stop(crash: true);
        var folder = Path.Combine(_house.Folder, "evidence");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock")
            .ToDictionary(f => f, File.ReadAllBytes);
        Directory.Delete(folder, recursive: true);
        Directory.Delete(Path.Combine(_house.Folder, "evidence-second"), recursive: true);

        await _house.Start(run: false);
        await _house.MoveAll();
        _house.Log.Sign();
        foreach (var (file, bytes) in files.Where(f => !f.Key.EndsWith("checkpoint", StringComparison.Ordinal)))
            File.ReadAllBytes(file).ShouldBe(bytes, file);
        var report = new VerificationReport();
        var kept = files.Single(f => f.Key.EndsWith("checkpoint", StringComparison.Ordinal)).Value;
        LogVerification.Run(folder, [], kept, "kept", [], report);
        report.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_log_that_contradicts_its_checkpoint_is_left_alone_and_says_so()
    {
        await _house.Start(run: false);
        await _house.Commit(10);
        await _house.MoveAll();
        _house.Log.Sign();
        await _house.Stop(crash: true);
        var entries = Path.Combine(_house.Folder, "evidence", "entries.jsonl");
        var text = await File.ReadAllTextAsync(entries);
        await File.WriteAllTextAsync(entries, text[..(text.Length / 2)]);
        var before = await File.ReadAllBytesAsync(entries);

        await _house.Start(run: true);
        _house.Log.State.ShouldBe(LogState.Broken);
        _house.Log.Why.ShouldNotBeNullOrEmpty();
        await _house.Commit(1);   // the house goes on; the entry waits
        await _house.Stop();
        (await File.ReadAllBytesAsync(entries)).ShouldBe(before);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_signing_key_is_made_once_and_only_its_owner_may_read_it()
    {
        await _house.Start(run: false);
        await _house.Commit(1);
        await _house.MoveAll();
        var path = Path.Combine(_house.Folder, "keys", "evidence", "0001.pem");
        File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var key = _house.Log.Keys;
        await _house.Stop(crash: true);
        await _house.Start(run: true);
        _house.Log.Keys.ShouldBe(key);
        await _house.Stop();

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        (await Should.ThrowAsync<UnauthorizedAccessException>(() => _house.Start(run: true))).Message.ShouldContain("chmod 600");
    }

    [Fact]
    public async Task A_second_program_stands_by_and_takes_over()
    {
        await _house.Start(run: false);
        await _house.Commit(3);
        await _house.MoveAll();
        using var second = _house.Beside();
        await second.Start(run: false);
        (await second.Sequencer.Round(default)).ShouldBeFalse();
        second.Log.State.ShouldBe(LogState.Waiting);

        await _house.Stop(crash: true);
        await second.Commit(3);
        await second.MoveAll();
        second.Log.State.ShouldBe(LogState.Open);
        await second.ShouldBeInStep();
    }

    [Fact]
    public async Task An_object_named_in_chinese_enters_as_a_hash()
    {
        await _house.Start(run: false);
        await _house.Commit(1, objectId: "演环罚〔2026〕1号");
        await _house.MoveAll();
        await _house.ShouldBeInStep();
        (await File.ReadAllTextAsync(Path.Combine(_house.Folder, "evidence", "entries.jsonl"))).ShouldContain("\"obj\":\"case/h:");
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await holds()) return;
            await Task.Delay(100);
        }
        throw new TimeoutException("It did not come about within a minute.");
    }
}

public sealed class SequencerOnSqlite() : SequencerTests(StorageKind.Embedded);

public sealed class SequencerOnPostgres() : SequencerTests(StorageKind.Postgres);
