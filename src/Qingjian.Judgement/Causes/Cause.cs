namespace Qingjian.Judgement;

/// <summary>One violation under one regime of law (案由). Ranges in yuan unless the basis says otherwise.</summary>
/// <param name="Code">This project's V-code.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Element">water, air, waste, noise, soil, eia, all, service, agri.</param>
/// <param name="Regime">pre_code, code, regulation.</param>
/// <param name="ValidFrom">First day of the act for which it holds.</param>
/// <param name="ValidTo">Last day; null while open.</param>
/// <param name="LawArticle">违反的条款.</param>
/// <param name="PenaltyArticle">处罚依据.</param>
/// <param name="FineMin">Lowest fine; null when the law names none.</param>
/// <param name="FineMax">Highest fine.</param>
/// <param name="FineBasis">yuan, percent_of_total_investment, times_of_disposal_cost, ….</param>
/// <param name="Aggravated">情节严重 and its consequence.</param>
/// <param name="HearingPossible">True when a hearing can be due.</param>
/// <param name="DayPenalty">True when a daily penalty is possible; null when the table does not say.</param>
/// <param name="SuccessorCode">The V-code that took its place.</param>
/// <param name="Trust">Trust in the row.</param>
/// <param name="Note">Remark of the table.</param>
public sealed record Cause(
    string Code, string Name, string Element, string Regime, DateOnly? ValidFrom, DateOnly? ValidTo, string LawArticle, string PenaltyArticle,
    decimal? FineMin, decimal? FineMax, string FineBasis, string Aggravated, bool HearingPossible, bool? DayPenalty,
    string? SuccessorCode, Trust Trust, string Note)
{
    /// <summary>True when the rule holds for an act of this day.</summary>
    public bool HoldsOn(DateOnly day) => (ValidFrom is not { } from || day >= from) && (ValidTo is not { } to || day <= to);

    internal static IReadOnlyList<Cause> Read(LawNode node, Rule rule) => node.Items("causes").Select(item => new Cause(
        item.Text("code"), item.Text("name_zh"), item.Text("element"),
        item.OneOf("regime", ("pre_code", "pre_code"), ("code", "code"), ("regulation", "regulation")),
        Day(item, "valid_from"), Day(item, "valid_to"), item.Text("law_article_zh"), item.Text("penalty_article_zh"),
        Amount(item, "fine_min"), Amount(item, "fine_max"), item.Text("fine_basis"), item.Text("aggravated_zh"),
        item.Text("hearing_possible") == "yes",
        item.Text("day_penalty") switch { "yes" => true, "no" => false, _ => null },
        item.Text("successor_code") is { Length: > 0 } successor ? successor : null, item.Trust(), item.Text("note"))).ToArray();

    // The columns are kept as the table writes them; empty means the law names no figure.
    private static DateOnly? Day(LawNode item, string name) => item.Text(name).Length == 0 ? null : item.Day(name);
    private static decimal? Amount(LawNode item, string name) => item.Text(name).Length == 0 ? null : item.Number(name);
}

/// <summary>The violation catalogue in force on a day.</summary>
/// <param name="Rule">The law file; null when none was loaded.</param>
/// <param name="All">Every row of every regime.</param>
public sealed record CauseCatalogue(Rule? Rule, IReadOnlyList<Cause> All)
{
    /// <summary>The rows that hold for an act of this day.</summary>
    public IReadOnlyList<Cause> For(DateOnly actDay) => All.Where(cause => cause.HoldsOn(actDay)).ToArray();

    /// <summary>The candidate bases for a decision (从旧兼从轻, 处罚法 art 37): the rows of the day of the act and those of the day of
    /// the decision, successors included. A person chooses and says why; nothing is picked here.</summary>
    public IReadOnlyList<Cause> Candidates(string code, DateOnly actDay, DateOnly decisionDay)
    {
        var codes = All.Where(cause => cause.Code == code && cause.SuccessorCode is not null).Select(cause => cause.SuccessorCode!).Append(code).ToHashSet(StringComparer.Ordinal);
        return All.Where(cause => codes.Contains(cause.Code) && (cause.HoldsOn(actDay) || cause.HoldsOn(decisionDay))).ToArray();
    }
}
