using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>派发 to two officers whose certificates hold on the day of the visit (处罚法 art 42, 办法30 art 10).</summary>
internal static class DispatchTask
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Lead">主办人.</param>
    /// <param name="Second">协办人.</param>
    /// <param name="VisitOn">Beijing day of the visit; null means today.</param>
    /// <param name="Instruction">Remark for the officers.</param>
    internal sealed record Request(long Version, string Lead, string Second, DateOnly? VisitOn, string? Instruction);

    /// <summary>An officer who may be sent.</summary>
    /// <param name="Busy">Tasks he already has that day.</param>
    internal sealed record Offer(string PersonId, string Name, string Unit, string JobTitle, string Certificate, DateOnly CertificateTo, int Busy);

    internal sealed record Exclusion(string Name, string Reason);

    internal sealed record Offers(DateOnly On, IReadOnlyList<Offer> Officers, IReadOnlyList<Exclusion> Excluded);

    public static void Map(RouteGroupBuilder tasks)
    {
        tasks.MapGet("/{id}/officers", Candidates).Requires(Duty.DispatchTasks);
        tasks.MapPost("/{id}/dispatch", Handle).Requires(Duty.DispatchTasks);
    }

    private static async Task<Results<Ok<Offers>, ProblemHttpResult>> Candidates(string id, MattersDb db, IOfficers officers, CancellationToken stop, DateOnly? on = null)
    {
        if (await db.Tasks.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, stop) is not { } task) return Problems.NotFound();
        var day = on ?? BeijingTime.DayOf(db.Now);
        var qualified = await officers.Qualified(task.Division, Instant(day, db.Now), stop);
        var recused = await db.Recused(task.EnterpriseId, stop);
        var planned = await db.Tasks.AsNoTracking().Where(t => t.VisitOn == day && t.Id != id && !TaskPath.Ended.Contains(t.State)).Select(t => new { t.LeadPersonId, t.SecondPersonId }).ToListAsync(stop);
        return TypedResults.Ok(new Offers(day,
            [.. qualified.Where(o => !recused.ContainsKey(o.PersonId)).Select(o => new Offer(o.PersonId, o.Name, o.OrganisationName, o.JobTitle, o.CertificateNumber, o.CertificateTo,
                planned.Count(t => t.LeadPersonId == o.PersonId || t.SecondPersonId == o.PersonId)))],
            [.. qualified.Where(o => recused.ContainsKey(o.PersonId)).Select(o => new Exclusion(o.Name, $"已申报回避：{recused[o.PersonId]}"))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string id, Request request, MoveTask move, MattersDb db, IOfficers officers, PublicSite site, CancellationToken stop)
    {
        await using var papers = new PaperDesk(db, site);
        return await move.Do(id, request.Version, TaskAct.Dispatch, request.Instruction, task => Send(task, request, db, officers, stop), stop,
            task => $"派发任务 {task.Number}：{string.Join("、", task.Crew.Select(c => c.Name))}", (task, act) => Approve(task, act, db, officers, papers, stop), papers);
    }

    // 行政检查审批表 (DOC02): sending the two is the approval of the visit.
    private static async Task Approve(FieldTask task, Act act, MattersDb db, IOfficers officers, PaperDesk papers, CancellationToken stop)
    {
        var clues = await db.Clues.AsNoTracking().Where(c => c.TaskId == task.Id).OrderBy(c => c.RegisteredAt).Select(c => c.Number).ToListAsync(stop);
        var basis = $"{(clues.Count == 0 ? "任务安排" : $"案件线索{string.Join("、", clues)}")}；《中华人民共和国行政处罚法》第五十四条";
        await papers.Issue(new PaperDraft("task", task.Id, task.Division, await Agencies.For(officers, task.Division, stop), "DOC02",
            _ => FieldPapers.VisitApproval(task, basis, clues.Count == 0 ? "日常检查" : "个案检查（线索核查）", db.Caller.Name, BeijingTime.DayOf(db.Now))), act, stop);
    }

    private static async Task<Refusal?> Send(FieldTask task, Request request, MattersDb db, IOfficers officers, CancellationToken stop)
    {
        var today = BeijingTime.DayOf(db.Now);
        var day = request.VisitOn ?? today;
        if (day < today) return Refusal.OfField("visit-past", "visitOn", "检查日期不能早于今天。");
        var at = Instant(day, db.Now);
        var lead = await officers.MayEnforceAt(request.Lead, at, task.Division, stop);
        var second = await officers.MayEnforceAt(request.Second, at, task.Division, stop);
        var crew = Decide(lead, second, await db.Recused(task.EnterpriseId, stop));
        if (!crew.Try(out var both, out var why)) return why;
        SetCrew(task, both, day);
        task.ReturnReason = null;
        if (!string.IsNullOrWhiteSpace(request.Instruction)) task.Instruction = request.Instruction.Trim();
        return null;
    }

    // Pure: what the registry says of both people and who has declared an interest, in; the crew or the refusal out.
    internal static Outcome<IReadOnlyList<CrewMember>> Decide(Outcome<Officer> lead, Outcome<Officer> second, IReadOnlyDictionary<string, string> recused)
    {
        var faults = new Dictionary<string, string[]>();
        if (!lead.Try(out var first, out var whyLead)) faults["lead"] = [whyLead.Message];
        if (!second.Try(out var other, out var whySecond)) faults["second"] = [whySecond.Message];
        if (first is not null && recused.TryGetValue(first.PersonId, out var leadInterest)) faults["lead"] = [$"{first.Name}已申报回避（{leadInterest}），请另选一人。"];
        if (other is not null && recused.TryGetValue(other.PersonId, out var secondInterest)) faults["second"] = [$"{other.Name}已申报回避（{secondInterest}），请另选一人。"];
        if (first is not null && other is not null && first.PersonId == other.PersonId) faults["second"] = ["两名执法人员不能是同一人，请另选一人。"];
        return faults.Count > 0
            ? new Refusal("two-qualified-officers", "须由两名以上具有执法资格、且无利害关系的人员承办（行政处罚法第四十二条），请更换人员。", faults)
            : new[] { Member(first!), Member(other!) };
    }

    internal static CrewMember Member(Officer officer) => new(officer.PersonId, officer.Name, officer.CertificateNumber, officer.OrganisationName);

    private static void SetCrew(FieldTask task, IReadOnlyList<CrewMember> crew, DateOnly day)
    {
        task.Crew = [.. crew];
        (task.LeadPersonId, task.SecondPersonId, task.VisitOn) = (crew[0].PersonId, crew[1].PersonId, day);
    }

    /// <summary>An instant of the day at which certificates are looked up: now for today, else its beginning.</summary>
    internal static DateTimeOffset Instant(DateOnly day, DateTimeOffset now) => BeijingTime.DayOf(now) == day ? now : BeijingTime.StartOf(day);
}
