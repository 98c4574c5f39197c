namespace Qingjian.Matters.Clues;

/// <summary>Where clues come from (案源) and what they are about, as <c>law/clue-sources</c> lists them.</summary>
internal sealed record ClueSources(IReadOnlyList<ClueSource> Sources, IReadOnlyList<CodeName> Elements)
{
    /// <summary>The words for a source, with its sub-source where it has one.</summary>
    public string Words(string code, string? subcode)
    {
        if (Sources.FirstOrDefault(s => s.Code == code) is not { } source) return "来源未登记";
        return source.Subcodes.FirstOrDefault(s => s.Code == subcode) is { } sub ? $"{source.Name}（{sub.Name}）" : source.Name;
    }

    /// <summary>The word for an element.</summary>
    public string Element(string code) => Elements.FirstOrDefault(e => e.Code == code)?.Name ?? "其他";

    public bool Knows(string code, string? subcode) =>
        Sources.FirstOrDefault(s => s.Code == code) is { } source && (subcode is null || source.Subcodes.Any(s => s.Code == subcode));
}

internal sealed record ClueSource(string Code, string Name, IReadOnlyList<CodeName> Subcodes);

internal sealed record CodeName(string Code, string Name);
