using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>申报回避 (办法30 art 6): an officer says which enterprises he has an interest in; dispatch then leaves him out.</summary>
internal static class DeclareInterest
{
    internal sealed record Request(string EnterpriseId, string Reason);

    internal sealed record EndRequest(long Version, string Reason);

    public static void Map(RouteGroupBuilder recusals)
    {
        recusals.MapPost("/", Declare).Requires(Duty.HandleTasks);
        recusals.MapPost("/{id}/end", End).Requires(Duty.HandleTasks);
    }

    private static async Task<Results<Created<ListRecusals.Row>, ProblemHttpResult>> Declare(Request request, MattersDb db, ISources sources, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请写明利害关系，例如：近亲属在该单位任职。").ToProblem();
        if (await sources.Enterprise(request.EnterpriseId, stop) is not { } firm) return Refusal.OfField("enterprise-unknown", "enterpriseId", "没有找到这家企业，请重新选择。").ToProblem();
        if (await db.Recusals.AnyAsync(r => r.PersonId == db.Caller.PersonId && r.EnterpriseId == firm.Id && r.EndedAt == null, stop))
            return Refusal.Of("recusal-twice", $"您已经申报过对{firm.Name}回避，不用重复申报。").ToProblem();
        var row = new Recusal
        {
            Id = NewId.Make(),
            PersonId = db.Caller.PersonId,
            PersonName = db.Caller.Name,
            EnterpriseId = firm.Id,
            Target = firm.Name,
            Division = firm.Division,
            Reason = request.Reason.Trim(),
            DeclaredAt = db.Now,
        };
        db.Recusals.Add(row);
        await db.CommitStep(new Act("recusal.declare", "recusal", row.Id, $"{row.PersonName}申报对{firm.Name}回避") { Reason = row.Reason }, null, null, stop);
        return TypedResults.Created($"/api/recusals/{row.Id}", new ListRecusals.Row(row.Id, row.PersonId, row.PersonName, row.EnterpriseId, row.Target, row.Reason, row.DeclaredAt, null, null, row.Version, true));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> End(string id, EndRequest request, MattersDb db, CancellationToken stop)
    {
        if (await db.Recusals.FirstOrDefaultAsync(r => r.Id == id && r.PersonId == db.Caller.PersonId, stop) is not { } row) return Problems.NotFound();
        if (row.EndedAt is not null) return Refusal.Of("recusal-ended", "这项回避已经解除。").ToProblem();
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请写明解除的理由。").ToProblem();
        db.Expect(row, request.Version);
        (row.EndedAt, row.EndReason) = (db.Now, request.Reason.Trim());
        await db.CommitStep(new Act("recusal.end", "recusal", row.Id, $"{row.PersonName}解除对{row.Target}的回避") { Reason = row.EndReason }, null, null, stop);
        return TypedResults.NoContent();
    }
}
