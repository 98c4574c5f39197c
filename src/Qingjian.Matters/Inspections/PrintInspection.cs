using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>The sealed record as DOCX in the official layout.</summary>
internal static class PrintInspection
{
    private const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static void Map(RouteGroupBuilder records) => records.MapGet("/{id}/docx", Handle).Requires(Duty.ReadClues);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Handle(string id, MattersDb db, IOfficers officers, FileStore files, PublicSite site, AuditTrail trail, CancellationToken stop)
    {
        if (await db.Inspections.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, stop) is not { } record) return Problems.NotFound();
        if (record.State != InspectionState.Sealed) return Refusal.Of("record-not-sealed", "笔录封存后才能下载文书。").ToProblem();
        var bureau = await officers.OrganisationFor(record.Division, OrganisationKind.Bureau, stop);
        var amendments = await db.Set<InspectionAmendment>().AsNoTracking().Where(a => a.InspectionId == id).OrderBy(a => a.Ordinal).ToListAsync(stop);
        // The instant of the seal, so that the same record gives the same bytes.
        var docx = OfficialPaper.Render(RecordPaper.Of(record, bureau?.Name ?? "生态环境局", await db.Photos(id, stop), amendments, await Signatures(record, files, stop)),
            record.SealedAt!.Value, site.CheckAddress(record.Number, record.Sha256!));
        await trail.Note(new Act("inspection.print", "inspection", id, $"下载笔录文书 {record.Number}"), stop);
        return TypedResults.File(docx, MediaType, $"{record.Number} 现场检查笔录.docx");
    }

    // The pictures as signed, by file; a signature that was refused has none.
    private static async Task<Dictionary<string, byte[]>> Signatures(Inspection record, FileStore files, CancellationToken stop)
    {
        var found = new Dictionary<string, byte[]>();
        foreach (var stored in await files.Find([.. record.Signatures.Select(s => s.FileId).OfType<string>().Distinct()], stop))
        {
            await using var content = files.Open(stored);
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, stop);
            found[stored.Id] = bytes.ToArray();
        }
        return found;
    }
}
