using System.Security.Cryptography;
using System.Text.Json;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>What loading came to: the book of all sound files, and the faults of the others by file and field.</summary>
/// <param name="Book">Rules of the sound files; a faulty file is left out as a whole.</param>
/// <param name="Faults">One refusal for each faulty field. A house that starts with faults judges with less law than it believes: refuse to start.</param>
public sealed record RulebookLoading(Rulebook Book, IReadOnlyList<Refusal> Faults)
{
    internal static RulebookLoading Of(IEnumerable<LawFile> files)
    {
        var shelves = new RuleShelves();
        var faults = new List<Refusal>();
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var own = new List<Refusal>();
            Place(file, shelves, own);
            faults.AddRange(own);
        }
        return new(new Rulebook(shelves), faults);
    }

    private static void Place(LawFile file, RuleShelves shelves, List<Refusal> faults)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(file.Bytes);
        }
        catch (JsonException fault)
        {
            faults.Add(Refusal.OfField("law-file", "", $"规则文件 {file.Path} 不是有效的JSON（第{fault.LineNumber + 1}行）"));
            return;
        }
        using (document)
        {
            var node = new LawNode(document.RootElement, file.Path, "", faults);
            var rule = new Rule(
                node.Text("kind"), node.Text("id"), node.Text("title"), node.Text("issuer"), node.Text("document"), node.Text("clause"),
                node.Day("in_force_from"), node.DayOr("in_force_until"), node.Trust(), node.Text("origin"), node.TextOr("note"),
                file.Path, Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span)));
            if (rule.InForceUntil < rule.InForceFrom) node.Fault("in_force_until", "早于in_force_from");
            if (shelves.All.FirstOrDefault(other => other.Kind == rule.Kind && other.Id == rule.Id && other.InForceFrom == rule.InForceFrom) is { } twin)
                node.Fault("in_force_from", $"与{twin.Path}是同一规则的同一施行日期");
            node.Items("examples");
            var keep = Body(node, rule, shelves);
            if (faults.Count == 0) { shelves.All.Add(rule); keep(); }
        }
    }

    // Reads the whole body (so that every fault is noted) and returns what puts it on its shelf.
    private static Action Body(LawNode node, Rule rule, RuleShelves shelves)
    {
        switch (rule.Kind)
        {
            // Read by the rooms that use them; here only their heads and digests are kept.
            case "clue-sources" or "task-steps" or "checklist": return () => { };
            case "limits": { var read = LimitStandard.Read(node, rule); return () => shelves.Limits.Add(read); }
            case "factors": { var read = Factor.Read(node); return () => shelves.Factors.Add((rule, read)); }
            case "validity": { var read = ValidityRule.Read(node, rule); return () => shelves.Validity.Add(read); }
            case "rulings": { var read = Rulings.Read(node, rule); return () => shelves.Rulings.Add(read); }
            case "calendar": { var read = CalendarYear.Read(node, rule); return () => shelves.Years.Add(read); }
            case "provisional-calendar": { var read = ProvisionalCalendar.Read(node, rule); return () => shelves.Provisional.Add(read); }
            case "deadlines": { var read = DeadlineTable.Read(node, rule); return () => shelves.Deadlines.Add(read); }
            case "supervision": { var read = SupervisionRule.Read(node, rule); return () => shelves.Supervision.Add(read); }
            case "triggers": { var read = TriggerRule.Read(node, rule); return () => shelves.Triggers.Add(read); }
            case "causes": { var read = Cause.Read(node, rule); return () => shelves.Causes.Add((rule, read)); }
            case "documents": { var read = LegalDocument.Read(node); return () => shelves.Documents.Add((rule, read)); }
            case "hearing": { var read = HearingThresholds.Read(node, rule); return () => shelves.Hearing.Add(read); }
            case "discretion": { var read = DiscretionTable.Read(node, rule); return () => shelves.Discretion.Add(read); }
            case "substitution": { var read = SubstitutionRule.Read(node, rule); return () => shelves.Substitution.Add(read); }
            case "transmission": { var read = TransmissionRule.Read(node, rule); return () => shelves.Transmission.Add(read); }
            case "incineration": { var read = IncinerationRule.Read(node, rule); return () => shelves.Incineration.Add(read); }
            case "marks": { var read = MarkCatalogue.Read(node, rule); return () => shelves.Marks.Add(read); }
            case "mark-checks": { var read = Judgement.MarkChecks.Read(node, rule); return () => shelves.MarkChecks.Add(read); }
            case "patterns": { var read = PatternRule.Read(node, rule); return () => shelves.Patterns.Add(read); }
            case "cards": { var read = CardRule.Read(node, rule); return () => shelves.Cards.Add(read); }
            case "electricity": { var read = ElectricityRule.Read(node, rule); return () => shelves.Electricity.Add(read); }
            case "sampling": { var read = SamplingRule.Read(node, rule); return () => shelves.Sampling.Add(read); }
            case "persistence": { var read = PersistenceRow.Read(node, rule); return () => shelves.Persistence.Add((rule, read)); }
            case "totals": { var read = TotalRule.Read(node, rule); return () => shelves.Totals.Add(read); }
            case "control": { var read = InstrumentRule.Read(node, rule); return () => shelves.Instruments.Add(read); }
            case "comparison": { var read = ComparisonRule.Read(node, rule); return () => shelves.Comparisons.Add(read); }
            case "means": { var read = MeanRule.Read(node, rule); return () => shelves.Means.Add(read); }
            case "trend": { var read = TrendRule.Read(node, rule); return () => shelves.Trends.Add(read); }
            default: node.Fault("kind", $"没有“{rule.Kind}”这种规则文件"); return () => { };
        }
    }
}

internal sealed class RuleShelves
{
    internal List<Rule> All { get; } = [];
    internal List<LimitStandard> Limits { get; } = [];
    internal List<(Rule Rule, IReadOnlyList<Factor> Factors)> Factors { get; } = [];
    internal List<ValidityRule> Validity { get; } = [];
    internal List<Rulings> Rulings { get; } = [];
    internal List<CalendarYear> Years { get; } = [];
    internal List<ProvisionalCalendar> Provisional { get; } = [];
    internal List<DeadlineTable> Deadlines { get; } = [];
    internal List<SupervisionRule> Supervision { get; } = [];
    internal List<TriggerRule> Triggers { get; } = [];
    internal List<(Rule Rule, IReadOnlyList<Cause> Causes)> Causes { get; } = [];
    internal List<(Rule Rule, IReadOnlyList<LegalDocument> Documents)> Documents { get; } = [];
    internal List<DiscretionTable> Discretion { get; } = [];
    internal List<HearingThresholds> Hearing { get; } = [];
    internal List<SubstitutionRule> Substitution { get; } = [];
    internal List<TransmissionRule> Transmission { get; } = [];
    internal List<PatternRule> Patterns { get; } = [];
    internal List<TrendRule> Trends { get; } = [];
    internal List<IncinerationRule> Incineration { get; } = [];
    internal List<MarkCatalogue> Marks { get; } = [];
    internal List<MarkChecks> MarkChecks { get; } = [];
    internal List<CardRule> Cards { get; } = [];
    internal List<ElectricityRule> Electricity { get; } = [];
    internal List<SamplingRule> Sampling { get; } = [];
    internal List<(Rule Rule, IReadOnlyList<PersistenceRow> Rows)> Persistence { get; } = [];
    internal List<TotalRule> Totals { get; } = [];
    internal List<MeanRule> Means { get; } = [];
    internal List<InstrumentRule> Instruments { get; } = [];
    internal List<ComparisonRule> Comparisons { get; } = [];
}
