using Microsoft.EntityFrameworkCore;
using Qingjian.Registry.Sources;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Imports;

/// <summary>Finds the enterprise and outlet that a row speaks of: by credit code, or by full name.</summary>
internal sealed class Owners
{
    private readonly Dictionary<string, Enterprise> byCode;
    private readonly ILookup<string, Enterprise> byName;
    private readonly ILookup<string, Outlet> outlets;

    private Owners(List<Enterprise> enterprises, List<Outlet> mouths)
    {
        byCode = enterprises.Where(e => e.CreditCode is not null).ToDictionary(e => e.CreditCode!);
        byName = enterprises.ToLookup(e => e.Name);
        outlets = mouths.ToLookup(o => o.EnterpriseId!);
    }

    public static async Task<Owners> Load(RegistryDb db, CancellationToken stop) =>
        new(await db.Enterprises.AsNoTracking().ToListAsync(stop), await db.Outlets.AsNoTracking().ToListAsync(stop));

    /// <summary>The enterprise of a row, or null with a fault of its cell.</summary>
    public Enterprise? Enterprise(Cells cells, string title)
    {
        var text = cells.Text(title);
        if (text.Length == 0)
        {
            cells.Fault(title, "请填写企业的统一社会信用代码或者全称。");
            return null;
        }
        if (byCode.TryGetValue(CodeText.Normalise(text, out _), out var found)) return found;
        var named = byName[text].ToList();
        if (named.Count == 1) return named[0];
        cells.Fault(title, named.Count > 1 ? $"有{named.Count}家企业叫“{text}”，请改填统一社会信用代码。" : $"管辖范围内没有登记“{text}”，请先登记企业，或者核对代码和名称。");
        return null;
    }

    /// <summary>The outlet of a row, or null with a fault of its cell.</summary>
    public Outlet? Outlet(Cells cells, string title, Enterprise owner)
    {
        var code = CodeText.Normalise(cells.Text(title), out _);
        if (code.Length == 0) cells.Fault(title, "请填写排放口编号。");
        else if (outlets[owner.Id].FirstOrDefault(o => o.Code == code) is { } found) return found;
        else cells.Fault(title, $"“{owner.Name}”没有编号为{code}的排放口，请先登记排放口。");
        return null;
    }

    public IEnumerable<Outlet> OutletsOf(Enterprise owner) => outlets[owner.Id];
}
