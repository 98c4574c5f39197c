using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>How many valid amounts are looked at for a run of invalid hours.</summary>
/// <param name="CaptureFrom">Lowest capture rate of the quarter, as a share of 1, inclusive.</param>
/// <param name="RunHoursThrough">Longest run in hours, inclusive; null for any length.</param>
/// <param name="Values">Valid hourly amounts before the run (or the last calibration).</param>
public sealed record SubstitutionBand(decimal CaptureFrom, int? RunHoursThrough, int Values);

/// <summary>How missing and invalid data are replaced for emission amounts (HJ 75-2017 chapter 12, HJ 356-2019). Replaced values stand
/// beside the measured ones and never judge a limit.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Medium">Air or water.</param>
/// <param name="Bands">Air: in the order they are tried.</param>
/// <param name="MedianFactors">Water: factors replaced by a median instead of a mean.</param>
public sealed record SubstitutionRule(Rule Rule, Medium Medium, IReadOnlyList<SubstitutionBand> Bands, IReadOnlyList<string> MedianFactors)
{
    /// <summary>The band for a capture rate and a length of run; null when nothing is replaced automatically.</summary>
    public SubstitutionBand? BandFor(decimal capture, int runHours) =>
        Bands.FirstOrDefault(band => capture >= band.CaptureFrom && (band.RunHoursThrough is not { } through || runHours <= through));

    internal static SubstitutionRule Read(LawNode node, Rule rule)
    {
        var medium = node.OneOf("medium", ("air", Medium.Air), ("water", Medium.Water));
        node.OneOf("method", medium == Medium.Air ? ("highest-before", 0) : ("equal-period-before", 0));
        return new(rule, medium,
            [.. node.Items("bands", medium == Medium.Air).Select(item => new SubstitutionBand(item.Number("capture_from"), item.WholeOr("run_hours_through"), item.Whole("values")))],
            node.Texts("median_factors"));
    }
}
