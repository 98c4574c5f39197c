using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Emission of one hour: what the logger reports (Cou, the value of record) and what follows from concentration and flow (the check).</summary>
/// <param name="Reported">kg as reported; null when the logger sends none.</param>
/// <param name="Recomputed">kg by formula; null without concentration or flow.</param>
public readonly record struct HourEmission(decimal? Reported, decimal? Recomputed)
{
    private const decimal Tolerance = 0.05m, Smallest = 0.0001m;

    /// <summary>The value of record; the recomputed one where nothing was reported.</summary>
    public decimal? Kilograms => Reported ?? Recomputed;

    /// <summary>Reported and recomputed differ by more than 5 % and by more than the last decimal sent.</summary>
    public bool Differs => Reported is { } told && Recomputed is { } made && Math.Abs(told - made) > Smallest && Math.Abs(told - made) > Tolerance * Math.Max(Math.Abs(told), Math.Abs(made));

    /// <summary>HJ 212-2017 D2.5 (33) for gas, D.1 for water.</summary>
    /// <param name="medium">Air or water.</param>
    /// <param name="reported">Cou in kg.</param>
    /// <param name="concentration">Measured, not converted: mg/m3 dry at standard state, or mg/L.</param>
    /// <param name="volume">Dry standard m3 of the hour, or m3 of water.</param>
    public static HourEmission Of(Medium medium, decimal? reported, decimal? concentration, decimal? volume) => new(reported,
        concentration is { } value && volume is { } flow ? medium == Medium.Water ? value * flow * 0.001m : Conversion.HourAmount(value, flow) : null);

    private static bool IsOutOfControl(HourValue hour, DayRules rules) => hour.Marks.Where(mark => mark.Effect == MarkEffect.OutOfControl).Sum(mark => mark.Minutes) > rules.Validity.MarkMinutesToExempt;

    /// <summary>What an hour is for the amount of its factor: the order of decisions of validity; a stop counts whether a value came or not.</summary>
    /// <param name="hour">The hour, <see cref="HourValue.Received"/> false when nothing came.</param>
    /// <param name="rules">Rules of validity of the day.</param>
    public static AmountState StateOf(HourValue hour, DayRules rules)
    {
        if (hour.Marks.Where(mark => mark.Effect == MarkEffect.Stopped).Sum(mark => mark.Minutes) > rules.Validity.MarkMinutesToExempt) return AmountState.Stopped;
        if (!hour.Received) return AmountState.Missing;
        return AssessHour.Of(hour, rules.Validity, new Worksheet(rules, words: false)).Validity switch
        {
            Validity.Valid or Validity.Exempt => AmountState.Valid,
            Validity.Stopped => AmountState.Stopped,
            Validity.Missing => AmountState.Missing,
            _ => hour.Flag == 'C' ? AmountState.Calibration : IsOutOfControl(hour, rules) ? AmountState.OutOfControl : AmountState.Invalid,
        };
    }
}
