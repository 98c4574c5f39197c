namespace Qingjian.Hj212;

/// <summary>Why bytes were refused: the rule, and the offset of the first byte that breaks it. For a frame the offset
/// counts from the first <c>#</c>, for a packet from the first byte of the data segment.</summary>
public readonly record struct Fault(Finding Rule, int Offset)
{
    /// <summary>True when there is no fault.</summary>
    public bool IsNone => Rule == Finding.None;

    /// <summary>Code, text and cure of the rule.</summary>
    public FindingEntry Entry => Findings.Of(Rule);
}
