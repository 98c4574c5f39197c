using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>One system type (系统编码 ST).</summary>
/// <param name="Code">Two characters.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Medium">What such a system measures.</param>
public sealed record SystemType(string Code, string NameZh, string NameEn, Medium Medium);

/// <summary>The table of system types.</summary>
public static class SystemTypes
{
    /// <summary>All rows, in the order of the table.</summary>
    public static ImmutableArray<SystemType> All { get; } =
        [.. Csv.Rows("hj212_system_types.csv").Select(r => new SystemType(r[0], r[1], r[2], MediumOf(r[0])))];

    private static readonly FrozenDictionary<string, SystemType> ByCode = All.ToFrozenDictionary(t => t.Code);
    private static readonly NameTable<SystemType> ByBytes = new(All.Select(t => KeyValuePair.Create(t.Code, t)));

    /// <summary>The type of that code, or null.</summary>
    public static SystemType? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The type of that code, or null.</summary>
    public static SystemType? Find(ReadOnlySpan<byte> code) => ByBytes.Find(code);

    private static Medium MediumOf(string code) => code switch
    {
        "21" or "24" or "26" or "32" or "33" or "34" or "52" => Medium.Water,
        "22" or "27" or "31" or "39" or "51" => Medium.Air,
        "23" or "36" or "37" => Medium.Noise,
        _ => Medium.Unknown,
    };
}
