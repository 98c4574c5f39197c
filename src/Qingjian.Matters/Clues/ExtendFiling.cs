using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>延长立案期限: once, with the head's approval, before the time is over (办法30 art 18).</summary>
internal static class ExtendFiling
{
    internal sealed record Request(long Version, string Reason);

    public static void Map(RouteGroupBuilder clues) => clues.MapPost("/{id}/extend-filing", Handle).Requires(Duty.ApproveFiling);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string id, Request request, MattersDb db, FilingClock clock, LiveSignals live, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请写明延长的理由。").ToProblem();
        if (await db.Clues.FirstOrDefaultAsync(c => c.Id == id, stop) is not { } clue) return Problems.NotFound();
        if (!CluePath.Table.Next(clue.State, ClueAct.Extend).Try(out _, out var why)) return why.ToProblem();
        if (clue.FilingExtended) return Refusal.Of("filing-extended-already", "立案期限已经延长过一次，依法不能再延长。").ToProblem();
        var today = BeijingTime.DayOf(db.Now);
        if (clock.Answer(clue.FilingFrom, today) is DeadlineAnswer.Refused(var late)) return late.ToProblem();
        db.Expect(clue, request.Version);
        (clue.FilingExtended, clue.FilingExtendedOn, clue.FilingExtensionReason) = (true, today, request.Reason.Trim());
        (clue.FilingWarn, clue.FilingDue) = clock.Extended(clue.FilingFrom, today);
        await db.CommitStep(new Act("clue.extend-filing", "clue", clue.Id, $"批准延长线索 {clue.Number} 的立案期限") { Reason = request.Reason.Trim() }, clue.State, clue.State, stop);
        live.Raise("clues");
        live.Raise("inbox");
        return TypedResults.NoContent();
    }
}
