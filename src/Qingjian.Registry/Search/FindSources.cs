using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;

namespace Qingjian.Registry.Search;

/// <summary>Enterprises by half a name, pinyin initials, credit code or permit number; loggers by MN; outlets by name.</summary>
internal sealed class FindSources(RegistryDb db, IDivisions divisions) : ISourceSearch
{
    public int Order => 10;

    /// <summary>An MN has only letters and digits: other texts need not be looked for among the loggers.</summary>
    internal static bool MayBeMn(string text) => text.Length >= 3 && text.All(char.IsAsciiLetterOrDigit);

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken stop)
    {
        if (!db.Caller.May(Duty.ReadSources)) return [];
        var lower = text.ToLowerInvariant();
        var pattern = Listing.Contains(lower);
        var begins = pattern[1..];
        // What begins with the text comes first; a search line begins with the name.
        var enterprises = await db.Enterprises.AsNoTracking().Where(e => EF.Functions.Like(e.SearchText, pattern, "\\"))
            .OrderByDescending(e => EF.Functions.Like(e.SearchText, begins, "\\")).ThenBy(e => e.Name).Take(most)
            .Select(e => new { e.Id, e.Name, e.CreditCode, e.Division }).ToListAsync(stop);
        var hits = enterprises.Select(e => new SearchHit("企业", e.Id, e.Name, $"{divisions.NameOf(e.Division)} {e.CreditCode ?? "无代码"}", $"/sources/{e.Id}")).ToList();
        if (text.Length < 3) return hits;

        var mn = Listing.Contains(text.ToUpperInvariant());
        var monitors = !MayBeMn(text) ? [] : await (from m in db.Monitors.AsNoTracking()
                                                    join e in db.Enterprises on m.EnterpriseId equals e.Id
                                                    where EF.Functions.Like(m.Mn, mn, "\\")
                                                    orderby m.Mn
                                                    select new { m.Id, m.Mn, m.Name, Enterprise = e.Name, EnterpriseId = e.Id }).Take(most).ToListAsync(stop);
        hits.AddRange(monitors.Select(m => new SearchHit("设备", m.Id, m.Mn, $"{m.Enterprise} {m.Name}", $"/sources/{m.EnterpriseId}")));

        var named = Listing.Contains(text);
        var code = text.ToUpperInvariant();
        var outlets = await (from o in db.Outlets.AsNoTracking()
                             join e in db.Enterprises on o.EnterpriseId equals e.Id
                             where EF.Functions.Like(o.Name, named, "\\") || o.Code == code
                             orderby e.Name, o.Code
                             select new { o.Id, o.Code, o.Name, Enterprise = e.Name, EnterpriseId = e.Id }).Take(most).ToListAsync(stop);
        hits.AddRange(outlets.Select(o => new SearchHit("排放口", o.Id, $"{o.Code} {o.Name}", o.Enterprise, $"/sources/{o.EnterpriseId}")));
        return hits;
    }
}
