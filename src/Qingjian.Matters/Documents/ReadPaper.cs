using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Documents;

/// <summary>A paper for reading: its frozen text for the page, the DOCX as issued, and a PDF made of that DOCX.</summary>
internal static class ReadPaper
{
    private const string DocxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    internal sealed record PaperText(
        string Id, string Code, string Title, string? Number, string Agency, IReadOnlyList<PaperLine> Lines, DateOnly PrintedOn, string IssuedByName, string ContentSha256, string DocxSha256, Service? Service, string? CancelledReason,
        string OwnerType, string OwnerId, PaperLink? Corrects, IReadOnlyList<PaperLink> CorrectedBy, string? CheckAddress);

    /// <summary>One line or form row as the print view shows it.</summary>
    /// <param name="Kind">text, heading, flush, note, form, sign or line.</param>
    /// <param name="Text">Text, or null for a form row.</param>
    /// <param name="Fields">Label and value pairs of a form row.</param>
    internal sealed record PaperLine(string Kind, string? Text, IReadOnlyList<Field>? Fields);

    public static void Map(RouteGroupBuilder papers)
    {
        papers.MapGet("/{id}", Text).Requires(Duty.ReadCases);
        papers.MapGet("/{id}/docx", Docx).Requires(Duty.ReadCases);
        papers.MapGet("/{id}/pdf", Pdf).Requires(Duty.ReadCases);
    }

    private static async Task<Results<Ok<PaperText>, ProblemHttpResult>> Text(string id, MattersDb db, PublicSite site, CancellationToken stop) =>
        await Find(db, id, stop) is { } paper ? TypedResults.Ok(await View(db, site, paper, false, stop)) : Problems.NotFound();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Docx(string id, MattersDb db, CancellationToken stop) =>
        await Find(db, id, stop) is { } paper ? await Bytes(db, paper, stop) : Problems.NotFound();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Pdf(string id, MattersDb db, PdfConverter converter, CancellationToken stop) =>
        await Find(db, id, stop) is { } paper ? await Converted(db, paper, converter, stop) : Problems.NotFound();

    public static async Task<Results<Ok<PaperText>, ProblemHttpResult>> ForParty(string id, string paper, MattersDb db, PublicSite site, CancellationToken stop) =>
        await Served(db, id, paper, stop) is { } served ? TypedResults.Ok(await View(db, site, served, true, stop)) : Problems.NotFound();

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> DocxForParty(string id, string paper, MattersDb db, CancellationToken stop) =>
        await Served(db, id, paper, stop) is { } served ? await Bytes(db, served, stop) : Problems.NotFound();

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PdfForParty(string id, string paper, MattersDb db, PdfConverter converter, CancellationToken stop) =>
        await Served(db, id, paper, stop) is { } served ? await Converted(db, served, converter, stop) : Problems.NotFound();

    private static Task<Paper?> Find(MattersDb db, string id, CancellationToken stop) => db.Set<Paper>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop);

    // The party sees what was served on it, of its own cases: the case carries the enterprise, so the filter of cases decides.
    private static async Task<Paper?> Served(MattersDb db, string id, string paper, CancellationToken stop)
    {
        if (!await db.Set<Case>().AnyAsync(c => c.Id == id && c.ToldParty, stop)) return null;
        var found = await db.Set<Paper>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == paper && p.OwnerId == id, stop);
        return found is { Service: not null } && PaperKind.Of(found.Code).Served ? found : null;
    }

    private static async Task<FileContentHttpResult> Bytes(MattersDb db, Paper paper, CancellationToken stop)
    {
        var file = await db.Set<PaperFile>().AsNoTracking().SingleAsync(f => f.PaperId == paper.Id, stop);
        return TypedResults.File(file.Docx, DocxType, $"{Name(paper)}.docx");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Converted(MattersDb db, Paper paper, PdfConverter converter, CancellationToken stop)
    {
        var file = await db.Set<PaperFile>().AsNoTracking().SingleAsync(f => f.PaperId == paper.Id, stop);
        return (await converter.Convert(file.Docx, paper.DocxSha256, stop)).Try(out var pdf, out var why)
            ? TypedResults.File(pdf, "application/pdf", $"{Name(paper)}.pdf")
            : why.ToProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static string Name(Paper paper) => paper.Number is { } number ? $"{paper.Title} {number}" : paper.Title;

    private static async Task<PaperText> View(MattersDb db, PublicSite site, Paper paper, bool forParty, CancellationToken stop)
    {
        var content = PaperContent.FromJson(paper.Content);
        var near = await db.Set<Paper>().AsNoTracking().Where(p => p.CorrectsId == paper.Id || p.Id == paper.CorrectsId).OrderBy(p => p.IssuedAt).ToListAsync(stop);
        // The party sees a correction once it was served like any other paper.
        var shown = near.Where(p => !forParty || p.Service is not null).Select(p => (p.Id, Link: new PaperLink(p.Id, p.Code, p.Title, p.Number, p.PrintedOn, p.IssuedByName))).ToList();
        return new(paper.Id, paper.Code, paper.Title, paper.Number, content.Agency, [.. content.Blocks.SelectMany(Lines)], paper.PrintedOn, paper.IssuedByName,
            paper.ContentSha256, paper.DocxSha256, paper.Service, paper.CancelledReason, paper.OwnerType, paper.OwnerId,
            shown.Find(p => p.Id == paper.CorrectsId).Link, [.. shown.Where(p => p.Id != paper.CorrectsId).Select(p => p.Link)], site.CheckAddress(paper.Number, paper.ContentSha256));
    }

    private static IEnumerable<PaperLine> Lines(Block block) => block switch
    {
        Paragraph paragraph => paragraph.Text.Split('\n').Select(text => new PaperLine(paragraph.Kind switch
        {
            ParagraphKind.Heading or ParagraphKind.Subheading => "heading",
            ParagraphKind.Flush => "flush",
            ParagraphKind.Note => "note",
            _ => "text",
        }, text, null)),
        Form form => form.Rows.Select(row => new PaperLine("form", null, row.Fields)),
        SignOff sign => [new("sign", sign.Agency, null), new("sign", PaperWords.Of(sign.Date), null)],
        SignatureLines lines => lines.Lines.Select(text => new PaperLine("line", text, null)),
        _ => [],
    };
}
