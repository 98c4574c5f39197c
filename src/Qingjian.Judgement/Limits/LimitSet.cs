using System.Collections.Concurrent;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Why a limit was left out or changed while choosing.</summary>
public sealed record LimitNote(string Code, string Text);

/// <summary>The limits that hold for one outlet on one day.</summary>
/// <param name="Day">The day of the data.</param>
/// <param name="Medium">Waste water or waste gas.</param>
/// <param name="Limits">All of them, policy commitments included.</param>
/// <param name="Notes">Standards not in force, conditions not met, permit limits that cannot be read.</param>
public sealed record LimitSet(DateOnly Day, Medium Medium, IReadOnlyList<Limit> Limits, IReadOnlyList<LimitNote> Notes)
{
    // Years are judged with one set: what applies to a factor is found once.
    private readonly ConcurrentDictionary<(string Pollutant, LimitPeriod Period), ApplicableLimits> applicable = new();

    /// <summary>The limits automatic data of a factor are compared with: for an hour those of hours and single values, for a day those of days.</summary>
    internal ApplicableLimits Applicable(string pollutant, LimitPeriod period) => applicable.GetOrAdd((pollutant, period), key =>
    {
        var limits = key.Period == LimitPeriod.Hour ? For(key.Pollutant, LimitPeriod.Hour).Concat(For(key.Pollutant, LimitPeriod.Instant)) : For(key.Pollutant, key.Period);
        return new(limits.Where(limit => !limit.ManualOnly).ToArray());
    });

    /// <summary>The limits of one factor and period.</summary>
    public IEnumerable<Limit> For(string pollutant, LimitPeriod period) =>
        Limits.Where(limit => limit.Pollutant == pollutant && limit.Period == period);

    /// <summary>True when any limit names the factor.</summary>
    public bool Names(string pollutant) => Limits.Any(limit => limit.Pollutant == pollutant);
}
