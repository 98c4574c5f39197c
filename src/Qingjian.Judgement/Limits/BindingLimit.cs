namespace Qingjian.Judgement;

/// <summary>The limits one value is compared with, and which of them names a violation.</summary>
internal sealed record ApplicableLimits(IReadOnlyList<Limit> Limits)
{
    internal BindingLimit Chosen { get; } = BindingLimit.Among(Limits);
    internal IReadOnlyList<Limit> Policies { get; } = Limits.Where(limit => !limit.IsBinding).ToArray();
    internal int Binding { get; } = Limits.Count(limit => limit.IsBinding);
    /// <summary>None of them is a range: a value over the measuring range can pass it.</summary>
    internal bool HaveNoLow { get; } = Limits.All(limit => limit.Range.Low is null);
    internal bool HourIsEvidence { get; } = Limits.All(limit => limit.HourIsEvidence);
}

/// <summary>Which of several limits a violation is named by (ruling M41).</summary>
/// <param name="Binding">The named limit; null when none binds.</param>
/// <param name="Strictest">The strictest of all that apply, policy commitments included: it rings the bell first.</param>
/// <param name="LaxPermit">A permit limit that is laxer than the standard and was therefore passed over.</param>
internal sealed record BindingLimit(Limit? Binding, Limit? Strictest, Limit? LaxPermit)
{
    internal static BindingLimit Among(IEnumerable<Limit> applicable)
    {
        var limits = applicable.Where(limit => !limit.ManualOnly).ToList();
        var strictest = Strict(limits);
        var permit = Strict(limits.Where(limit => limit.Authority == LimitAuthority.Permit));
        var standard = Strict(limits.Where(limit => limit.Authority is LimitAuthority.National or LimitAuthority.Local));
        if (permit is null || standard is null) return new(permit ?? standard, strictest, null);
        return standard.Range.IsStricterThan(permit.Range) ? new(standard, strictest, permit) : new(permit, strictest, null);
    }

    // Units of one factor's limits agree within a medium, save where a permit writes ug/L; those are compared after conversion.
    private static Limit? Strict(IEnumerable<Limit> limits) => limits.Aggregate((Limit?)null, (best, next) =>
        best is null || InFirstUnit(next, best.Unit).IsStricterThan(best.Range) ? next : best);

    private static LimitRange InFirstUnit(Limit limit, string unit) =>
        Units.Factor(limit.Unit, unit) is { } factor ? limit.Range.Times(factor) : limit.Range;
}
