using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Evidence.Entries;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>Where a published text stands in the log, asked by its digest. Only what was published can be found: of other records
/// even the existence is nobody's business.</summary>
internal static class FindPublished
{
    /// <param name="Index">Place in the log; null while the entry waits for its checkpoint.</param>
    /// <param name="At">When it was published.</param>
    internal sealed record Place(long? Index, DateTimeOffset At);

    public static void Map(RouteGroupBuilder log) => log.MapGet("/find", Handle);

    private static async Task<Results<Ok<Place>, ProblemHttpResult>> Handle(string sha256, PlatformDb db, CancellationToken stop)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit))
            return Refusal.OfField("digest", "sha256", "摘要应为 64 位十六进制数（0-9、a-f）。").ToProblem();
        var digest = sha256.ToLowerInvariant();
        // The log is public and belongs to no area.
        var found = await db.Evidence.IgnoreQueryFilters().AsNoTracking().Where(r => r.Sha256 == digest && r.Type == EntryTypes.Publish)
            .OrderBy(r => r.Position).Select(r => new Place(r.LogIndex, r.At)).FirstOrDefaultAsync(stop);
        return found is null ? Problems.NotFound() : TypedResults.Ok(found);
    }
}
