using System.Globalization;
using Qingjian.Judgement;
using Qingjian.Registry.Contract;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Sources;

/// <summary>Puts what Registry knows of an outlet into the question that the rulebook answers.</summary>
internal static class LimitQuestion
{
    /// <summary>The question for the standards of one age; the permit's limits go with it.</summary>
    public static LimitRequest Of(OutletDuties duties, IEnumerable<AppliedStandard> standards)
    {
        var chosen = standards.ToList();
        return new LimitRequest(duties.Outlet.Medium, [.. chosen.Select(s => new LimitSetName(s.StandardNo, s.Category))])
        {
            Age = chosen.Any(s => s.Units == UnitAge.Existing) ? SourceAge.Existing : SourceAge.New,
            BuiltOn = duties.Outlet.BuiltOn,
            Division = duties.Outlet.Division,
            Traits = duties.Outlet.Traits,
            Permit = [.. duties.OwnLimits.Where(l => l.Basis == LimitBasis.Permit).Select(l => new PermitLimit(
                l.Reference, l.Code, (LimitPeriod)((int)l.Period + 1), Text(l), l.Unit, l.From, l.Until, duties.Outlet.ReferenceOxygen))],
        };
    }

    /// <summary>The bound as a permit writes it: 50, or 6-9.</summary>
    public static string Text(OwnLimit limit) => limit.Lower is { } low
        ? string.Create(CultureInfo.InvariantCulture, $"{low}-{limit.Upper}")
        : (limit.Upper ?? 0).ToString(CultureInfo.InvariantCulture);
}
