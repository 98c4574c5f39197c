using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;

namespace Qingjian.Matters.Cases.Pages;

/// <summary>Cases in the one search box, by title or number.</summary>
internal sealed class FindCases(MattersDb db) : ISourceSearch
{
    public int Order => 50;

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken stop)
    {
        if (!db.Caller.May(Duty.ReadCases)) return [];
        var like = Listing.Contains(text);
        var found = await db.Set<Case>().AsNoTracking().Where(c => EF.Functions.Like(c.Title, like, "\\") || EF.Functions.Like(c.Number, like, "\\"))
            .OrderByDescending(c => c.CreatedAt).Take(most).Select(c => new { c.Id, c.Title, c.Number, c.State }).ToListAsync(stop);
        return [.. found.Select(c => new SearchHit("案件", c.Id, c.Title, $"{c.Number} {CaseWords.Of(c.State)}".Trim(), $"/cases/{c.Id}"))];
    }
}
