using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Platform.Files;

internal static class FileEndpoints
{
    /// <summary>What a page learns of a stored file.</summary>
    internal sealed record FileView(string Id, string Name, long Size, string Sha256, string Type);

    public static void Map(IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/api/files").WithTags("files");
        files.MapPost("/", Save).Requires(Duty.SignedIn).DisableAntiforgery();
        files.MapGet("/{id}", Open).Requires(Duty.SignedIn);
    }

    private static async Task<Results<Ok<FileView>, ProblemHttpResult>> Save(IFormFile file, FileStore store, CallerContext caller, CancellationToken stop)
    {
        const long photo = 30L << 20;
        await using var content = file.OpenReadStream();
        var who = caller.Current;
        var division = who.Division.Length == 0 ? "000000" : who.Division.PadRight(6, '0');
        var saved = await store.Save(content, file.FileName, division, who.EnterpriseId, photo, stop);
        return saved.Try(out var kept, out var why)
            ? TypedResults.Ok(new FileView(kept.Id, kept.Name, kept.Size, kept.Sha256, kept.Type))
            : why.ToProblem();
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Open(string id, FileStore store, HttpContext http, CancellationToken stop)
    {
        if ((await store.Find([id], stop)) is not [var file]) return Problems.NotFound();
        // Raster pictures may be shown in a page; everything else is only ever a download.
        var inline = file.Type is "image/jpeg" or "image/png" or "image/webp";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(store.Open(file), file.Type, inline ? null : file.Name);
    }
}
