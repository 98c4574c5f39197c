using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>答复: records what the person or unit that gave the clue was told.</summary>
internal static class ReplyToClue
{
    internal sealed record Request(long Version, string Reply);

    public static void Map(RouteGroupBuilder clues) => clues.MapPost("/{id}/reply", Handle).Requires(Duty.TriageClues);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string id, Request request, MattersDb db, LiveSignals live, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(request.Reply)) return Refusal.OfField("reply-missing", "reply", "请写明答复内容。").ToProblem();
        if (await db.Clues.FirstOrDefaultAsync(c => c.Id == id, stop) is not { } clue) return Problems.NotFound();
        if (!CluePath.Table.Next(clue.State, ClueAct.Reply).Try(out var next, out var why)) return why.ToProblem();
        db.Expect(clue, request.Version);
        (clue.Reply, clue.RepliedAt) = (request.Reply.Trim(), db.Now);
        await db.CommitStep(new Act("clue.reply", "clue", clue.Id, $"答复线索 {clue.Number} 的来源方") { Reason = clue.Reply }, clue.State, next, stop);
        live.Raise("clues");
        return TypedResults.NoContent();
    }
}
