using System.Security.Cryptography;
using System.Text;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>All law files, immutable. Every question names a day, and the version in force on that day answers: the day of the
/// data for a judgement, the start day for a deadline, never today.</summary>
public sealed class Rulebook
{
    private readonly RuleShelves shelves;

    internal Rulebook(RuleShelves shelves, WorkCalendar? calendar = null)
    {
        this.shelves = shelves;
        Rules = shelves.All.OrderBy(rule => rule.Path, StringComparer.Ordinal).ToArray();
        Calendar = calendar ?? WorkCalendar.Of(shelves.Years);
        var lines = string.Concat(Rules.Select(rule => $"{rule.Digest}  {rule.Path}\n"));
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }

    /// <summary>Reads law files; see <see cref="RulebookLoading"/> for faults.</summary>
    public static RulebookLoading Load(IEnumerable<LawFile> files) => RulebookLoading.Of(files);

    /// <summary>Reads a law folder and any further local folders (a local rule is a further file, never a changed one).</summary>
    public static RulebookLoading Load(string folder, params string[] local) =>
        Load(LawFolder.Read(folder).Concat(local.SelectMany(each => LawFolder.Read(each))));

    /// <summary>SHA-256 over the digests and paths of all files, in the form of <c>published.sha256</c>.</summary>
    public string Digest { get; }

    /// <summary>The heads of all files, by path.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>The working calendar of all loaded years.</summary>
    public WorkCalendar Calendar { get; }

    /// <summary>The rule whose file has this digest, or null.</summary>
    public Rule? Find(string digest) => Rules.FirstOrDefault(rule => rule.Digest == digest);

    /// <summary>The limits of an outlet on the day of the data.</summary>
    public LimitSet LimitsFor(LimitRequest request, DateOnly day) =>
        SelectLimits.For(request, day, id => InForce(shelves.Limits.Where(each => each.Rule.Id == id), each => each.Rule, day));

    /// <summary>The standards that have a version on a day: what an outlet can be put under.</summary>
    public IReadOnlyList<LimitStandard> StandardsOn(DateOnly day) => shelves.Limits.Where(each => each.Rule.HoldsOn(day))
        .GroupBy(each => each.Rule.Id).Select(group => group.MaxBy(each => each.Rule.InForceFrom)!)
        .OrderBy(each => each.Rule.Id, StringComparer.Ordinal).ToArray();

    /// <summary>All that a judgement of one outlet and day needs; refused when a rule of data validity is missing for the day.</summary>
    public Outcome<DayRules> RulesOn(LimitRequest request, DateOnly day)
    {
        var validity = InForce(shelves.Validity.Where(each => each.Medium == request.Medium), each => each.Rule, day);
        var rulings = InForce(shelves.Rulings, each => each.Rule, day);
        if (validity is null || rulings is null)
            return Refusal.Of("no-rule-on-day", $"{day:yyyy-MM-dd}没有施行中的{(request.Medium == Medium.Water ? "废水" : "废气")}数据有效性规则，不能判定；请载入当时的规则文件");
        return new DayRules(LimitsFor(request, day), validity, rulings, code => FactorOn(code, day));
    }

    /// <summary>The rulings in force on a day, or null.</summary>
    public Rulings? RulingsOn(DateOnly day) => InForce(shelves.Rulings, each => each.Rule, day);

    /// <summary>A factor as the law names it on a day, or null.</summary>
    public Factor? FactorOn(string code, DateOnly day) =>
        InForce(shelves.Factors, each => each.Rule, day).Factors?.FirstOrDefault(factor => factor.Code == code);

    /// <summary>The deadline table for a clock that starts on <paramref name="day"/>. The oldest table also serves earlier days.</summary>
    public DeadlineTable? DeadlinesOn(DateOnly day) =>
        InForce(shelves.Deadlines, each => each.Rule, day) ?? shelves.Deadlines.MinBy(each => each.Rule.InForceFrom);

    /// <summary>The engine that computes deadlines from this book.</summary>
    public DeadlineEngine Deadlines => new(this);

    /// <summary>The rules of electronic supervision on a day, or null.</summary>
    public SupervisionRule? SupervisionOn(DateOnly day) => InForce(shelves.Supervision, each => each.Rule, day) is { } rule ? rule with { Pulls = TriggersOn(day) } : null;

    /// <summary>Which finding pulls which trigger of electronic supervision on a day, or null.</summary>
    public TriggerRule? TriggersOn(DateOnly day) => InForce(shelves.Triggers, each => each.Rule, day);

    /// <summary>The violation catalogue on a day.</summary>
    public CauseCatalogue Causes(DateOnly day)
    {
        var (rule, causes) = InForce(shelves.Causes, each => each.Rule, day);
        return new CauseCatalogue(rule, causes ?? []);
    }

    /// <summary>The legal papers and their required fields on a day.</summary>
    public IReadOnlyList<LegalDocument> DocumentsOn(DateOnly day) => InForce(shelves.Documents, each => each.Rule, day).Documents ?? [];

    /// <summary>A discretion table by id, or null.</summary>
    public DiscretionTable? Discretion(string id, DateOnly day) => InForce(shelves.Discretion.Where(each => each.Rule.Id == id), each => each.Rule, day);

    /// <summary>The discretion tables for a cause on a day.</summary>
    public IReadOnlyList<DiscretionTable> DiscretionFor(string cause, DateOnly day) =>
        shelves.Discretion.Where(each => each.Rule.HoldsOn(day) && each.Causes.Contains(cause)).ToArray();

    /// <summary>From which fine a hearing must be offered in a division; null when no rule is loaded for the day.</summary>
    public HearingArea? HearingOn(string division, DateOnly day) => InForce(shelves.Hearing, each => each.Rule, day)?.For(division);

    /// <summary>How missing data of a medium are replaced for amounts on a day, or null.</summary>
    public SubstitutionRule? SubstitutionOn(Medium medium, DateOnly day) => InForce(shelves.Substitution.Where(each => each.Medium == medium), each => each.Rule, day);

    /// <summary>Calibration, verification and loss of control of instruments of a medium on a day, or null.</summary>
    public InstrumentRule? InstrumentsOn(Medium medium, DateOnly day) => InForce(shelves.Instruments.Where(each => each.Medium == medium), each => each.Rule, day);

    /// <summary>What monitors of a medium may be off from a manual measurement on a day, or null.</summary>
    public ComparisonRule? ComparisonOn(Medium medium, DateOnly day) => InForce(shelves.Comparisons.Where(each => each.Medium == medium), each => each.Rule, day);

    /// <summary>How means of a medium are worked out on a day, or null.</summary>
    public MeanRule? MeansOn(Medium medium, DateOnly day) => InForce(shelves.Means.Where(each => each.Medium == medium), each => each.Rule, day);

    /// <summary>How transmission and validity are counted on a day, or null.</summary>
    public TransmissionRule? TransmissionOn(DateOnly day) => InForce(shelves.Transmission, each => each.Rule, day);

    /// <summary>The rule of incinerators of a kind (<c>waste</c>, <c>hazardous</c>) on a day, or null.</summary>
    public IncinerationRule? IncinerationOn(string kind, DateOnly day) => InForce(shelves.Incineration.Where(each => each.Rule.Id == kind), each => each.Rule, day);

    /// <summary>The marks that an outlet under these standards may be given on a day: those of its industry, else the general device marks.
    /// Null before the first rule of marking.</summary>
    public MarkCatalogue? MarksOn(IReadOnlyCollection<string> standards, DateOnly day)
    {
        var device = InForce(shelves.Marks.Where(each => each.Standards.Count == 0), each => each.Rule, day);
        return InForce(shelves.Marks.Where(each => each.Standards.Any(standards.Contains)), each => each.Rule, day)?.With(device) ?? device;
    }

    /// <summary>The catalogues in force on a day, the general one first.</summary>
    public IReadOnlyList<MarkCatalogue> CataloguesOn(DateOnly day) => [.. shelves.Marks.Where(each => each.Rule.HoldsOn(day)).GroupBy(each => each.Rule.Id)
        .Select(group => group.MaxBy(each => each.Rule.InForceFrom)!).OrderBy(each => each.Industry, StringComparer.Ordinal).ThenBy(each => each.Rule.Id, StringComparer.Ordinal)];

    /// <summary>The checks on marks in force on a day, or null.</summary>
    public MarkChecks? MarkChecksOn(DateOnly day) => InForce(shelves.MarkChecks, each => each.Rule, day);

    /// <summary>When a trend is reminded of on a day, or null.</summary>
    public TrendRule? TrendsOn(DateOnly day) => InForce(shelves.Trends, each => each.Rule, day);

    /// <summary>All versions of the settings of anomaly recognition, oldest first.</summary>
    public IReadOnlyList<PatternRule> PatternVersions => [.. shelves.Patterns.OrderBy(each => each.Rule.InForceFrom)];

    /// <summary>All versions of the checks on marks, oldest first.</summary>
    public IReadOnlyList<MarkChecks> MarkCheckVersions => [.. shelves.MarkChecks.OrderBy(each => each.Rule.InForceFrom)];

    /// <summary>The settings of anomaly recognition on a day, or null.</summary>
    public PatternRule? PatternsOn(DateOnly day) => InForce(shelves.Patterns, each => each.Rule, day);

    /// <summary>How yellow and red cards are given on a day, or null.</summary>
    public CardRule? CardsOn(DateOnly day) => InForce(shelves.Cards, each => each.Rule, day);

    /// <summary>The settings of electricity monitoring on a day, or null.</summary>
    public ElectricityRule? ElectricityOn(DateOnly day) => InForce(shelves.Electricity, each => each.Rule, day);

    /// <summary>The ways of exceeding persistently that are known on a day, of all files in force.</summary>
    public IReadOnlyList<PersistenceRow> PersistenceOn(DateOnly day) => [.. shelves.Persistence.Where(each => each.Rule.HoldsOn(day)).GroupBy(each => each.Rule.Id)
        .Select(group => group.MaxBy(each => each.Rule.InForceFrom)).OrderBy(each => each.Rule.Id, StringComparer.Ordinal).SelectMany(each => each.Rows)];

    /// <summary>How a year's amount is held against the permit on a day, or null.</summary>
    public TotalRule? TotalsOn(DateOnly day) => InForce(shelves.Totals, each => each.Rule, day);

    /// <summary>The settings of automatic sampling on a day, or null.</summary>
    public SamplingRule? SamplingOn(DateOnly day) => InForce(shelves.Sampling, each => each.Rule, day);

    /// <summary>The same book with provisional calendar years (weekends and fixed-date holidays) where no notice is loaded.
    /// Dates computed on them are marked 暂定. The administrator decides; the demo does so for each year without a notice.</summary>
    public Rulebook WithProvisionalYears(int from, int through)
    {
        var calendar = Calendar;
        for (var year = from; year <= through; year++)
            if (!calendar.Covers(year) && InForce(shelves.Provisional, each => each.Rule, new DateOnly(year, 1, 1)) is { } rule)
                calendar = calendar.With(rule.Build(year));
        return new Rulebook(shelves, calendar);
    }

    private static T? InForce<T>(IEnumerable<T> versions, Func<T, Rule> rule, DateOnly day) =>
        versions.Where(each => rule(each).HoldsOn(day)).OrderByDescending(each => rule(each).InForceFrom).FirstOrDefault();
}
