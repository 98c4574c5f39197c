using System.Globalization;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Documents.Layout;

/// <summary>How papers write dates, instants and amounts.</summary>
internal static class PaperWords
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>2026年9月8日.</summary>
    public static string Of(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>2026年9月8日14时05分, Beijing time.</summary>
    public static string Of(DateTimeOffset at)
    {
        var local = at.ToOffset(Beijing);
        return string.Create(CultureInfo.InvariantCulture, $"{local.Year}年{local.Month}月{local.Day}日{local.Hour}时{local.Minute:00}分");
    }

    /// <summary>390000元（大写：叁拾玖万元整）.</summary>
    public static string Of(Money amount) => $"{Figures(amount)}元（大写：人民币{amount.InCapitals()}）";

    /// <summary>390000 or 390000.50: no separators, as papers write it.</summary>
    public static string Figures(Money amount) => amount.Yuan == decimal.Truncate(amount.Yuan)
        ? amount.Yuan.ToString("0", CultureInfo.InvariantCulture)
        : amount.Yuan.ToString("0.00", CultureInfo.InvariantCulture);
}
