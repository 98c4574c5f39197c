using System.Globalization;
using Qingjian.Judgement;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>The law of one outlet on one day, and which of its factors it judges.</summary>
/// <param name="Duties">What Registry knows of the outlet on the day.</param>
/// <param name="Rules">The rules in force.</param>
/// <param name="Factors">Factors that have a limit for automatic data.</param>
internal sealed record OutletLaw(OutletDuties Duties, DayRules Rules, IReadOnlyList<OutletFactor> Factors)
{
    /// <summary>Chinese name of what is judged under a code.</summary>
    public string NameOf(string code) => DayFinding.NameOf(code) ?? Rules.Factors(code)?.Name ?? code;

    /// <summary>Null when no rule of data validity holds on the day, or nothing of the outlet is limited.</summary>
    public static OutletLaw? Of(Rulebook book, OutletDuties duties, DateOnly? rulesOf = null)
    {
        if (!book.RulesOn(RequestOf(duties), rulesOf ?? duties.Day).Try(out var rules, out _)) return null;
        var factors = duties.Factors.Where(factor => rules.Limits.Limits.Any(limit => limit.Pollutant == factor.Code && !limit.ManualOnly)).ToList();
        return factors.Count == 0 ? null : new(duties, rules, factors);
    }

    /// <summary>What Registry knows, as the rulebook asks for it.</summary>
    public static LimitRequest RequestOf(OutletDuties duties) => new(duties.Outlet.Medium,
        [.. duties.Standards.Select(standard => new LimitSetName(standard.StandardNo, standard.Category, standard.Units == UnitAge.Existing ? SourceAge.Existing : SourceAge.New))])
    {
        BuiltOn = duties.Outlet.BuiltOn,
        Division = duties.Outlet.Division,
        Traits = duties.Outlet.Traits,
        Permit = [.. duties.OwnLimits.Select(limit => new PermitLimit(
            limit.Reference, limit.Code, PeriodOf(limit.Period), TextOf(limit), limit.Unit, limit.From, limit.Until,
            duties.Outlet.Medium == Medium.Air ? duties.Outlet.ReferenceOxygen : null, AuthorityOf(limit.Basis)))],
    };

    private static Judgement.LimitPeriod PeriodOf(Registry.Contract.LimitPeriod period) => period switch
    {
        Registry.Contract.LimitPeriod.Hour => Judgement.LimitPeriod.Hour,
        Registry.Contract.LimitPeriod.Day => Judgement.LimitPeriod.Day,
        _ => Judgement.LimitPeriod.Instant,
    };

    private static LimitAuthority AuthorityOf(LimitBasis basis) => basis switch
    {
        LimitBasis.Permit => LimitAuthority.Permit,
        LimitBasis.Local => LimitAuthority.Local,
        _ => LimitAuthority.Policy,
    };

    private static string TextOf(OwnLimit limit) => limit.Lower is { } low
        ? string.Create(CultureInfo.InvariantCulture, $"{low}-{limit.Upper}")
        : (limit.Upper ?? 0).ToString(CultureInfo.InvariantCulture);
}
