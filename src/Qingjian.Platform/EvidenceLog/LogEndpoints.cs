using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Evidence.Log;
using Qingjian.Evidence.Notes;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>The public face of the log: anybody may hold us to what we signed. Entries hold ids and digests, no personal data. Only what
/// a checkpoint covers is shown.</summary>
internal static class LogEndpoints
{
    /// <summary>A proof with the sizes it is for; hashes in base64, lowest first.</summary>
    internal sealed record InclusionView(long Index, long Size, IReadOnlyList<string> Hashes);

    /// <summary>A proof that the log of one size begins the log of another.</summary>
    internal sealed record ConsistencyView(long Old, long New, IReadOnlyList<string> Hashes);

    public static void Map(IEndpointRouteBuilder app)
    {
        var log = app.MapGroup("/api/log").WithTags("log").Open();
        log.MapGet("/checkpoint", Checkpoint).Produces<string>(StatusCodes.Status200OK, "text/plain");
        log.MapGet("/keys", Keys).Produces<string>(StatusCodes.Status200OK, "text/plain");
        log.MapGet("/entry/{index:long}", Entry).Produces<string>(StatusCodes.Status200OK, "application/json");
        FindPublished.Map(log);
        log.MapGet("/proof/inclusion", Inclusion);
        log.MapGet("/proof/consistency", Consistency);
    }

    private static Results<ContentHttpResult, ProblemHttpResult> Checkpoint(HouseLog house, string? tree = null) =>
        Head(house, tree, out var head) is { } problem ? problem : TypedResults.Text(Encoding.UTF8.GetString(head!.Note.Span), "text/plain; charset=utf-8");

    private static ContentHttpResult Keys(HouseLog house) => TypedResults.Text(house.Keys, "text/plain; charset=utf-8");

    private static Results<ContentHttpResult, ProblemHttpResult> Entry(long index, HouseLog house)
    {
        if (Head(house, null, out var head) is { } problem) return problem;
        if (index < 0 || index >= head!.Checkpoint.Size) return NoSuchPlace(head!);
        return TypedResults.Text(Encoding.UTF8.GetString(house.Current!.Entry(index)), "application/json; charset=utf-8");
    }

    private static Results<Ok<InclusionView>, ProblemHttpResult> Inclusion(long index, long size, HouseLog house, string? tree = null)
    {
        if (Head(house, tree, out var head) is { } problem) return problem;
        if (index < 0 || index >= size || size > head!.Checkpoint.Size) return NoSuchPlace(head!);
        return TypedResults.Ok(new InclusionView(index, size, [.. house.Current!.Inclusion(index, size, tree).Select(static h => h.ToBase64())]));
    }

    private static Results<Ok<ConsistencyView>, ProblemHttpResult> Consistency(long old, long @new, HouseLog house, string? tree = null)
    {
        if (Head(house, tree, out var head) is { } problem) return problem;
        if (old < 0 || old > @new || @new > head!.Checkpoint.Size) return NoSuchPlace(head!);
        return TypedResults.Ok(new ConsistencyView(old, @new, [.. house.Current!.Consistency(old, @new, tree).Select(static h => h.ToBase64())]));
    }

    private static ProblemHttpResult? Head(HouseLog house, string? tree, out SignedCheckpoint? head)
    {
        head = null;
        if (tree is not (null or "sha256" or "sm3")) return Refusal.Of("log-tree", "没有这种树；可用 sha256，启用后还可用 sm3。").ToProblem();
        TransparencyLog? log = house.Current;
        head = log?.Trees.Contains(tree ?? "sha256") == true ? log.Head(tree) : null;
        return head is null ? Refusal.Of("log-closed", "存证日志暂时不可用，请稍后再试。").ToProblem(StatusCodes.Status503ServiceUnavailable) : null;
    }

    private static ProblemHttpResult NoSuchPlace(SignedCheckpoint head) =>
        Refusal.Of("log-place", $"没有这个位置：日志最新检查点共 {head.Checkpoint.Size} 条，序号从 0 起。").ToProblem(StatusCodes.Status404NotFound);
}
