using Qingjian.Evidence.Log;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Log;

/// <summary>What a crash can leave behind, and what only a hand can.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public void A_tail_torn_at_any_byte_costs_no_whole_entry()
    {
        using var origin = new TemporaryFolder();
        var settings = Some.Settings(origin);
        using (var log = TransparencyLog.Open(settings))
        {
            log.Append(Some.Entries(0, 5));
            log.Sign();
            log.Append(Some.Entries(5, 2));
        }
        var entries = File.ReadAllBytes(Path.Combine(settings.Folder, "entries.jsonl"));
        var signedEnd = Ends(entries)[4];
        for (var cut = signedEnd; cut <= entries.Length; cut++)
        {
            using var folder = Copy(origin);
            var torn = Some.Settings(folder);
            using (var file = File.OpenWrite(Path.Combine(torn.Folder, "entries.jsonl"))) file.SetLength(cut);
            using var log = TransparencyLog.Open(torn);
            log.Size.ShouldBe(Ends(entries).Count(end => end <= cut));
            log.Opening.CutBytes.ShouldBe(cut - (log.Size == 0 ? 0 : Ends(entries)[(int)log.Size - 1]));
            log.Append(Some.Entries((int)log.Size, 10 - (int)log.Size));
            log.Sign().Checkpoint.Root.ShouldBe(TransparencyLogTests.Root(10));
        }
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("{\"v\":1}\n")]
    [InlineData("\0\0\0\0\0\0\0\0\n\0\0")]
    public void Garbage_behind_the_last_entry_is_cut(string garbage)
    {
        using var folder = new TemporaryFolder();
        var settings = Some.Settings(folder);
        using (var log = TransparencyLog.Open(settings)) log.Append(Some.Entries(0, 5));
        File.AppendAllText(Path.Combine(settings.Folder, "entries.jsonl"), garbage);
        using var again = TransparencyLog.Open(settings);
        again.Size.ShouldBe(5);
        again.Opening.CutBytes.ShouldBe(garbage.Length);
    }

    [Theory]
    [InlineData("entries.idx", 0)]
    [InlineData("entries.idx", 13)]
    [InlineData("tiles/sha256/0", 0)]
    [InlineData("tiles/sha256/0", 40)]
    [InlineData("tiles/sha256/1", 0)]
    public void Index_and_tiles_are_made_again_from_the_entries(string file, long left)
    {
        using var folder = new TemporaryFolder();
        var settings = Some.Settings(folder);
        using (var log = TransparencyLog.Open(settings))
        {
            log.Append(Some.Entries(0, 600));
            log.Sign();
        }
        var path = Path.Combine(settings.Folder, file);
        var before = File.ReadAllBytes(path);
        using (var cut = File.OpenWrite(path)) cut.SetLength(left);
        using (var log = TransparencyLog.Open(settings))
        {
            log.Size.ShouldBe(600);
            log.Sign().Checkpoint.Root.ShouldBe(TransparencyLogTests.Root(600));
        }
        File.ReadAllBytes(path).ShouldBe(before);
    }

    [Fact]
    public void A_log_shorter_than_its_checkpoint_is_not_opened()
    {
        using var folder = new TemporaryFolder();
        var settings = Some.Settings(folder);
        using (var log = TransparencyLog.Open(settings))
        {
            log.Append(Some.Entries(0, 5));
            log.Sign();
        }
        var path = Path.Combine(settings.Folder, "entries.jsonl");
        var end = Ends(File.ReadAllBytes(path))[3];
        using (var cut = File.OpenWrite(path)) cut.SetLength(end);
        Should.Throw<EvidenceLogBrokenException>(() => TransparencyLog.Open(settings));
        new FileInfo(path).Length.ShouldBe(end);   // left as it was found, for whoever looks into it
    }

    [Fact]
    public void A_folder_rolled_back_is_found_by_the_second_place()
    {
        using var folder = new TemporaryFolder();
        var settings = Some.Settings(folder);
        using (var log = TransparencyLog.Open(settings))
        {
            log.Append(Some.Entries(0, 5));
            log.Sign();
        }
        using var old = Copy(folder);
        using (var log = TransparencyLog.Open(settings))
        {
            log.Append(Some.Entries(5, 5));
            log.Sign();
        }
        Directory.Delete(settings.Folder, recursive: true);
        Directory.Move(Some.Settings(old).Folder, settings.Folder);
        Should.Throw<EvidenceLogBrokenException>(() => TransparencyLog.Open(settings));
    }

    [Fact]
    public void A_fork_is_never_signed()
    {
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var settings = Some.Settings(folder);
        using var log = TransparencyLog.Open(settings);
        log.Append(Some.Entries(0, 5));
        log.Sign();

        // The same key signed another history of eight entries meanwhile, and the second place knows it.
        using (var fork = TransparencyLog.Open(Some.Settings(other)))
        {
            fork.Append(Some.Entries(100, 8));
            fork.Sign();
        }
        File.Copy(Path.Combine(Some.Settings(other).SecondPlace, "checkpoint"), Path.Combine(settings.SecondPlace, "checkpoint"), overwrite: true);
        log.Append(Some.Entries(5, 5));
        Should.Throw<EvidenceLogBrokenException>(() => log.Sign());
        Should.Throw<IOException>(() => log.Append(Some.Entries(10, 1)));
        File.ReadAllBytes(Path.Combine(settings.Folder, "checkpoint")).ShouldBe(log.Head()!.Note.ToArray());
    }

    [Fact]
    public void A_changed_entry_under_the_checkpoint_keeps_the_log_closed_when_its_tiles_are_gone_too()
    {
        using var folder = new TemporaryFolder();
        var settings = Some.Settings(folder);
        using (var log = TransparencyLog.Open(settings))
        {
            log.Append(Some.Entries(0, 5));
            log.Sign();
        }
        var path = Path.Combine(settings.Folder, "entries.jsonl");
        File.WriteAllText(path, File.ReadAllText(path).Replace("case/3", "case/9"));
        Directory.Delete(Path.Combine(settings.Folder, "tiles"), recursive: true);
        Should.Throw<EvidenceLogBrokenException>(() => TransparencyLog.Open(settings));
    }

    [Fact]
    public void A_crash_between_the_two_places_is_made_good()
    {
        using var folder = new TemporaryFolder();
        var settings = Some.Settings(folder);
        byte[] before;
        using (var log = TransparencyLog.Open(settings))
        {
            log.Append(Some.Entries(0, 5));
            before = log.Sign().Note.ToArray();
            log.Append(Some.Entries(5, 5));
            log.Sign();
        }
        var published = Path.Combine(settings.Folder, "checkpoint");
        var newest = File.ReadAllBytes(published);
        File.WriteAllBytes(published, before);   // the second place was written, the folder not yet
        using (var log = TransparencyLog.Open(settings)) log.Head()!.Checkpoint.Size.ShouldBe(10);
        File.ReadAllBytes(published).ShouldBe(newest);
    }

    private static long[] Ends(byte[] entries) =>
        [.. entries.Select((b, i) => (b, i)).Where(x => x.b == '\n').Select(x => x.i + 1L)];

    private static TemporaryFolder Copy(TemporaryFolder from)
    {
        var to = new TemporaryFolder();
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
        return to;
    }
}
