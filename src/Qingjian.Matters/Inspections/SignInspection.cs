using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>签名: a signature on exactly the present content, or the note that the party refused (办法30 art 28).</summary>
internal static class SignInspection
{
    /// <param name="Version">Version of the record that the signer has read.</param>
    /// <param name="Role">officer, party or witness.</param>
    /// <param name="PersonId">For an officer: which of the two.</param>
    /// <param name="Name">For party and witness: name.</param>
    /// <param name="FileId">Picture of the signature; null when refused.</param>
    /// <param name="Refused">The party refuses to sign.</param>
    /// <param name="Reason">Why, when refused.</param>
    /// <param name="Witness">Who witnessed the refusal, or how it was filmed.</param>
    internal sealed record Request(long Version, SignatureRole Role, string? PersonId, string? Name, string? FileId, bool Refused, string? Reason, string? Witness);

    internal sealed record Answer(long Version);

    public static void Map(RouteGroupBuilder records) => records.MapPost("/{id}/signatures", Handle).Requires(Duty.Inspect);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(string id, Request request, MattersDb db, FileStore files, CancellationToken stop)
    {
        if (await db.Inspections.FirstOrDefaultAsync(r => r.Id == id, stop) is not { } record) return Problems.NotFound();
        if (DraftRecord.Closed(record, db.Caller) is { } closed) return closed.ToProblem();
        var file = string.IsNullOrEmpty(request.FileId) ? null : (await files.Find([request.FileId], stop)).SingleOrDefault();
        var digest = RecordText.ContentDigest(record, await db.Photos(id, stop));
        if (!Decide(record, request, file, digest, db.Now).Try(out var signature, out var why)) return why.ToProblem();
        db.Expect(record, request.Version);
        record.Signatures = [.. record.Signatures.Where(s => s.Role != signature.Role || s.PersonId != signature.PersonId), signature];
        var act = new Act("inspection.sign", "inspection", id, signature.Refused ? $"{signature.Name}拒绝在笔录 {record.Number} 上签名" : $"{signature.Name}在笔录 {record.Number} 上签名") { Reason = signature.Reason };
        if (file is not null) act.Enter("evidence.add", file.Sha256, file.Size);
        await db.Commit(act, stop);
        return TypedResults.Ok(new Answer(record.Version));
    }

    internal static Outcome<Signature> Decide(Inspection record, Request request, StoredFile? file, string digest, DateTimeOffset now)
    {
        if (record.EndedAt is null) return Refusal.OfField("record-not-ended", "endedAt", "请先填写检查结束时间，再签名。");
        if (request.Refused)
        {
            if (request.Role != SignatureRole.Party) return Refusal.Of("officer-must-sign", "执法人员不能拒签。");
            if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("refusal-reason", "reason", "请写明当事人拒绝签名的情况。");
            if (string.IsNullOrWhiteSpace(request.Witness)) return Refusal.OfField("refusal-witness", "witness", "请写明见证人；没有见证人的，写明录像情况。");
            return new Signature(SignatureRole.Party, null, Named(request) ?? record.Content.SiteContact, null, true, request.Reason.Trim(), request.Witness.Trim(), now, digest);
        }
        if (file is null || !file.Type.StartsWith("image/", StringComparison.Ordinal)) return Refusal.OfField("signature-missing", "fileId", "没有收到签名，请在签名板上重新签名。");
        if (request.Role == SignatureRole.Officer)
            return record.Crew.FirstOrDefault(c => c.PersonId == request.PersonId) is { } officer
                ? new Signature(SignatureRole.Officer, officer.PersonId, officer.Name, file.Id, false, null, null, now, digest)
                : Refusal.OfField("not-of-crew", "personId", "只有本次检查的两名执法人员能以检查人身份签名。");
        return Named(request) is { } name
            ? new Signature(request.Role, null, name, file.Id, false, null, null, now, digest)
            : Refusal.OfField("signer-name", "name", "请填写签名人姓名。");
    }

    private static string? Named(Request request) => string.IsNullOrWhiteSpace(request.Name) ? null : request.Name.Trim();
}
