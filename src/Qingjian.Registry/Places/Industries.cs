using System.Collections.Frozen;

namespace Qingjian.Registry.Places;

/// <summary>One row of GB/T 4754-2017: section letter, or two to four digits.</summary>
internal sealed record Industry(string Code, string Name, string? Parent, string Level, string Section);

/// <summary>The shipped table of industries.</summary>
internal sealed class Industries
{
    private readonly FrozenDictionary<string, Industry> byCode;

    public Industries()
    {
        All = [.. ShippedTable.Rows("industries.csv").Select(r => new Industry(r[0], r[1], r[2].Length == 0 ? null : r[2], r[3], r[4]))];
        byCode = All.ToFrozenDictionary(i => i.Code);
    }

    public IReadOnlyList<Industry> All { get; }

    public Industry? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The two-digit groups of a section letter.</summary>
    public string[] GroupsOf(string letter) =>
        [.. All.Where(i => i.Level == "大类" && string.Equals(i.Section, letter, StringComparison.OrdinalIgnoreCase)).Select(i => i.Code)];

    public string NameOf(string code) => Find(code)?.Name ?? code;
}
