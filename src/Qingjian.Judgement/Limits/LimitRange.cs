using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>A bound on a value: at most <see cref="High"/>, or between <see cref="Low"/> and <see cref="High"/>, ends included.</summary>
public readonly record struct LimitRange(decimal? Low, decimal High)
{
    /// <summary>Reads <c>50</c>, <c>0.5</c> or <c>6-9</c>.</summary>
    public static bool TryRead(string text, out LimitRange range)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0 && TryNumber(text[..dash], out var low) && TryNumber(text[(dash + 1)..], out var high) && low <= high)
        {
            range = new LimitRange(low, high);
            return true;
        }
        var read = TryNumber(text, out var bound);
        range = new LimitRange(null, bound);
        return read;
    }

    /// <summary>True when the value lies outside; equal to an end is inside.</summary>
    public bool IsPassedBy(decimal value) => value > High || (Low is { } low && value < low);

    /// <summary>True when this bound allows less than <paramref name="other"/>.</summary>
    public bool IsStricterThan(LimitRange other) => High < other.High || (High == other.High && (Low ?? decimal.MinValue) > (other.Low ?? decimal.MinValue));

    /// <summary>The bound with both ends multiplied, for a change of unit.</summary>
    public LimitRange Times(decimal factor) => new(Low * factor, High * factor);

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
