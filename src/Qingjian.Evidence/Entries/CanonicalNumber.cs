using System.Globalization;
using System.Text.Json;

namespace Qingjian.Evidence.Entries;

/// <summary>A number as ECMAScript writes it (RFC 8785 3.2.2.3): shortest digits that read back to the same double.</summary>
internal static class CanonicalNumber
{
    /// <exception cref="JsonException">Not a finite number.</exception>
    public static string Of(double value)
    {
        if (!double.IsFinite(value)) throw new JsonException("A number beyond the range of a double has no canonical form.");
        if (value == 0) return "0";   // minus zero too

        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);   // e.g. "1.2345E-07" or "1200"
        var mark = shortest.IndexOf('E');
        var mantissa = mark < 0 ? shortest : shortest[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var whole = mantissa.IndexOf('.') is var dot and >= 0 ? dot : mantissa.Length;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var point = whole + exponent - (all.Length - digits.Length);
        var sign = value < 0 ? "-" : "";
        return sign + Spell(digits.TrimEnd('0'), point);
    }

    // value = 0.digits × 10^point
    private static string Spell(string digits, int point)
    {
        if (digits.Length <= point && point <= 21) return digits.PadRight(point, '0');
        if (0 < point && point <= 21) return $"{digits[..point]}.{digits[point..]}";
        if (-6 < point && point <= 0) return "0." + new string('0', -point) + digits;
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        var exponent = point - 1;
        return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}";
    }
}
