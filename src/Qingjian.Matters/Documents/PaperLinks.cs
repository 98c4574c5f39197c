using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.EvidenceLog;

namespace Qingjian.Matters.Documents;

/// <summary>A paper as another page points at it.</summary>
internal sealed record PaperLink(string Id, string Code, string Title, string? Number, DateOnly PrintedOn, string IssuedByName);

internal static class PaperLinks
{
    /// <summary>The papers of an object, oldest first.</summary>
    public static async Task<IReadOnlyList<PaperLink>> Papers(this MattersDb db, string ownerId, CancellationToken stop) =>
        await db.Set<Paper>().AsNoTracking().Where(p => p.OwnerId == ownerId).OrderBy(p => p.IssuedAt)
            .Select(p => new PaperLink(p.Id, p.Code, p.Title, p.Number, p.PrintedOn, p.IssuedByName)).ToListAsync(stop);

    /// <summary>The papers of some objects as issued, for a bundle of evidence.</summary>
    public static async Task<IReadOnlyList<BundlePaper>> IssuedPapers(this MattersDb db, IReadOnlyCollection<string> ownerIds, CancellationToken stop)
    {
        var papers = await db.Set<Paper>().AsNoTracking().Where(p => ownerIds.Contains(p.OwnerId)).OrderBy(p => p.IssuedAt)
            .Join(db.Set<PaperFile>(), p => p.Id, f => f.PaperId, (p, f) => new { p.Title, p.Number, f.Docx }).ToListAsync(stop);
        return [.. papers.Select(p => new BundlePaper($"{p.Title}{p.Number}.docx", p.Docx))];
    }
}
