using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Disclosure;

/// <summary>修改公开文本: a person hides more, or words a passage anew, before it goes out.</summary>
internal static class EditPublication
{
    internal sealed record EditRequest(string Key, string Text, long Version);
    internal sealed record Edited(long Version);

    // Fields taken whole from the decision are never reworded.
    private static readonly string[] Fixed = ["number", "creditCode", "agency", "decidedOn", "result"];

    public static void Map(RouteGroupBuilder publications) => publications.MapPost("/{id}/edit", Handle).Requires(Duty.Publish);

    private static async Task<Results<Ok<Edited>, ProblemHttpResult>> Handle(string id, EditRequest request, InsightDb db, CancellationToken stop)
    {
        if (await db.Publications.SingleOrDefaultAsync(p => p.Id == id, stop) is not { } publication) return Problems.NotFound();
        if (publication.Version != request.Version) return Problems.ChangedByOther();
        if (publication.State != PublicationState.Prepared) return Refusal.Of("publication-state", "已公开的文本不能直接修改；有误的请先撤回并说明理由。").ToProblem();
        if (publication.Fields.All(f => f.Key != request.Key)) return Refusal.OfField("no-field", "key", "没有这个公开项目，请刷新后再试。").ToProblem();
        if (Fixed.Contains(request.Key)) return Refusal.OfField("fixed-field", "key", "文号、代码、机关、日期和处罚结果取自决定书，不能改写。").ToProblem();
        if (string.IsNullOrWhiteSpace(request.Text)) return Refusal.OfField("required", "text", "公开内容不能为空。").ToProblem();
        db.Entry(publication).Property(p => p.Version).OriginalValue = request.Version;
        publication.Fields = [.. publication.Fields.Select(f => f.Key == request.Key ? f with { After = request.Text.Trim(), Edited = true } : f)];
        await db.Commit(new Act("publication.edit", "publication", id, $"修改公开文本 {publication.Number}"), stop);
        return TypedResults.Ok(new Edited(publication.Version));
    }
}
