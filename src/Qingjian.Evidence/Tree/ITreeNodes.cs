namespace Qingjian.Evidence.Tree;

/// <summary>Gives the hashes of complete subtrees: all a root or a proof is made of.</summary>
public interface ITreeNodes
{
    /// <summary>The hash this tree is built with.</summary>
    ITreeHash Hash { get; }

    /// <summary>Hash of the complete subtree over the leaves [index·2^level, (index+1)·2^level). The caller asks only for
    /// subtrees that are complete in this tree.</summary>
    TreeDigest Node(int level, long index);
}
