using Qingjian.Evidence.Log;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;
using Qingjian.Platform.EvidenceLog;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Log;

public sealed class TransparencyLogTests
{
    [Fact]
    public void What_was_appended_is_read_back_with_proofs_that_hold()
    {
        using var folder = new TemporaryFolder();
        using var log = TransparencyLog.Open(Some.Settings(folder));
        var entries = Some.Entries(0, 700);   // two full tiles and a part
        for (var at = 0; at < entries.Length; at += 33) log.Append(entries[at..Math.Min(at + 33, entries.Length)]).ShouldBe(at);
        var head = log.Sign().Checkpoint;

        head.Size.ShouldBe(700);
        head.Root.ShouldBe(Root(700));
        for (var i = 0; i < 700; i += 3)
        {
            log.Entry(i).ShouldBe(entries[i].ToBytes());
            InclusionProof.Verify(Sha256TreeHash.Instance, Leaf(i), i, 700, log.Inclusion(i, 700), head.Root).ShouldBeTrue();
        }
        for (var older = 0; older <= 700; older += 13)
            ConsistencyProof.Verify(Sha256TreeHash.Instance, older, Root(older), 700, head.Root, log.Consistency(older, 700)).ShouldBeTrue();
    }

    [Fact]
    public void A_level_of_tiles_holds_the_roots_of_the_full_tiles_below()
    {
        using var folder = new TemporaryFolder();
        var settings = Some.Settings(folder);
        using (var log = TransparencyLog.Open(settings)) log.Append(Some.Entries(0, 600));
        var below = File.ReadAllBytes(Path.Combine(settings.Folder, "tiles", "sha256", "0"));
        var above = File.ReadAllBytes(Path.Combine(settings.Folder, "tiles", "sha256", "1"));
        below.Length.ShouldBe(600 * 32);
        above.ShouldBe([.. Root(256).ToArray(), .. SubtreeRoot(256, 512).ToArray()]);
    }

    [Fact]
    public void The_log_goes_on_where_it_ended_when_opened_again()
    {
        using var folder = new TemporaryFolder();
        var settings = Some.Settings(folder);
        for (var round = 0; round < 10; round++)
        {
            using var log = TransparencyLog.Open(settings);
            log.Opening.ShouldBe(log.Opening with { Entries = round * 57, CutBytes = 0 });
            log.Opening.RebuiltTrees.ShouldBeEmpty();
            log.Append(Some.Entries(round * 57, 57));
            if (round % 2 == 0) log.Sign().Checkpoint.Root.ShouldBe(Root((round + 1) * 57));
        }
    }

    [Fact]
    public void Two_writers_are_one_too_many()
    {
        using var folder = new TemporaryFolder();
        using var log = TransparencyLog.Open(Some.Settings(folder));
        Should.Throw<EvidenceLogInUseException>(() => TransparencyLog.Open(Some.Settings(folder)));
    }

    [Fact]
    public void An_unchanged_log_is_not_signed_twice()
    {
        using var folder = new TemporaryFolder();
        using var log = TransparencyLog.Open(Some.Settings(folder));
        log.Append(Some.Entries(0, 3));
        var first = log.Sign();
        log.Sign().Note.ToArray().ShouldBe(first.Note.ToArray());
    }

    [Fact]
    public void A_second_tree_in_sm3_grows_beside_the_first_under_its_own_name()
    {
        using var folder = new TemporaryFolder();
        var settings = Some.Settings(folder);
        using (var log = TransparencyLog.Open(settings))
        {
            log.Append(Some.Entries(0, 300));
            log.Sign();
        }
        using var key = EcdsaP256Signer.Create(Some.Origin + "/sm3");
        var sm3 = new LogTree(Sm3TreeHash.Instance, Some.Origin + "/sm3", [key], [EcdsaP256Verifier.For(key.Key)!]);
        using (var log = TransparencyLog.Open(Some.Settings(folder, Some.Tree(), sm3)))   // added to a log that already stands
        {
            log.Append(Some.Entries(300, 10));
            log.Sign().Checkpoint.Origin.ShouldBe(Some.Origin);
            var head = log.Head("sm3")!.Checkpoint;
            head.Origin.ShouldBe(Some.Origin + "/sm3");
            var tree = new MemoryTree(Sm3TreeHash.Instance);
            foreach (var entry in Some.Entries(0, 310)) tree.Add(entry.ToBytes());
            head.Root.ShouldBe(tree.Root());
            InclusionProof.Verify(Sm3TreeHash.Instance, Sm3TreeHash.Instance.Leaf(Some.Entry(5).ToBytes()), 5, 310, log.Inclusion(5, 310, "sm3"), head.Root)
                .ShouldBeTrue();
        }
        File.Exists(Path.Combine(settings.SecondPlace, "checkpoint.sm3")).ShouldBeTrue();
    }

    [Fact]
    public void An_entry_that_breaks_the_rules_leaves_the_log_as_it_was()
    {
        using var folder = new TemporaryFolder();
        using var log = TransparencyLog.Open(Some.Settings(folder));
        log.Append(Some.Entries(0, 2));
        Should.Throw<ArgumentException>(() => log.Append([Some.Entry(2), Some.Entry(3) with { Subject = "王某" }]));
        log.Size.ShouldBe(2);
        log.Append(Some.Entries(2, 1)).ShouldBe(2);
        log.Sign().Checkpoint.Root.ShouldBe(Root(3));
    }

    [Fact]
    public async Task Readers_prove_entries_while_the_writer_appends()
    {
        using var folder = new TemporaryFolder();
        using var log = TransparencyLog.Open(Some.Settings(folder));
        log.Append(Some.Entries(0, 10));
        var reader = Task.Run(() =>
        {
            for (var size = log.Size; size < 2000; size = log.Size)
            {
                var index = size / 2;
                var proof = log.Inclusion(index, size);
                InclusionProof.Verify(Sha256TreeHash.Instance, Sha256TreeHash.Instance.Leaf(log.Entry(index)), index, size, proof, Root((int)size)).ShouldBeTrue();
            }
        });
        for (var at = 10; at < 2000; at += 10) log.Append(Some.Entries(at, 10));
        await reader;
    }

    internal static TreeDigest Root(int size) => MerkleTree.Root(Reference, size);

    private static readonly MemoryTree Reference = Grow();

    private static MemoryTree Grow()
    {
        var tree = new MemoryTree(Sha256TreeHash.Instance);
        foreach (var entry in Some.Entries(0, 2000)) tree.Add(entry.ToBytes());
        return tree;
    }

    private static TreeDigest Leaf(int index) => Sha256TreeHash.Instance.Leaf(Some.Entry(index).ToBytes());

    private static TreeDigest SubtreeRoot(int from, int to)
    {
        var tree = new MemoryTree(Sha256TreeHash.Instance);
        foreach (var entry in Some.Entries(from, to - from)) tree.Add(entry.ToBytes());
        return tree.Root();
    }
}
