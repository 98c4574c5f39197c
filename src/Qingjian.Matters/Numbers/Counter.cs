namespace Qingjian.Matters.Numbers;

/// <summary>Last number given in a series: one per kind of paper, division and year.</summary>
internal sealed class Counter
{
    public required string Kind { get; init; }
    public required string Division { get; init; }
    public int Year { get; init; }
    public int Last { get; set; }
}
