using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Inspections;
using Qingjian.Platform.EvidenceLog;

namespace Qingjian.Matters.Cases;

/// <summary>What belongs to a case when its evidence is handed out: the clue, the inspection with its photos, the evidence of the file and
/// every paper as issued.</summary>
internal sealed class CaseBundle(MattersDb db, InspectionBundle inspections) : IBundleSource
{
    public string ObjectType => "case";

    public async Task<BundleRequest?> Gather(string id, CancellationToken stop)
    {
        if (await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, stop) is not { } file) return null;
        var inspection = file.InspectionId is { } record ? await inspections.Gather(record, stop) : null;
        var evidence = await db.Set<CaseEvidence>().AsNoTracking().Where(e => e.CaseId == id && e.FileId != null).Select(e => e.FileId!).ToListAsync(stop);
        var papers = await db.IssuedPapers([id, file.ClueId], stop);

        List<EvidenceObject> further = [new("clue", file.ClueId)];
        if (file.OrderId is { } order) further.Add(new("order", order));
        if (inspection is not null) further.AddRange([inspection.About, .. inspection.Further]);
        return new BundleRequest(
            new EvidenceObject(ObjectType, id), further, [.. evidence.Concat(inspection?.Files ?? []).Distinct()],
            [.. papers, .. inspection?.Papers ?? []]);
    }
}
