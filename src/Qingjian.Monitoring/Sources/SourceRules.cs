using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Registry.Contract.LimitPeriod;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Sources;

/// <summary>Answers Registry from the factor catalogue of HJ 212 and the rulebook.</summary>
internal sealed class SourceRules(Rulebook book) : ISourceRules
{
    // Codes whose last two digits are a device number (e101xx) are entered with the number; they are no choice of a list.
    private readonly List<KnownFactor> factors = [.. Pollutants.All.Where(p => p.Code.Length > 0 && !p.Code.EndsWith("xx", StringComparison.Ordinal)).DistinctBy(p => p.Code)
        .Select(p => new KnownFactor(p.Code, p.NameZh, MediumOf(p.Medium), p.Unit == "degC" ? "℃" : p.Unit, p.Decimals ?? 2))];

    public IReadOnlyList<KnownFactor> Factors => factors;

    public KnownFactor? Factor(string code) => Pollutants.Find(code) is { } found
        ? new(code, found.NameZh, MediumOf(found.Medium), found.Unit == "degC" ? "℃" : found.Unit, found.Decimals ?? 2)
        : null;

    public bool AreComparable(string unit, string other) => Units.Factor(Spelling(unit), Spelling(other)) is not null;

    public IReadOnlyList<KnownStandard> StandardsOn(DateOnly day) =>
        [.. book.StandardsOn(day).Select(s => new KnownStandard(s.Rule.Id, s.Rule.Title, [.. s.Categories.Where(c => !c.IsShared)
            .Select(c => new KnownCategory(c.Name, c.Medium, c.ForExisting switch { true => UnitAge.Existing, false => UnitAge.New, null => null }))]))];

    public IReadOnlyList<ShownLimit> LimitsOf(OutletDuties duties)
    {
        ArgumentNullException.ThrowIfNull(duties);
        var limits = duties.Standards.GroupBy(s => s.Units)
            .SelectMany(group => book.LimitsFor(LimitQuestion.Of(duties, group), duties.Day).Limits)
            .Concat(book.LimitsFor(LimitQuestion.Of(duties, []), duties.Day).Limits)
            .Where(limit => limit.Authority != LimitAuthority.Permit)
            .Select(limit => new ShownLimit(limit.Pollutant, (LimitPeriod)((int)limit.Period - 1), limit.Text, limit.Unit, limit.Name, limit.IsBinding, limit.Rule?.Trust.Word()));
        var own = duties.OwnLimits.Select(limit => new ShownLimit(limit.Code, limit.Period, LimitQuestion.Text(limit), limit.Unit, limit.Reference, limit.Basis != LimitBasis.Commitment, null));
        return [.. own.Concat(limits).OrderBy(l => l.Code, StringComparer.Ordinal).ThenBy(l => l.Period)];
    }

    private static string Spelling(string unit) => unit is "℃" or "degC" ? "degC" : unit;

    private static Medium? MediumOf(Hj212.Medium medium) => medium switch { Hj212.Medium.Water => Medium.Water, Hj212.Medium.Air => Medium.Air, _ => null };
}
