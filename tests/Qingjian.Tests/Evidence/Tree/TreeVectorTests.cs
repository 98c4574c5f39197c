using Qingjian.Evidence.Tree;
using Qingjian.Platform.EvidenceLog;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Tree;

public sealed class TreeVectorTests
{
    public static TheoryData<string> Hashes => ["sha256", "sm3"];

    [Fact]
    public void Sm3_of_abc_is_that_of_the_standard() =>
        Convert.ToHexStringLower(Sm3TreeHash.Digest("abc"u8)).ShouldBe(Vectors.Sm3Check.GetProperty("digest").GetString());

    [Theory]
    [MemberData(nameof(Hashes))]
    public void Roots_are_those_of_the_vectors(string hash)
    {
        var vectors = Vectors.Of(hash);
        Vectors.Tree(Of(hash), 0).Root().ShouldBe(Vectors.Digest(vectors.GetProperty("empty_root")));
        foreach (var root in vectors.GetProperty("roots").EnumerateObject())
        {
            var size = int.Parse(root.Name);
            Vectors.Tree(Of(hash), size).Root().ShouldBe(Vectors.Digest(root.Value));
            MerkleTree.Root(Vectors.Tree(Of(hash), 8), size).ShouldBe(Vectors.Digest(root.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Hashes))]
    public void Inclusion_proofs_are_those_of_the_vectors_and_hold(string hash)
    {
        var tree = Vectors.Tree(Of(hash), 8);
        foreach (var vector in Vectors.Of(hash).GetProperty("inclusion").EnumerateArray())
        {
            var (index, size) = (vector.GetProperty("index").GetInt64(), vector.GetProperty("size").GetInt64());
            var proof = MerkleTree.Inclusion(tree, index, size);
            proof.ShouldBe(Vectors.Proof(vector));
            InclusionProof.Verify(Of(hash), Of(hash).Leaf(Vectors.Leaves[index]), index, size, proof, MerkleTree.Root(tree, size)).ShouldBeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Hashes))]
    public void Consistency_proofs_are_those_of_the_vectors_and_hold(string hash)
    {
        var tree = Vectors.Tree(Of(hash), 8);
        foreach (var vector in Vectors.Of(hash).GetProperty("consistency").EnumerateArray())
        {
            var (older, newer) = (vector.GetProperty("old").GetInt64(), vector.GetProperty("new").GetInt64());
            var proof = MerkleTree.Consistency(tree, older, newer);
            proof.ShouldBe(Vectors.Proof(vector));
            ConsistencyProof.Verify(Of(hash), older, MerkleTree.Root(tree, older), newer, MerkleTree.Root(tree, newer), proof).ShouldBeTrue();
        }
    }

    private static ITreeHash Of(string hash) => hash == "sm3" ? Sm3TreeHash.Instance : Sha256TreeHash.Instance;
}
