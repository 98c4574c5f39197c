namespace Qingjian.Matters.Clues;

/// <summary>What is known of a clue when it is entered, by hand or from a fact.</summary>
internal sealed record NewClue
{
    public required string SourceCode { get; init; }
    public string? SourceSubcode { get; init; }
    public string? OrderId { get; init; }
    public string? OrderNumber { get; init; }
    public IReadOnlyList<string> VerdictIds { get; init; } = [];
    public required DateTimeOffset FoundAt { get; init; }
    public string? EnterpriseId { get; init; }
    public string? OutletId { get; init; }
    public string? OutletName { get; init; }
    public required string Target { get; init; }
    public required string Division { get; init; }
    public required string Place { get; init; }
    public required string Element { get; init; }
    public required string Content { get; init; }
    public string? FactorCode { get; init; }
    public DateTimeOffset? FactFrom { get; init; }
    public DateTimeOffset? FactTo { get; init; }
    public decimal? FactValue { get; init; }
    public decimal? FactLimit { get; init; }
    public IReadOnlyList<string> FileIds { get; init; } = [];
}
