using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Qingjian.Registry.Contract;

namespace Qingjian.Registry.Places;

/// <summary>The shipped tables of divisions (2023) and industries (GB/T 4754-2017), read once.</summary>
internal sealed class Divisions : IDivisions
{
    private readonly FrozenDictionary<string, Division> byCode;
    private readonly FrozenDictionary<string, Division[]> below;
    private readonly Division[] provinces;

    public Divisions(IOptions<RegistryOptions> options)
    {
        var names = options.Value.DivisionNames;
        var all = ShippedTable.Rows("divisions.csv").Select(r => new Division(r[0], names.GetValueOrDefault(r[0], r[1]), r[2].Length == 0 ? null : r[2], r[3])).ToList();
        byCode = all.ToFrozenDictionary(d => d.Code);
        below = all.Where(d => d.Parent is not null).GroupBy(d => d.Parent!).ToFrozenDictionary(g => g.Key, g => g.OrderBy(d => d.Code, StringComparer.Ordinal).ToArray());
        provinces = [.. all.Where(d => d.Parent is null).OrderBy(d => d.Code, StringComparer.Ordinal)];
        Industries = new Industries();
    }

    public Industries Industries { get; }

    public Division? Find(string code) => byCode.GetValueOrDefault(code);

    public IReadOnlyList<Division> Below(string? code) => code is null ? provinces : below.GetValueOrDefault(code) ?? [];

    public string NameOf(string code)
    {
        if (Find(code) is not { } division) return code;
        var name = "";
        // 市辖区 and its like are rows of the statistics, not names anybody writes.
        for (var at = division; at is not null && at.Level != "province"; at = at.Parent is null ? null : Find(at.Parent))
            if (at.Name is not ("市辖区" or "县" or "省直辖县级行政区划" or "自治区直辖县级行政区划")) name = at.Name + name;
        return name.Length > 0 ? name : division.Name;
    }

    public string IndustryName(string code) => Industries.NameOf(code);
}
