using System.Collections.Immutable;
using System.Globalization;

namespace Qingjian.Hj212;

/// <summary>A field name or suffix that may stand in a data area, with its Chinese name and the range of its value.</summary>
/// <param name="Name">As the standard writes it.</param>
/// <param name="Kind">How the value is written.</param>
/// <param name="Suffix">Which suffix this is; <see cref="Suffix.None"/> for a plain field.</param>
/// <param name="Edition">2005, 2017, 2025 (second hand) or maker.</param>
/// <param name="NameZh">Chinese name.</param>
public sealed record Term(string Name, ValueKind Kind, Suffix Suffix, string Edition, string NameZh)
{
    /// <summary>Type in the notation of the standard, e.g. N14; empty for suffixes.</summary>
    public string Type { get; init; } = "";

    /// <summary>Least allowed value of a digits field.</summary>
    public int? Low { get; init; }

    /// <summary>Greatest allowed value of a digits field.</summary>
    public int? High { get; init; }

    /// <summary>Unit of the value, empty when it has none.</summary>
    public string Unit { get; init; } = "";

    internal bool IsDataTime { get; init; }
    internal short Number { get; init; }
}

/// <summary>The fields and suffixes of the three editions and the makers' own suffixes.</summary>
public sealed class Terms
{
    private readonly NameTable<Term> _fields, _suffixes;
    private readonly Term[] _all;

    private Terms(ImmutableArray<Term> fields, ImmutableArray<Term> suffixes)
    {
        Fields = fields = [.. fields.Select((t, i) => t with { Number = (short)i })];
        Suffixes = suffixes = [.. suffixes.Select((t, i) => t with { Number = (short)(fields.Length + i) })];
        _all = [.. fields, .. suffixes];
        ShortSuffixes = new(suffixes.Select(t => (t.Name, (ushort)t.Number | (int)t.Kind << 16 | (int)t.Suffix << 24)));
        _fields = new(fields.Select(t => KeyValuePair.Create(t.Name, t)));
        _suffixes = new(suffixes.Select(t => KeyValuePair.Create(t.Name, t)));
    }

    /// <summary>The tables as shipped.</summary>
    public static Terms Default { get; } = Load();

    /// <summary>Plain fields.</summary>
    public ImmutableArray<Term> Fields { get; }

    /// <summary>Suffixes of the standard and of makers.</summary>
    public ImmutableArray<Term> Suffixes { get; }

    /// <summary>The makers' own suffixes an engineer has added, beside those already known.</summary>
    /// <param name="names">1 to 16 ASCII letters and digits each; others are left out.</param>
    public Terms WithMakersSuffixes(IEnumerable<string> names) => new(Fields, [
        .. Suffixes,
        .. names.Where(n => n.Length is > 0 and <= ShortName.Longest && n.All(char.IsAsciiLetterOrDigit) && Suffix(n) is null)
            .Distinct(StringComparer.Ordinal)
            .Select(n => new Term(n, ValueKind.Number, Hj212.Suffix.Maker, "maker", "厂商自定义后缀")),
    ]);

    /// <summary>The plain field of that exact name, or null.</summary>
    public Term? Field(string name) => Fields.FirstOrDefault(t => t.Name == name);

    /// <summary>The suffix of that exact name, or null.</summary>
    public Term? Suffix(string name) => Suffixes.FirstOrDefault(t => t.Name == name);

    // Number, kind and suffix of a term in one int.
    internal WordTable ShortSuffixes { get; }

    internal static short NumberOf(int packed) => (short)packed;

    internal static ValueKind KindOf(int packed) => (ValueKind)(byte)(packed >> 16);

    internal static Suffix SuffixOf(int packed) => (Suffix)(byte)(packed >> 24);

    internal Term this[short number] => _all[number];

    internal Term? FindField(ReadOnlySpan<byte> name, out bool exact) => Find(_fields, name, out exact);

    internal Term? FindSuffix(ReadOnlySpan<byte> name, out bool exact) => Find(_suffixes, name, out exact);

    private static Term? Find(NameTable<Term> table, ReadOnlySpan<byte> name, out bool exact)
    {
        var term = table.Find(name);
        exact = term is not null;
        return term ?? table.FindAnyCase(name);
    }

    private static Terms Load()
    {
        var fields = Csv.Rows("fields.csv").Select(r => new Term(r[0], Kind(r[1]), Hj212.Suffix.None, r[6], r[7])
        {
            Type = r[2],
            Low = Number(r[3]),
            High = Number(r[4]),
            Unit = r[5],
            IsDataTime = r[0] == "DataTime",
        });
        var suffixes = Csv.Rows("suffixes.csv").Select(r => new Term(r[0], Kind(r[1]), Enum.Parse<Suffix>(r[0]), r[2], r[3]));
        var makers = Csv.Rows("makers_suffixes.csv").Select(r => new Term(r[0], Kind(r[1]), Hj212.Suffix.Maker, r[2], r[3]));
        return new([.. fields], [.. suffixes, .. makers]);
    }

    private static ValueKind Kind(string word) => Enum.Parse<ValueKind>(word, ignoreCase: true);

    private static int? Number(string cell) => cell.Length == 0 ? null : int.Parse(cell, CultureInfo.InvariantCulture);
}
