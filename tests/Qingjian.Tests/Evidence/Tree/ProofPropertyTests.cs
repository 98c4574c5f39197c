using System.Text;
using Qingjian.Evidence.Tree;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Tree;

/// <summary>Every index and every size up to 300, past the first full tile of 256.</summary>
public sealed class ProofPropertyTests
{
    private const int Largest = 300;
    private static readonly ITreeHash Hash = Sha256TreeHash.Instance;
    private static readonly MemoryTree Whole = Grow(Largest);
    private static readonly TreeDigest[] Roots = [.. Enumerable.Range(0, Largest + 1).Select(size => MerkleTree.Root(Whole, size))];

    [Fact]
    public void The_root_equals_the_definition_of_rfc_6962_at_every_size()
    {
        for (var size = 0; size <= Largest; size++)
        {
            var leaves = Enumerable.Range(0, size).Select(Leaf).ToArray();
            Roots[size].ShouldBe(Definition(leaves));
        }
    }

    [Fact]
    public void Every_inclusion_proof_holds_for_its_own_leaf_and_place_only()
    {
        for (var size = 1; size <= Largest; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.Inclusion(Whole, index, size);
                InclusionProof.Verify(Hash, Leaf(index), index, size, proof, Roots[size]).ShouldBeTrue();
                InclusionProof.Verify(Hash, Leaf(index + 1), index, size, proof, Roots[size]).ShouldBeFalse();
                if (size > 1) InclusionProof.Verify(Hash, Leaf(index), (index + 1) % size, size, proof, Roots[size]).ShouldBeFalse();
                InclusionProof.Verify(Hash, Leaf(index), index, size, [.. proof, Roots[1]], Roots[size]).ShouldBeFalse();
                if (proof.Count > 0) InclusionProof.Verify(Hash, Leaf(index), index, size, [.. proof.SkipLast(1)], Roots[size]).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Every_consistency_proof_holds_for_its_own_two_trees_only()
    {
        for (var newer = 0; newer <= Largest; newer++)
        {
            for (var older = 0; older <= newer; older++)
            {
                var proof = MerkleTree.Consistency(Whole, older, newer);
                ConsistencyProof.Verify(Hash, older, Roots[older], newer, Roots[newer], proof).ShouldBeTrue();
                var other = Roots[(older + 1) % (Largest + 1)];
                ConsistencyProof.Verify(Hash, older, other, newer, Roots[newer], proof).ShouldBeFalse();
                if (older > 0) ConsistencyProof.Verify(Hash, older, Roots[older], newer, Roots[(newer + 1) % (Largest + 1)], proof).ShouldBeFalse();
                ConsistencyProof.Verify(Hash, older, Roots[older], newer, Roots[newer], [.. proof, Roots[1]]).ShouldBeFalse();
                if (proof.Count > 0) ConsistencyProof.Verify(Hash, older, Roots[older], newer, Roots[newer], [.. proof.SkipLast(1)]).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Impossible_positions_are_false_and_never_an_exception()
    {
        InclusionProof.Verify(Hash, Leaf(0), -1, 1, [], Roots[1]).ShouldBeFalse();
        InclusionProof.Verify(Hash, Leaf(0), 1, 1, [], Roots[1]).ShouldBeFalse();
        InclusionProof.Verify(Hash, Leaf(0), 0, 0, [], Roots[0]).ShouldBeFalse();
        ConsistencyProof.Verify(Hash, -1, Roots[0], 1, Roots[1], []).ShouldBeFalse();
        ConsistencyProof.Verify(Hash, 2, Roots[2], 1, Roots[1], []).ShouldBeFalse();
        ConsistencyProof.Verify(Hash, 0, Roots[1], 0, Roots[1], []).ShouldBeFalse();
    }

    [Fact]
    public void The_edge_taken_up_at_any_size_goes_on_as_if_never_left()
    {
        for (var size = 0; size < Largest; size += 7)
        {
            var edge = CompactRange.At(Whole, size);
            for (var i = size; i < Largest; i++) edge.Add(Leaf(i));
            edge.Root().ShouldBe(Roots[Largest]);
        }
    }

    private static TreeDigest Leaf(int index) => Hash.Leaf(Encoding.ASCII.GetBytes($"leaf {index}"));

    private static MemoryTree Grow(int size)
    {
        var tree = new MemoryTree(Hash);
        for (var i = 0; i < size; i++) tree.Add(Encoding.ASCII.GetBytes($"leaf {i}"));
        return tree;
    }

    // RFC 6962 2.1, written down as it stands there.
    private static TreeDigest Definition(ReadOnlySpan<TreeDigest> leaves)
    {
        if (leaves.Length == 0) return Hash.Empty;
        if (leaves.Length == 1) return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length) k *= 2;
        return Hash.Node(Definition(leaves[..k]), Definition(leaves[k..]));
    }
}
