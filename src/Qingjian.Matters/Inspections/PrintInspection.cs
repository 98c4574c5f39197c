using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>The sealed record as DOCX in the official layout.</summary>
internal static class PrintInspection
{
    private const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static void Map(RouteGroupBuilder records) => records.MapGet("/{id}/docx", Handle).Requires(Duty.ReadClues);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(string id, MattersDb db, IOfficers officers, AuditTrail trail, CancellationToken stop)
    {
        if (await db.Inspections.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, stop) is not { } record) return Problems.NotFound();
        if (record.State != InspectionState.Sealed) return Refusal.Of("record-not-sealed", "笔录封存后才能下载文书。").ToProblem();
        var bureau = await officers.OrganisationFor(record.Division, OrganisationKind.Bureau, stop);
        var amendments = await db.Set<InspectionAmendment>().AsNoTracking().Where(a => a.InspectionId == id).OrderBy(a => a.Ordinal).ToListAsync(stop);
        // The instant of the seal, so that the same record gives the same bytes.
        var docx = OfficialPaper.Render(RecordPaper.Of(record, bureau?.Name ?? "生态环境局", await db.Photos(id, stop), amendments), record.SealedAt!.Value);
        await trail.Note(new Act("inspection.print", "inspection", id, $"下载笔录文书 {record.Number}"), stop);
        return TypedResults.File(docx, MediaType, $"{record.Number} 现场检查笔录.docx");
    }
}
