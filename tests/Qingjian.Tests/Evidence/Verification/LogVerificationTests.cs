using System.Text;
using Qingjian.Evidence.Log;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Verification;
using Qingjian.Platform.EvidenceLog;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Verification;

/// <summary>P9, R15: changing any byte of the log is found and located.</summary>
public sealed class LogVerificationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private static readonly INoteVerifier[] Known = [EcdsaP256Verifier.For(Some.Key.Key)!];

    private string Log => Path.Combine(_folder, "log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_untouched_log_is_intact()
    {
        Make(600);
        var report = Verify();
        report.Faults.ShouldBeEmpty();
        report.Verdict.ShouldBe(Verdict.Intact);
        report.Entries.ShouldBe(600);
        report.Checkpoint!.Size.ShouldBe(600);
    }

    [Fact]
    public void Any_changed_byte_of_a_small_log_is_reported_in_its_own_file()
    {
        Make(4);
        foreach (var path in Directory.EnumerateFiles(Log, "*", SearchOption.AllDirectories))
        {
            var whole = File.ReadAllBytes(path);
            var name = Path.GetRelativePath(Log, path).Replace('\\', '/');
            for (var i = 0; i < whole.Length; i++)
            {
                var changed = (byte[])whole.Clone();
                changed[i] ^= (byte)(1 << i % 8);
                File.WriteAllBytes(path, changed);
                var report = Verify();
                report.Verdict.ShouldBe(Verdict.Tampered, $"{name} byte {i}");
                report.Faults.ShouldContain(f => f.File == name || (name == "keys" && f.File == "checkpoint"), $"{name} byte {i}");
            }
            File.WriteAllBytes(path, whole);
        }
        Verify().Verdict.ShouldBe(Verdict.Intact);
    }

    [Fact]
    public void A_changed_entry_is_named_with_its_object_place_and_hashes()
    {
        Make(6);
        var path = Path.Combine(Log, "entries.jsonl");
        var text = File.ReadAllText(path);
        var offset = Encoding.UTF8.GetByteCount(string.Concat(text.Split('\n').Take(3).Select(l => l + "\n")));
        File.WriteAllText(path, text.Replace("\"id\":\"e3\"", "\"id\":\"e9\""));

        var fault = Verify().Faults.ShouldHaveSingleItem();
        fault.Code.ShouldBe(FaultCode.EntryChanged);
        fault.Subject.ShouldBe("case/3");
        fault.Offset.ShouldBe(offset);
        fault.Expected.ShouldBe(Qingjian.Evidence.Tree.Sha256TreeHash.Instance.Leaf(Some.Entry(3).ToBytes()).ToHex());
        fault.Found.ShouldNotBe(fault.Expected);
    }

    [Theory]
    [InlineData(0, 3 * 32)]
    [InlineData(0, 700 * 32 + 31)]
    [InlineData(1, 40)]
    public void A_changed_hash_of_the_tree_is_told_from_a_changed_entry(int level, int at)
    {
        Make(800);
        var path = Path.Combine(Log, "tiles", "sha256", $"{level}");
        Flip(path, at);
        var fault = Verify().Faults.ShouldHaveSingleItem();
        fault.Code.ShouldBe(FaultCode.TileWrong);
        fault.File.ShouldBe($"tiles/sha256/{level}");
        fault.Offset.ShouldBe(at / 32 * 32);
    }

    [Fact]
    public void A_lost_line_end_does_not_hide_which_entry_it_was()
    {
        Make(600);
        var path = Path.Combine(Log, "entries.jsonl");
        var ends = Enumerable.Range(0, (int)new FileInfo(path).Length).Where(i => File.ReadAllBytes(path)[i] == '\n').Take(101).ToArray();
        Flip(path, ends[100]);
        var fault = Verify().Faults.ShouldHaveSingleItem();
        fault.Code.ShouldBe(FaultCode.EntryChanged);
        fault.Subject.ShouldBe("case/100");
    }

    [Fact]
    public void An_entry_and_its_hash_changed_together_are_found_by_the_signed_root()
    {
        Make(6);
        RewriteEverythingButTheCheckpoint(entries => entries.Replace("case/3", "case/4"));
        Verify().Faults.ShouldContain(f => f.Code == FaultCode.RootDiffers);
    }

    [Fact]
    public void Entries_cut_from_the_end_with_all_their_hashes_are_missed()
    {
        Make(6);
        RewriteEverythingButTheCheckpoint(entries => string.Concat(entries.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(4).Select(l => l + "\n")));
        Verify().Faults.ShouldContain(f => f.Code == FaultCode.LogShortened && f.Expected == "6" && f.Found == "4");
    }

    [Fact]
    public void A_rolled_back_folder_is_found_with_a_checkpoint_kept_outside()
    {
        Make(6);
        var early = File.ReadAllBytes(Path.Combine(Log, "checkpoint"));
        Verify(early).Verdict.ShouldBe(Verdict.Intact);
        Grow(6, 5);
        Verify(early).Verdict.ShouldBe(Verdict.Intact);
        var late = File.ReadAllBytes(Path.Combine(Log, "checkpoint"));

        Directory.Delete(_folder, recursive: true);
        Make(6);
        Verify(early).Verdict.ShouldBe(Verdict.Intact);
        Verify(late).Faults.ShouldContain(f => f.Code == FaultCode.LogShortened && f.File == "kept");
    }

    [Fact]
    public void An_exchanged_history_is_found_with_a_checkpoint_kept_outside()
    {
        Make(6);
        var kept = File.ReadAllBytes(Path.Combine(Log, "checkpoint"));
        Directory.Delete(_folder, recursive: true);
        Grow(100, 8);   // the same key, another past
        Verify(kept).Faults.ShouldHaveSingleItem().Code.ShouldBe(FaultCode.LogForked);
    }

    [Fact]
    public void A_log_signed_with_another_key_is_not_believed_when_the_key_is_known_from_outside()
    {
        using var foreign = EcdsaP256Signer.Create(Some.Origin);
        using (var log = TransparencyLog.Open(Some.Settings(_folder,
            new LogTree(Qingjian.Evidence.Tree.Sha256TreeHash.Instance, Some.Origin, [foreign], [EcdsaP256Verifier.For(foreign.Key)!]))))
        {
            log.Append(Some.Entries(0, 6));
            log.Sign();
        }
        Verify().Faults.ShouldContain(f => f.Code == FaultCode.CheckpointRefused);
        var trusting = new VerificationReport();
        LogVerification.Run(Log, [], null, "", [], trusting);
        trusting.Verdict.ShouldBe(Verdict.Intact);
        trusting.KeysFromWithin.ShouldBeTrue();
    }

    [Fact]
    public void What_a_crash_leaves_behind_the_checkpoint_is_no_fault()
    {
        Make(6);
        using (var log = TransparencyLog.Open(Some.Settings(_folder))) log.Append(Some.Entries(6, 2));
        using (var tiles = File.OpenWrite(Path.Combine(Log, "tiles", "sha256", "0"))) tiles.SetLength(6 * 32);
        File.AppendAllText(Path.Combine(Log, "entries.jsonl"), "{\"actor\":");
        var report = Verify();
        report.Verdict.ShouldBe(Verdict.Intact);
        report.UnsignedEntries.ShouldBe(2);
        report.TornBytes.ShouldBe(9);
    }

    [Fact]
    public void A_tree_of_another_hash_is_checked_by_whoever_can_and_named_by_whoever_cannot()
    {
        using var key = EcdsaP256Signer.Create(Some.Origin + "/sm3");
        var sm3 = new LogTree(Sm3TreeHash.Instance, Some.Origin + "/sm3", [key], [EcdsaP256Verifier.For(key.Key)!]);
        using (var log = TransparencyLog.Open(Some.Settings(_folder, Some.Tree(), sm3)))
        {
            log.Append(Some.Entries(0, 300));
            log.Sign();
        }
        var without = Verify();
        without.Verdict.ShouldBe(Verdict.Intact);
        without.Unchecked.ShouldBe(["tiles/sm3"]);

        Flip(Path.Combine(Log, "tiles", "sm3", "0"), 77 * 32);
        var report = new VerificationReport();
        LogVerification.Run(Log, [], null, "", [Sm3TreeHash.Instance], report);
        report.Faults.ShouldHaveSingleItem().File.ShouldBe("tiles/sm3/0");
    }

    [Fact]
    public void A_folder_that_holds_no_log_is_unreadable()
    {
        Directory.CreateDirectory(Log);
        var report = new VerificationReport();
        LogVerification.Run(Log, Known, null, "", [], report);
        report.Faults.ShouldContain(f => f.Code == FaultCode.Unreadable);
    }

    private void Make(int entries) => Grow(0, entries);

    private void Grow(int from, int count)
    {
        using var log = TransparencyLog.Open(Some.Settings(_folder));
        log.Append(Some.Entries(from, count));
        log.Sign();
    }

    private VerificationReport Verify(byte[]? kept = null)
    {
        var report = new VerificationReport();
        LogVerification.Run(Log, Known, kept, "kept", [], report);
        return report;
    }

    private void RewriteEverythingButTheCheckpoint(Func<string, string> change)
    {
        var path = Path.Combine(Log, "entries.jsonl");
        var changed = change(File.ReadAllText(path));
        var checkpoint = File.ReadAllBytes(Path.Combine(Log, "checkpoint"));
        Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(Log);
        File.WriteAllText(path, changed);
        TransparencyLog.Open(Some.Settings(_folder)).Dispose();
        File.WriteAllBytes(Path.Combine(Log, "checkpoint"), checkpoint);
    }

    private static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(path, bytes);
    }
}
