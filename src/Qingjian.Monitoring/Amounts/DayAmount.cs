using System.Globalization;
using Qingjian.Judgement;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Amounts;

/// <summary>排放量 of one factor of an outlet in a day. Never changed but for the moment a newer one took its place. Sums in milligrams, for the flow in cm³.</summary>
internal sealed class DayAmount : IScoped, IOfEnterprise
{
    /// <summary>Milligrams of a kilogram; cm³ of a m³.</summary>
    public const decimal Scale = 1_000_000m;

    public required string Id { get; init; }
    public DateOnly Day { get; init; }
    public required string OutletId { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public required string Factor { get; init; }
    /// <summary>24 hours, see <see cref="HourItem"/>.</summary>
    public required string Hours { get; init; }
    public int Valid { get; init; }
    public int Invalid { get; init; }
    public int Missing { get; init; }
    public int Stopped { get; init; }
    /// <summary>Hours whose reported amount does not agree with the recomputed one.</summary>
    public int Differing { get; init; }
    public long Measured { get; init; }
    public long Recomputed { get; init; }
    public long Substituted { get; init; }
    public int SubstitutedHours { get; init; }
    /// <summary>How the substitution was made, Chinese; empty for none.</summary>
    public required string Because { get; init; }
    public DateTimeOffset CountedAt { get; init; }
    public required string Why { get; init; }
    public DateTimeOffset? SupersededAt { get; set; }

    public IReadOnlyList<HourItem> Items() => HourItem.Read(Hours);

    /// <summary>Whether another result of the same day came to the same. The words of the substitution tell a share that moves each day and are not compared.</summary>
    public bool SameAs(DayAmount other) => (Hours, Differing, Recomputed, Substituted, SubstitutedHours) == (other.Hours, other.Differing, other.Recomputed, other.Substituted, other.SubstitutedHours);

    public static long Scaled(decimal amount) => (long)Math.Round(amount * Scale, MidpointRounding.ToEven);
}

/// <summary>One hour as kept: the amount, and for water the concentration it came from; or a letter: x missing, i invalid, c calibration, o out of control, s stopped.</summary>
/// <param name="State">What the hour is.</param>
/// <param name="Amount">kg, or m³ of the flow; null unless valid.</param>
/// <param name="Concentration">Water: mg/L.</param>
internal sealed record HourItem(AmountState State, decimal? Amount = null, decimal? Concentration = null)
{
    private const string Letters = "?vxiocs";

    public static string Write(IEnumerable<HourItem> hours) => string.Join(',', hours.Select(hour => hour.State == AmountState.Valid
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(hour.Amount ?? 0m, 6).Normal()}{(hour.Concentration is { } value ? "@" + value.Normal().ToString(CultureInfo.InvariantCulture) : "")}")
        : Letters[(int)hour.State].ToString()));

    public static IReadOnlyList<HourItem> Read(string hours) => [.. hours.Split(',').Select(One)];

    private static HourItem One(string text)
    {
        if (text is [var letter] && Letters.IndexOf(letter, StringComparison.Ordinal) is > 1 and var state) return new((AmountState)state);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return new(AmountState.Valid, Number(at < 0 ? text : text[..at]), at < 0 ? null : Number(text[(at + 1)..]));
    }

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

internal static class PlainDecimal
{
    /// <summary>Without trailing zeros, so that equal numbers are written alike.</summary>
    public static decimal Normal(this decimal value) => value / 1.0000000000000000000000000000m;
}
