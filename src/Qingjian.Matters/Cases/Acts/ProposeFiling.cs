using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Deadlines;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>提请立案 (办法30 arts 18, 19): a case is made of a clue and its inspection; party, facts, officers and evidence are taken over, not typed again.</summary>
internal static class ProposeFiling
{
    /// <param name="CauseCode">V-code of the catalogue.</param>
    /// <param name="Reason">立案理由.</param>
    /// <param name="Conditions">The four conditions of art 19.</param>
    /// <param name="SecondOfficerId">Second officer, where the inspection does not name one.</param>
    /// <param name="Facts">Facts as worded for the case; null takes the record's.</param>
    /// <param name="ActFrom">First day of the act; null takes the clue's.</param>
    /// <param name="ActTo">Last day of the act; null takes the clue's.</param>
    internal sealed record Request(string CauseCode, string Reason, FilingConditions Conditions, string? SecondOfficerId, string? Facts, DateOnly? ActFrom, DateOnly? ActTo);

    public static void Map(RouteGroupBuilder clues)
    {
        clues.MapGet("/{clue}/case-draft", Draft).Requires(Duty.InvestigateCases);
        clues.MapPost("/{clue}/case", Handle).Requires(Duty.InvestigateCases);
    }

    private static async Task<Results<Ok<CaseDraft>, ProblemHttpResult>> Draft(string clue, MattersDb db, CaseOrigin origin, CancellationToken stop) =>
        await db.Clues.AsNoTracking().SingleOrDefaultAsync(c => c.Id == clue, stop) is { } found
            ? TypedResults.Ok(await origin.Draft(found, stop)) : Problems.NotFound();

    private static async Task<Results<Created<CaseDone>, ProblemHttpResult>> Handle(
        string clue, Request request, MattersDb db, CaseOrigin origin, CaseLaw law, IOfficers officers, Clocks clocks, LiveSignals live, CancellationToken stop)
    {
        if (await db.Clues.SingleOrDefaultAsync(c => c.Id == clue, stop) is not { } source) return Problems.NotFound();
        var draft = await origin.Draft(source, stop);
        var today = BeijingTime.DayOf(db.Now);
        if (Refuse(source, request, draft, today) is { } why) return why.ToProblem();
        if (law.Cause(request.CauseCode, request.ActTo ?? draft.ActTo) is not { } cause)
            return Refusal.OfField("no-cause", "causeCode", "该违法行为在行为发生日没有对应的目录条目，请重新选择案由。").ToProblem();
        if (!(await Pair(db, officers, request, draft, source.Division, stop)).Try(out var pair, out var unfit)) return unfit.ToProblem();
        if (draft.Agency is not { } agency) return Refusal.Of("no-agency", "没有找到本区域的执法机关，请先在“机构”中登记生态环境局。").ToProblem();

        var id = NewId.Make();
        var file = new Case
        {
            Id = id,
            Number = "",
            Title = $"{draft.Party.Name}{CaseLaw.Short(cause.Name)}案",
            Division = source.Division,
            EnterpriseId = source.EnterpriseId,
            Agency = agency,
            Party = draft.Party,
            ClueId = source.Id,
            ClueNumber = source.Number,
            ThreadId = source.ThreadId,
            SourceCode = source.SourceCode,
            InspectionId = draft.InspectionId,
            OrderId = source.OrderId,
            FoundOn = draft.FoundOn,
            Place = draft.Place,
            Facts = string.IsNullOrWhiteSpace(request.Facts) ? draft.Facts : request.Facts.Trim(),
            ActFrom = request.ActFrom ?? draft.ActFrom,
            ActTo = request.ActTo ?? draft.ActTo,
            CauseCode = cause.Code,
            CauseName = cause.Name,
            Roles = [.. pair.Select(o => new CaseRole(o.PersonId, o.Name, CaseRoleKind.Investigator, o.CertificateNumber, o.JobTitle, today))],
            Filing = new Filing(request.Reason.Trim(), request.Conditions, db.Caller.PersonId, db.Caller.Name, db.Now),
            CreatedAt = db.Now,
        };
        db.Add(file);
        foreach (var evidence in await origin.Evidence(source, file, stop)) db.Add(evidence);
        source.CaseId = id;
        await clocks.Start(file, "case_filing", draft.FoundOn, null, stop);

        var act = new Act("case.propose-filing", "case", id, $"提请立案：{file.Title}") { Reason = request.Reason };
        act.Enter("case.step", new { id, act = "propose-filing", clue = source.Id, file.CauseCode, db.Caller.PersonId, at = db.Now });
        db.Note(act, null, file.State);
        await db.Commit(act, stop);
        live.Raise("cases");
        live.Raise("inbox");
        return TypedResults.Created($"/api/cases/{id}", new CaseDone(id, file.State, file.Version, null, null));
    }

    private static Refusal? Refuse(Clue clue, Request request, CaseDraft draft, DateOnly today)
    {
        if (clue.CaseId is not null) return Refusal.Of("already-filed", "这条线索已经提请立案，请在案件中办理。");
        if (clue.State is not (ClueState.Verified or ClueState.Inspecting or ClueState.Confirmed))
            return Refusal.Of("clue-state", "线索尚未核实，不能提请立案。请先完成初核或者现场检查。");
        if (CaseGuards.Blank(request.Reason, "reason", "立案理由", 5) is { } blank) return blank;
        if (CaseGuards.Filing(request.Conditions) is { } conditions) return conditions;
        var (from, to) = (request.ActFrom ?? draft.ActFrom, request.ActTo ?? draft.ActTo);
        return to < from || to > today ? Refusal.OfField("act-days", "actTo", "违法行为的起止日期不正确：终止日不能早于起始日，也不能晚于今天。") : null;
    }

    // 处罚法 art 42: not fewer than two officers whose certificates hold today.
    private static async Task<Outcome<IReadOnlyList<Officer>>> Pair(MattersDb db, IOfficers officers, Request request, CaseDraft draft, string division, CancellationToken stop)
    {
        var ids = draft.Officers.Count >= 2 && request.SecondOfficerId is null
            ? draft.Officers.Take(2).Select(o => o.PersonId).ToList()
            : [db.Caller.PersonId, request.SecondOfficerId ?? ""];
        if (ids.Distinct().Count() < 2 || ids.Contains(""))
            return Refusal.OfField("two-officers", "secondOfficerId", "立案须有两名承办人，请选择另一名具有执法资格的人员。");
        var pair = new List<Officer>();
        foreach (var id in ids)
        {
            if (!(await officers.MayEnforceAt(id, db.Now, division, stop)).Try(out var officer, out var why)) return why;
            pair.Add(officer);
        }
        return pair;
    }
}
