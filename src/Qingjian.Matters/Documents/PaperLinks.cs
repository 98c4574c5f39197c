using Microsoft.EntityFrameworkCore;

namespace Qingjian.Matters.Documents;

/// <summary>A paper as another page points at it.</summary>
internal sealed record PaperLink(string Id, string Code, string Title, string? Number, DateOnly PrintedOn, string IssuedByName);

internal static class PaperLinks
{
    /// <summary>The papers of an object, oldest first.</summary>
    public static async Task<IReadOnlyList<PaperLink>> Papers(this MattersDb db, string ownerId, CancellationToken stop) =>
        await db.Set<Paper>().AsNoTracking().Where(p => p.OwnerId == ownerId).OrderBy(p => p.IssuedAt)
            .Select(p => new PaperLink(p.Id, p.Code, p.Title, p.Number, p.PrintedOn, p.IssuedByName)).ToListAsync(stop);
}
