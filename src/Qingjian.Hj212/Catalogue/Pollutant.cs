using System.Globalization;

namespace Qingjian.Hj212;

/// <summary>One code of appendix B.</summary>
/// <param name="Code">Code of 2017, six characters; <c>xx</c> stands for a device number. Empty when there is only an old code.</param>
/// <param name="Code2005">Code of 2005, or empty.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Medium">What it is measured in.</param>
/// <param name="Unit">Default unit; a monitor may send another.</param>
/// <param name="Decimals">Decimals of a value, null when the table says none.</param>
/// <param name="MassUnit">Unit of <c>-Cou</c>.</param>
/// <param name="DataType">Type in the notation of the standard.</param>
/// <param name="Low">Least value that is physically possible in the default unit.</param>
/// <param name="High">Greatest value that is physically possible in the default unit.</param>
/// <param name="Source">Where the row was read.</param>
public sealed record Pollutant(string Code, string Code2005, string NameZh, string NameEn, Medium Medium, string Unit,
    int? Decimals, string MassUnit, string DataType, decimal? Low, decimal? High, string Source)
{
    /// <summary>The code to show: that of 2017, else that of 2005.</summary>
    public string Key => Code.Length > 0 ? Code : Code2005;

    /// <summary>True when a value in the default unit lies outside what is physically possible: store it, flag it, never
    /// refuse it (M6).</summary>
    public bool IsSuspect(decimal value) => value < Low || value > High;

    internal short Number { get; private init; }

    internal static Pollutant Of(string[] row, string[]? range, int number)
    {
        var type = row[8];
        return new(row[0], row[1], row[2], row[3], MediumOf(row), row[5], Whole(row[6]), row[7], type,
            range is null ? LowOf(row) : Amount(range[1]),
            range is null || range[2].Length == 0 && range[1].Length > 0 ? HighOf(type) : Amount(range[2]), row[9])
        {
            Number = (short)number,
        };
    }

    // The table files noise under "other".
    private static Medium MediumOf(string[] row) => row[4] switch
    {
        "water" => Medium.Water,
        "air" => Medium.Air,
        _ when row[9].Contains("B.3", StringComparison.Ordinal) => Medium.Noise,
        _ => Medium.Other,
    };

    // Amounts cannot be negative; temperatures, pressures and potentials can.
    private static decimal? LowOf(string[] row) => row[5] is "degC" or "Pa" or "kPa" or "mV" or "" ? null : 0m;

    // Nm.k holds m digits before the point.
    private static decimal? HighOf(string type)
    {
        if (type is not ['N', .. var digits] || digits.Length == 0)
            return null;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = int.Parse(point < 0 ? digits : digits[..point], CultureInfo.InvariantCulture);
        var high = 1m;
        for (var i = 0; i < whole; i++)
            high *= 10;
        return high - (point < 0 ? 1 : 0.000000001m);
    }

    private static int? Whole(string cell) => cell.Length == 0 ? null : int.Parse(cell, CultureInfo.InvariantCulture);

    private static decimal? Amount(string cell) => cell.Length == 0 ? null : decimal.Parse(cell, CultureInfo.InvariantCulture);
}
