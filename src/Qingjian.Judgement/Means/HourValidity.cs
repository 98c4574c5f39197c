namespace Qingjian.Judgement;

/// <summary>Whether an hour counts, by the order of decisions of validity.</summary>
public static class HourValidity
{
    /// <summary>What an hour is held to be.</summary>
    /// <param name="hour">The hour; <see cref="HourValue.Received"/> false when nothing came.</param>
    /// <param name="rules">Rules of the day.</param>
    public static Validity Of(HourValue hour, DayRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return AssessHour.Of(hour, rules.Validity, new Worksheet(rules, words: false)).Validity;
    }
}
