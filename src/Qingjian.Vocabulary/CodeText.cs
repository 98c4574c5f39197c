using System.Text;

namespace Qingjian.Vocabulary;

/// <summary>Codes as people type them (ruling U15): full width, lower case, blanks and hyphens are normalised.</summary>
public static class CodeText
{
    /// <summary>The code in half width and upper case without blanks and hyphens; <paramref name="changed"/> when that differs from the input.</summary>
    public static string Normalise(string? text, out bool changed)
    {
        var built = new StringBuilder(text?.Length ?? 0);
        foreach (var typed in text ?? "")
        {
            // U+FF01..U+FF5E are the full-width forms of the printable ASCII characters.
            var symbol = typed is >= '\uFF01' and <= '\uFF5E' ? (char)(typed - 0xFEE0) : typed;
            if (char.IsWhiteSpace(symbol) || symbol is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\uFEFF' or '\u200B') continue;
            built.Append(char.ToUpperInvariant(symbol));
        }
        var result = built.ToString();
        changed = !string.Equals(result, text ?? "", StringComparison.Ordinal);
        return result;
    }
}
