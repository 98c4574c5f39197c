using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>集体讨论 (DOC24, 办法30 art 51): the heads vote, the investigators attend without a vote (评查细则 item 18).</summary>
internal static class DiscussCase
{
    internal sealed record SubmitRequest(long Version);

    /// <param name="On">Day of the meeting.</param>
    /// <param name="Place">地点.</param>
    /// <param name="Votes">Those who voted, by person id.</param>
    /// <param name="RecorderName">记录人.</param>
    /// <param name="Conclusion">结论.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(DateOnly On, string Place, IReadOnlyList<VoteGiven> Votes, string RecorderName, string Conclusion, long Version);
    internal sealed record VoteGiven(string PersonId, bool Agrees, string? Opinion);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/discussion/submit", Submit).Requires(Duty.InvestigateCases);
        cases.MapPost("/{id}/discussion", Discuss).Requires(Duty.DecideCases);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Submit(string id, SubmitRequest request, CaseDesk desk, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.SubmitToDiscussion, work =>
        {
            work.Say("提请集体讨论");
            return Task.FromResult<Refusal?>(null);
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Discuss(string id, Request request, CaseDesk desk, IOfficers people, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.Discuss, async work =>
        {
            var file = work.Case;
            if (!(await Held(work, request, people, CommonText.PenaltyLine(file.Notice?.Penalty ?? file.Report!.Proposed))).Try(out var discussion, out var why)) return why;
            file.Discussion = discussion;
            work.Say($"集体讨论：{discussion.Votes.Count(v => v.Agrees)}人同意，{discussion.Votes.Count(v => !v.Agrees)}人不同意", request.Conclusion);
            return null;
        }, stop);

    /// <summary>A discussion as held, with its record (DOC24) issued; the voters are entered and may not have investigated.</summary>
    public static async Task<Outcome<Discussion>> Held(CaseWork work, Request request, IOfficers people, string proposed)
    {
        if (request.On > work.Today) return Refusal.OfField("future-day", "on", "讨论日期不能晚于今天。");
        if (request.Votes.Select(v => v.PersonId).Distinct().Count() < 2) return Refusal.OfField("votes", "votes", "集体讨论须有两名以上负责人参加并表决。");
        if ((CaseGuards.Blank(request.Place, "place", "讨论地点") ?? CaseGuards.Blank(request.RecorderName, "recorderName", "记录人") ?? CaseGuards.Blank(request.Conclusion, "conclusion", "讨论结论")) is { } blank) return blank;
        var votes = new List<Vote>();
        foreach (var given in request.Votes.DistinctBy(v => v.PersonId))
        {
            if (await people.Person(given.PersonId, work.Stop) is not { } person) return Refusal.OfField("no-person", "votes", "没有找到参加讨论的人员，请重新选择。");
            if (work.Enter(person.PersonId, person.Name, CaseRoleKind.Voter, person.JobTitle, null) is { } same) return same;
            votes.Add(new Vote(person.PersonId, person.Name, person.JobTitle, given.Agrees, (given.Opinion ?? "").Trim()));
        }
        var paper = await work.Issue("DOC24", _ => HearingPapers.Discussion(work.Case, request.On, request.Place.Trim(), votes, request.RecorderName.Trim(), proposed, request.Conclusion.Trim()));
        return new Discussion(request.On, request.Place.Trim(), votes, request.RecorderName.Trim(), request.Conclusion.Trim(), work.Case.EvidenceVersion, paper.Id, work.Now);
    }
}
