using System.Text;

namespace Qingjian.Monitoring.Readings;

/// <summary>Which values a packed part holds, in order: stored once for thousands of rows. Written
/// <c>a21026:Rtd,ZsRtd,Flag;a21002:Rtd,Flag</c>.</summary>
internal sealed class Layout
{
    public const string FlagField = "Flag";

    private Layout(byte[] text, IReadOnlyList<LayoutFactor> factors)
    {
        Text = text;
        Factors = factors;
        ValueCount = factors.Sum(factor => factor.Fields.Count);
        RepeatsCodes = factors.DistinctBy(factor => factor.Code).Count() < factors.Count;
    }

    public byte[] Text { get; }

    public IReadOnlyList<LayoutFactor> Factors { get; }

    /// <summary>Values without flags.</summary>
    public int ValueCount { get; }

    /// <summary>Whether the values of some code were sent in several places.</summary>
    public bool RepeatsCodes { get; }

    public static Layout Parse(ReadOnlySpan<byte> text)
    {
        var factors = new List<LayoutFactor>();
        foreach (var item in Encoding.UTF8.GetString(text).Split(';'))
        {
            var colon = item.IndexOf(':', StringComparison.Ordinal);
            var fields = item[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries);
            factors.Add(new LayoutFactor(string.Intern(item[..colon]),
                [.. fields.Where(field => field != FlagField).Select(string.Intern)], fields.Contains(FlagField)));
        }
        return new Layout(text.ToArray(), factors);
    }
}

/// <param name="Code">As sent by the logger.</param>
/// <param name="Fields">Suffixes of its values, without <c>Flag</c>.</param>
/// <param name="HasFlag">Whether the logger sent a flag; one that is missing is read as N.</param>
internal sealed record LayoutFactor(string Code, IReadOnlyList<string> Fields, bool HasFlag);

/// <summary>All layouts seen, found by their bytes without allocation.</summary>
internal sealed class Layouts
{
    private readonly Dictionary<byte[], Layout> known = new(BytesComparer.Instance);
    private readonly Lock writing = new();

    public static Layouts Shared { get; } = new();

    public Layout Get(ReadOnlySpan<byte> text)
    {
        lock (writing)
        {
            var lookup = known.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (lookup.TryGetValue(text, out var found)) return found;
            var layout = Layout.Parse(text);
            // A logger that invents codes must not fill the memory.
            if (known.Count < 100_000) known[layout.Text] = layout;
            return layout;
        }
    }
}

internal sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static BytesComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }
}
