namespace Qingjian.Judgement;

/// <summary>Units of concentration and their ratios.</summary>
public static class Units
{
    private static readonly Dictionary<string, (string Kind, decimal Size)> Known = new(StringComparer.Ordinal)
    {
        ["g/m3"] = ("mass per m3 of gas", 1_000_000_000m),
        ["mg/m3"] = ("mass per m3 of gas", 1_000_000m),
        ["ug/m3"] = ("mass per m3 of gas", 1_000m),
        ["ng/m3"] = ("mass per m3 of gas", 1m),
        ["g/L"] = ("mass per litre", 1_000_000_000m),
        ["mg/L"] = ("mass per litre", 1_000_000m),
        ["ug/L"] = ("mass per litre", 1_000m),
        ["ng/L"] = ("mass per litre", 1m),
        [""] = ("number", 1m),
        ["ngTEQ/m3"] = ("toxicity equivalent", 1m),
    };

    /// <summary>What a value in <paramref name="from"/> is multiplied by to be in <paramref name="to"/>; null when the two cannot be compared.</summary>
    public static decimal? Factor(string from, string to) =>
        from == to ? 1m
        : Known.TryGetValue(from, out var a) && Known.TryGetValue(to, out var b) && a.Kind == b.Kind ? a.Size / b.Size
        : null;
}
