using System.Collections.Immutable;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>The table of codes: HJ 212-2017 appendix B with the codes of 2005.</summary>
public static class Pollutants
{
    /// <summary>All rows, in the order of the table.</summary>
    public static ImmutableArray<Pollutant> All { get; } = Load();

    private static readonly NameTable<Pollutant> ByCode = new(All.Where(p => p.Code.Length > 0)
        .Select(p => KeyValuePair.Create(p.Code, p)));

    private static readonly NameTable<Pollutant> WaterByOldCode = OldCodes(Medium.Water), AirByOldCode = OldCodes(Medium.Air);
    private static readonly Pollutant? Facility = ByCode.Find("SBxxx"u8);

    private static readonly WordTable Numbers = new(All.Select(p => (p.Code, (int)p.Number)));
    private static readonly Medium[] Mediums = [.. All.Select(p => p.Medium)];

    /// <summary>The number of the row with exactly that code of 2017, -1 when there is none.</summary>
    internal static int FindNumber(ulong word) => Numbers.Find(word);

    internal static Medium MediumOf(int number) => Mediums[number];

    /// <summary>The row a code on the wire belongs to, or null.</summary>
    /// <param name="code">A code of 2017 or 2005; in e, g and c codes the last two digits name the device.</param>
    /// <param name="medium">Settles which 2005 code is meant.</param>
    public static Pollutant? Find(ReadOnlySpan<byte> code, Medium medium = Medium.Unknown) =>
        ByCode.Find(code) ?? FindNumbered(code) ?? FindOld(code, medium);

    /// <summary>The row a code belongs to, or null.</summary>
    public static Pollutant? Find(string code, Medium medium = Medium.Unknown)
    {
        Span<byte> bytes = stackalloc byte[ShortName.Longest];
        return code.Length <= ShortName.Longest && Encoding.UTF8.TryGetBytes(code, bytes, out var used)
            ? Find(bytes[..used], medium)
            : null;
    }

    /// <summary>The Chinese name of a code on the wire, with the number of the device where the code names one (炉膛内上部焚烧温度1); null where no table knows it.</summary>
    /// <param name="code">A code of 2017 or 2005.</param>
    public static string? NameOf(string code)
    {
        if (Find(code) is not { } row) return null;
        var at = row.Code.IndexOf('x', StringComparison.Ordinal);
        return at < 0 || at >= code.Length || code.Length != row.Code.Length || code == row.Code ? row.NameZh : row.NameZh + code[at..].TrimStart('0');
    }

    private static Pollutant? FindNumbered(ReadOnlySpan<byte> code)
    {
        if (code is [(byte)'S', (byte)'B', _, ..] && code.Length <= 5 && Digits.TryRead(code[2..], out _))
            return Facility;
        if (code.Length != 6 || code[0] is not ((byte)'e' or (byte)'g' or (byte)'c' or (byte)'i') || !Digits.TryRead(code[4..], out _))
            return null;
        Span<byte> general = stackalloc byte[6];
        code[..4].CopyTo(general);
        general[4] = general[5] = (byte)'x';
        if (ByCode.Find(general) is { } device) return device;
        // Probes of a furnace: one digit, i3331x.
        general[4] = code[4];
        return ByCode.Find(general);
    }

    private static Pollutant? FindOld(ReadOnlySpan<byte> code, Medium medium)
    {
        if (code.Length is not (2 or 3))
            return null;
        return medium == Medium.Air
            ? AirByOldCode.Find(code) ?? WaterByOldCode.Find(code)
            : WaterByOldCode.Find(code) ?? AirByOldCode.Find(code);
    }

    private static NameTable<Pollutant> OldCodes(Medium medium) => new(All.Where(p => p.Medium == medium && p.Code2005.Length > 0)
        .Select(p => KeyValuePair.Create(p.Code2005, p)));

    private static ImmutableArray<Pollutant> Load()
    {
        var ranges = Csv.Rows("ranges.csv").ToDictionary(r => r[0], StringComparer.Ordinal);
        return [.. Csv.Rows("pollutants.csv").Select((r, i) => Pollutant.Of(r, ranges.GetValueOrDefault(r[0]), i))];
    }
}
