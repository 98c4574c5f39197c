using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>补正: a correction beside a sealed record, numbered, with its own digest. The record itself stays as it was signed.</summary>
internal static class AmendInspection
{
    internal sealed record Request(string Reason, string Text);

    internal sealed record Answer(string Id, int Ordinal, string Sha256);

    public static void Map(RouteGroupBuilder records) => records.MapPost("/{id}/amendments", Handle).Requires(Duty.Inspect);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(string id, Request request, MattersDb db, IOfficers officers, PublicSite site, LiveSignals live, CancellationToken stop)
    {
        if (await db.Inspections.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, stop) is not { } record) return Problems.NotFound();
        if (Refused(record, request, db.Caller) is { } why) return why.ToProblem();
        var ordinal = await db.Set<InspectionAmendment>().CountAsync(a => a.InspectionId == id, stop) + 1;
        var text = JsonSerializer.Serialize(new { record.Number, record.Sha256, ordinal, reason = request.Reason.Trim(), text = request.Text.Trim(), at = db.Now.ToUniversalTime(), by = db.Caller.PersonId }, HouseJson.Options);
        var act = new Act("inspection.amend", "inspection", id, $"补正笔录 {record.Number}（第 {ordinal} 次）") { Reason = request.Reason.Trim() };
        var agency = await Agencies.For(officers, record.Division, stop);
        await using var papers = new PaperDesk(db, site);
        var paper = await papers.Issue(new PaperDraft("inspection", id, record.Division, agency, "COR-IN",
            _ => CorrectionPaper.Blocks(record.Target, PaperKind.Of("DOC04").Title, record.Number, BeijingTime.DayOf(record.SealedAt!.Value), record.Sha256!, null,
                request.Text.Trim(), request.Reason.Trim(), db.Caller.Name, agency.Name, BeijingTime.DayOf(db.Now)), id), act, stop);
        var amendment = new InspectionAmendment
        {
            Id = NewId.Make(),
            PaperId = paper.Id,
            InspectionId = id,
            Division = record.Division,
            Ordinal = ordinal,
            Reason = request.Reason.Trim(),
            Text = request.Text.Trim(),
            By = db.Caller.PersonId,
            ByName = db.Caller.Name,
            At = db.Now,
            Sha256 = RecordText.Digest(text),
        };
        db.Add(amendment);
        act.Enter("evidence.add", amendment.Sha256, Encoding.UTF8.GetByteCount(text));
        await db.CommitStep(act, record.State, record.State, stop, amendment.Sha256);
        await papers.Keep(stop);
        live.Raise("inspections");
        return TypedResults.Ok(new Answer(amendment.Id, ordinal, amendment.Sha256));
    }

    internal static Refusal? Refused(Inspection record, Request request, Caller caller) =>
        record.State != InspectionState.Sealed ? Refusal.Of("record-not-sealed", "笔录还没有封存，直接修改即可，不用补正。")
        : record.Crew.All(c => c.PersonId != caller.PersonId) ? Refusal.Of("not-of-crew", $"这份笔录由{string.Join("、", record.Crew.Select(c => c.Name))}制作，只能由他们补正。")
        : string.IsNullOrWhiteSpace(request.Text) ? Refusal.OfField("amendment-empty", "text", "请写明补正的内容：原文哪一处，改为什么。")
        : string.IsNullOrWhiteSpace(request.Reason) ? Refusal.OfField("reason-missing", "reason", "请写明补正的理由。")
        : null;
}
