using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Matters.Inspections;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Documents;

/// <summary>Anybody who holds a paper may ask whether it is ours: by its number and the digest in its check code. Whoever does not hold it cannot ask,
/// because the digest is not to be guessed; and nothing is answered beyond what stands at the head of the paper, no party and no person.</summary>
internal static class CheckPaper
{
    /// <param name="Title">Kind of paper.</param>
    /// <param name="PrintedOn">Date of the paper.</param>
    /// <param name="FileSha256">Digest of the DOCX as issued, or of the sealed record's text.</param>
    /// <param name="LogIndex">Place in the evidence log; null while the entry waits for its checkpoint.</param>
    /// <param name="LoggedAt">When it was entered; null when it was not.</param>
    /// <param name="Cancelled">作废.</param>
    /// <param name="Corrections">Numbers of the papers that correct it.</param>
    internal sealed record Checked(
        string Title, string? Number, string Agency, DateOnly PrintedOn, string FileSha256, bool IsDocx, long? LogIndex, DateTimeOffset? LoggedAt, bool Cancelled, IReadOnlyList<string> Corrections);

    public static void Map(RouteGroupBuilder papers) => papers.MapGet("/check", Handle).Open();

    private static async Task<Results<Ok<Checked>, ProblemHttpResult>> Handle(string digest, MattersDb db, CancellationToken stop, string? number = null)
    {
        var asked = digest.Trim().ToLowerInvariant();
        if (asked.Length is < PublicSite.DigitsShown or > 64 || !asked.All(char.IsAsciiHexDigit))
            return Refusal.OfField("digest", "digest", "摘要应为文书核验码中的 32 位（或者完整的 64 位）十六进制数（0-9、a-f）。").ToProblem();
        var named = string.IsNullOrWhiteSpace(number) ? null : number.Trim();
        // The question comes from nobody's post: papers of every area are asked, and only the one whose digest is known answers.
        var paper = await db.Set<Paper>().IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(p => p.ContentSha256.StartsWith(asked), stop);
        if (paper is not null && paper.Number == named) return TypedResults.Ok(await Of(db, paper, stop));
        var record = await db.Inspections.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(r => r.Sha256 != null && r.Sha256.StartsWith(asked), stop);
        return record is not null && record.Number == named ? TypedResults.Ok(await Of(db, record, stop))
            : Refusal.Of("paper-unknown", "没有与此文号和摘要相符的文书。请核对是否扫全了核验码；若文书来自他处，它可能被改动过，或者不是本系统制作的。").ToProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Checked> Of(MattersDb db, Paper paper, CancellationToken stop)
    {
        var (index, at) = await Place(db, paper.DocxSha256, stop);
        var corrections = await db.Set<Paper>().IgnoreQueryFilters().AsNoTracking().Where(p => p.CorrectsId == paper.Id).OrderBy(p => p.IssuedAt).Select(p => p.Number ?? p.Title).ToListAsync(stop);
        return new(paper.Title, paper.Number, PaperContent.FromJson(paper.Content).Agency, paper.PrintedOn, paper.DocxSha256, true, index, at, paper.CancelledReason is not null, corrections);
    }

    private static async Task<Checked> Of(MattersDb db, Inspection record, CancellationToken stop)
    {
        var (index, at) = await Place(db, record.Sha256!, stop);
        var corrections = await db.Set<Paper>().IgnoreQueryFilters().AsNoTracking().Where(p => p.CorrectsId == record.Id).OrderBy(p => p.IssuedAt).Select(p => p.Number ?? p.Title).ToListAsync(stop);
        return new(PaperKind.Of("DOC04").Title, record.Number, record.Crew[0].Unit, BeijingTime.DayOf(record.SealedAt!.Value), record.Sha256!, false, index, at, false, corrections);
    }

    private static async Task<(long? Index, DateTimeOffset? At)> Place(MattersDb db, string sha256, CancellationToken stop) =>
        await db.Set<EvidenceRow>().IgnoreQueryFilters().AsNoTracking().Where(e => e.Sha256 == sha256).OrderBy(e => e.Position).Select(e => new { e.LogIndex, e.At }).FirstOrDefaultAsync(stop) is { } row
            ? (row.LogIndex, row.At) : (null, null);
}
