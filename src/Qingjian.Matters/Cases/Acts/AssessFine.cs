using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>裁量 (办法30 art 41): the table suggests, a person confirms an amount and says why. Each calculation is frozen with its inputs.</summary>
internal static class AssessFine
{
    /// <param name="TableId">Discretion table; null when none is loaded for the violation.</param>
    /// <param name="Choices">Factor id to option and the evidence that proves it.</param>
    /// <param name="Adjustment">none, heavier, lighter or mitigated.</param>
    /// <param name="AdjustmentPercent">Percent of the adjustment.</param>
    /// <param name="Confirmed">Amount in yuan that the person confirms.</param>
    /// <param name="Reason">裁量理由.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(string? TableId, IReadOnlyList<Choice> Choices, AdjustmentKind Adjustment, decimal AdjustmentPercent, decimal Confirmed, string Reason, long Version);
    internal sealed record Choice(string FactorId, string OptionId, IReadOnlyList<string> EvidenceIds);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/assess", Handle).Requires(Duty.InvestigateCases);
        cases.MapPost("/{id}/assess/suggest", Suggest).Requires(Duty.InvestigateCases);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, CaseLaw law, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.AssessFine, work => Task.FromResult(Decide(work, law, request)), stop);

    private static Refusal? Decide(CaseWork work, CaseLaw law, Request request)
    {
        var file = work.Case;
        if (file.Law is not { Chosen: var basis }) return Refusal.Of("no-basis", "请先选定法律依据，再作裁量。");
        if (CaseGuards.Blank(request.Reason, "reason", "裁量理由", 5) is { } blank) return blank;
        if (request.Confirmed <= 0) return Refusal.OfField("fine-amount", "confirmed", "罚款数额须大于零；不予罚款的请在调查报告中建议。");
        if (basis.FineBasis == "yuan" && basis.FineMax is { } max && request.Confirmed > max)
            return Refusal.OfField("fine-over", "confirmed", $"罚款数额超过法定最高额 {max:#,0} 元。");
        if (basis.FineBasis == "yuan" && basis.FineMin is { } min && request.Confirmed < min && request.Adjustment != AdjustmentKind.Mitigated)
            return Refusal.OfField("fine-under", "confirmed", $"罚款数额低于法定最低额 {min:#,0} 元，须有减轻处罚的依据（评查细则第12项）。");
        if (request.TableId is null)
        {
            file.Assessment = new FineAssessment("", "", "", false, [], ["没有适用的裁量表，由办案人员依据法定幅度和情节确定。"], null, Word(request.Adjustment), request.Confirmed, request.Reason.Trim(), work.Caller.Name, work.Now);
            work.Say("裁量", request.Reason);
            return null;
        }
        if (law.Table(request.TableId, work.Today) is not { } table) return Refusal.OfField("no-table", "tableId", "没有找到裁量表，请刷新后再选。");
        if (!Calculate(table, request).Try(out var result, out var why)) return why;
        file.Assessment = new FineAssessment(table.Rule.Id, table.Rule.Title, table.Rule.Digest, table.ExampleOnly, Chosen(table, request), result.Working, result.Final.Yuan,
            Word(request.Adjustment), request.Confirmed, request.Reason.Trim(), work.Caller.Name, work.Now);
        work.Say($"裁量：建议 {result.Final} 元，确认 {new Money(request.Confirmed)} 元", request.Reason);
        return null;
    }

    /// <summary>What the table would say; writes nothing.</summary>
    internal sealed record SuggestRequest(string TableId, IReadOnlyList<Choice> Choices, AdjustmentKind Adjustment, decimal AdjustmentPercent, string Reason);
    internal sealed record Suggestion(decimal Base, decimal Final, bool NeedsDiscussion, bool ExampleOnly, IReadOnlyList<string> Working, IReadOnlyList<string> Rulings);

    private static Results<Ok<Suggestion>, ProblemHttpResult> Suggest(string id, SuggestRequest request, CaseLaw law, TimeProvider clock)
    {
        if (law.Table(request.TableId, BeijingTime.DayOf(clock.GetUtcNow())) is not { } table)
            return Refusal.OfField("no-table", "tableId", "没有找到裁量表，请刷新后再选。").ToProblem();
        return Calculate(table, new(request.TableId, request.Choices, request.Adjustment, request.AdjustmentPercent, 0, request.Reason, 0)).Try(out var result, out var why)
            ? TypedResults.Ok(new Suggestion(result.Base.Yuan, result.Final.Yuan, result.NeedsCollectiveDiscussion, table.ExampleOnly, result.Working, result.Rulings))
            : why.ToProblem();
    }

    private static Outcome<DiscretionResult> Calculate(DiscretionTable table, Request request) => Discretion.Suggest(
        table, request.Choices.GroupBy(c => c.FactorId).ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(c => c.OptionId)]),
        request.Adjustment == AdjustmentKind.None ? null : new Adjustment(request.Adjustment, request.AdjustmentPercent, request.Reason));

    private static List<FactorChoice> Chosen(DiscretionTable table, Request request) =>
        [.. from choice in request.Choices
            let factor = table.Factors.Single(f => f.Id == choice.FactorId)
            let option = factor.Options.Single(o => o.Id == choice.OptionId)
            select new FactorChoice(factor.Id, factor.Name, option.Id, option.Text, option.Percent, choice.EvidenceIds)];

    private static string Word(AdjustmentKind kind) => kind switch { AdjustmentKind.Heavier => "从重", AdjustmentKind.Lighter => "从轻", AdjustmentKind.Mitigated => "减轻", _ => "" };
}
