using System.Collections.Frozen;
using System.Text;
using Qingjian.Registry.Places;

namespace Qingjian.Registry.Search;

/// <summary>First letters of the readings of 20,936 characters, heteronyms included, commonest first (table made once with pinyin-pro).</summary>
internal static class Pinyin
{
    // A query of initials rarely spans more than this many characters around a heteronym.
    private const int Reach = 6;
    private const int MostForms = 40;

    private static readonly Lazy<FrozenDictionary<char, string>> Table = new(() =>
    {
        using var reader = ShippedTable.Open("pinyin-initials.tsv");
        var letters = new Dictionary<char, string>();
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            foreach (var c in line.AsSpan(tab + 1)) letters[c] = line[..tab];
        }
        return letters.ToFrozenDictionary();
    });

    /// <summary>The first letters of all readings of a character; empty for what has none.</summary>
    public static string Letters(char c) =>
        Table.Value.TryGetValue(c, out var letters) ? letters : char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c).ToString() : "";

    /// <summary>Initials by the commonest readings: 商洛水泥厂 gives slsnc.</summary>
    public static string Initials(string text) => string.Concat(text.Select(Letters).Where(l => l.Length > 0).Select(l => l[0]));

    /// <summary>The initials, then a stretch around each heteronym with each of its other letters, so that 重庆 is found by zq and by cq.</summary>
    public static string Forms(string text)
    {
        var readings = text.Select(Letters).Where(l => l.Length > 0).ToArray();
        var main = string.Concat(readings.Select(l => l[0]));
        var forms = new StringBuilder(main);
        var count = 1;
        for (var at = 0; at < readings.Length && count < MostForms; at++)
            for (var other = 1; other < readings[at].Length && count < MostForms; other++, count++)
            {
                var from = Math.Max(0, at - Reach);
                var to = Math.Min(main.Length, at + Reach + 1);
                forms.Append(' ').Append(main, from, at - from).Append(readings[at][other]).Append(main, at + 1, to - at - 1);
            }
        return forms.ToString();
    }
}
