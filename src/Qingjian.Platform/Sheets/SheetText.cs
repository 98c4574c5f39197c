using System.Text;

namespace Qingjian.Platform.Sheets;

/// <summary>Text on its way into and out of tables that office programs open.</summary>
public static class SheetText
{
    private const int LongestCell = 32_767;

    /// <summary>Rule L-EXP: text that an office program could take for a formula gets a leading apostrophe; control characters that XML
    /// cannot carry are dropped; longer text than a cell holds is cut.</summary>
    public static string Safe(string text)
    {
        var clean = Printable(text);
        if (StartsLikeFormula(clean)) clean = "'" + clean;
        return clean.Length <= LongestCell ? clean : clean[..(char.IsHighSurrogate(clean[LongestCell - 1]) ? LongestCell - 1 : LongestCell)];
    }

    /// <summary>Takes the apostrophe off again that <see cref="Safe"/> put there.</summary>
    public static string Read(string text) =>
        text.Length > 1 && text[0] == '\'' && StartsLikeFormula(text.AsSpan(1)) ? text[1..] : text;

    private static bool StartsLikeFormula(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart([' ', '\u3000', '\u00A0']);
        return start.Length > 0 && start[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
    }

    private static string Printable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001F') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.AsSpan().ContainsAnyInRange('\uFFFE', '\uFFFF')) return text;
        var built = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) built.Append(c).Append(text[++i]);
            else if ((c >= ' ' || c is '\t' or '\r' or '\n') && !char.IsSurrogate(c) && c < '\uFFFE') built.Append(c);
        }
        return built.ToString();
    }
}
