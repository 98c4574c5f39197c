using System.Text;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents;
using Qingjian.Platform.EvidenceLog;

namespace Qingjian.Matters.Inspections;

/// <summary>What belongs to an inspection record when its evidence is handed out: the sealed text, its corrections, the approval of the visit, photos and signatures.</summary>
internal sealed class InspectionBundle(MattersDb db) : IBundleSource
{
    public string ObjectType => "inspection";

    public async Task<BundleRequest?> Gather(string id, CancellationToken stop)
    {
        if (await db.Inspections.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, stop) is not { } record) return null;
        var photos = await db.Set<InspectionPhoto>().AsNoTracking().Where(p => p.InspectionId == id).Select(p => p.FileId).ToListAsync(stop);
        var signatures = record.Signatures.Select(s => s.FileId).OfType<string>();
        return new BundleRequest(
            new EvidenceObject(ObjectType, id), [new EvidenceObject("task", record.TaskId)], [.. photos.Concat(signatures).Distinct()],
            [.. record.SealedText is { } text ? [new BundlePaper($"现场检查笔录-{record.Number}.json", Encoding.UTF8.GetBytes(text))] : Array.Empty<BundlePaper>(), .. await db.IssuedPapers([id, record.TaskId], stop)]);
    }
}
