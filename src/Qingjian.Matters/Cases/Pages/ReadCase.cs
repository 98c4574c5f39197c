using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Matters.Cases.Acts;
using Qingjian.Matters.Deadlines;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Pages;

/// <summary>The file of a case: head, sections, papers, clocks, time line, and what may be done next.</summary>
internal static class ReadCase
{
    internal sealed record CaseFile(
        Case Case, string StateWord, string SourceWord, string? ClockName, DateOnly? ClockDue, bool ClockProvisional, IReadOnlyList<NextAct> Next,
        IReadOnlyList<EvidenceView> Evidence, IReadOnlyList<PaperView> Papers, IReadOnlyList<DeadlineInstance> Clocks, IReadOnlyList<StepView> Steps,
        Debt? Debt, bool ReviewStands, bool LegalReviewStands, string? LegalReviewNeeded, string? DiscussionNeeded, string HearingThreshold);

    internal sealed record EvidenceView(CaseEvidence Evidence, string KindWord);
    internal sealed record PaperView(string Id, string Code, string Title, string? Number, DateOnly PrintedOn, DateTimeOffset IssuedAt, string IssuedByName, bool Served, bool ForParty, Service? Service, string? MethodWord, string? CancelledReason, string ContentSha256, string DocxSha256, string? CorrectsId);

    /// <summary>What the forms of a case choose from.</summary>
    internal sealed record Choices(
        IReadOnlyList<LawCandidate> Candidates, string? OldOrLighter, IReadOnlyList<CauseChoice> Causes, IReadOnlyList<TableView> Tables, IReadOnlyList<string> PenaltyKinds,
        IReadOnlyList<string> ReviewItems, IReadOnlyList<string> LegalItems, IReadOnlyList<string> ClosingGrounds);
    internal sealed record TableView(string Id, string Title, bool ExampleOnly, decimal Min, decimal Max, IReadOnlyList<DiscretionFactor> Factors, decimal HeavierMost, decimal LighterMost, decimal MitigatedMost, string Trust);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapGet("/{id}", Handle).Requires(Duty.ReadCases);
        cases.MapGet("/{id}/choices", Choose).Requires(Duty.ReadCases);
    }

    private static async Task<Results<Ok<CaseFile>, ProblemHttpResult>> Handle(string id, MattersDb db, CaseSteps steps, CaseLaw law, Debts debts, CancellationToken stop)
    {
        if (await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, stop) is not { } file) return Problems.NotFound();
        var today = BeijingTime.DayOf(db.Now);
        var evidence = await db.Set<CaseEvidence>().AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.Ordinal).ToListAsync(stop);
        var clocks = await db.Set<DeadlineInstance>().AsNoTracking().Where(d => d.OwnerId == id).OrderBy(d => d.OpenedAt).ToListAsync(stop);
        var papers = await db.Set<Paper>().AsNoTracking().Where(p => p.OwnerId == id).OrderBy(p => p.IssuedAt).ToListAsync(stop);
        var origins = new[] { id, file.ClueId, file.InspectionId ?? "" };
        var line = await db.Steps.AsNoTracking().Of(origins).ToListAsync(stop);
        var clock = ListCases.Nearest(clocks.Where(c => c.DoneOn is null));
        var threshold = law.Threshold(file.Division, today);
        return TypedResults.Ok(new CaseFile(
            file, CaseWords.Of(file.State), CaseSources.WordOf(file.SourceCode), clock?.Name, clock?.DueOn ?? clock?.NotBefore, clock is { DueOn: null } or { Provisional: true },
            await steps.For(file, evidence, stop), [.. evidence.Select(e => new EvidenceView(e, WordOf(e.Kind)))], [.. papers.Select(View)], clocks, line,
            await debts.Of(file, today, stop), file.Stands(file.Review), file.Stands(file.LegalReview), CaseGuards.LegalReviewNeeded(file),
            (file.Notice?.Penalty ?? file.Report?.Proposed) is { } penalty ? CaseGuards.DiscussionNeeded(file, penalty, threshold) : null, threshold.Said(file.Party.Kind)));
    }

    private static async Task<Results<Ok<Choices>, ProblemHttpResult>> Choose(string id, MattersDb db, CaseLaw law, CancellationToken stop)
    {
        if (await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, stop) is not { } file) return Problems.NotFound();
        var today = BeijingTime.DayOf(db.Now);
        var candidates = law.Candidates(file.CauseCode, file.ActTo, today);
        return TypedResults.Ok(new Choices(
            candidates, CaseLaw.OldOrLighter(candidates, file.ActTo),
            [.. law.Causes(file.ActTo).Select(c => new CauseChoice(c.Code, c.Name, c.Element, c.PenaltyArticle, c.FineMin, c.FineMax, c.FineBasis, c.Trust.Word()))],
            [.. law.Tables(file.CauseCode, file.ActTo).Select(t => new TableView(t.Rule.Id, t.Rule.Title, t.ExampleOnly, t.Min, t.Max, t.Factors, t.HeavierMost, t.LighterMost, t.MitigatedMost, t.Rule.Trust.Word()))],
            Cases.PenaltyKinds.All, ReviewOpinion.ReviewItems, ReviewOpinion.LegalItems, CloseCase.Grounds));
    }

    public static PaperView View(Paper paper) => new(
        paper.Id, paper.Code, paper.Title, paper.Number, paper.PrintedOn, paper.IssuedAt, paper.IssuedByName, paper.Service is not null, PaperKind.Of(paper.Code).Served,
        paper.Service, paper.Service is { } service ? ServiceProof.WordOf(service.Method) : null, paper.CancelledReason, paper.ContentSha256, paper.DocxSha256, paper.CorrectsId);

    private static string WordOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Documentary => "书证",
        EvidenceKind.Physical => "物证",
        EvidenceKind.AudioVisual => "视听资料",
        EvidenceKind.Electronic => "电子数据",
        EvidenceKind.Testimony => "证人证言",
        EvidenceKind.PartyStatement => "当事人的陈述",
        EvidenceKind.Appraisal => "鉴定意见（监测报告）",
        _ => "勘验笔录、现场笔录",
    };
}
