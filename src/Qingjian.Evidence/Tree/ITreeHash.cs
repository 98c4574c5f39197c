namespace Qingjian.Evidence.Tree;

/// <summary>The hash a Merkle tree is built with, in the RFC 6962 form: leaf = H(0x00 ‖ entry), node = H(0x01 ‖ left ‖ right),
/// empty = H(""). Implementations must be safe to call from several threads.</summary>
public interface ITreeHash
{
    /// <summary>Short lower-case name, used for the folder of its tiles: "sha256", "sm3".</summary>
    string Name { get; }

    /// <summary>Root of the tree without leaves.</summary>
    TreeDigest Empty { get; }

    /// <summary>Hash of one leaf.</summary>
    TreeDigest Leaf(ReadOnlySpan<byte> entry);

    /// <summary>Hash of the node above two subtrees.</summary>
    TreeDigest Node(in TreeDigest left, in TreeDigest right);
}
