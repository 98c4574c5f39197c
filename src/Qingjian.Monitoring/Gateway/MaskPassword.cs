using System.Text;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Packets are shown without their password: whoever reads it could speak as the logger (reliability-security 12).</summary>
internal static class MaskPassword
{
    private const string Field = "PW=";

    /// <summary>The text with every password in it replaced by six stars.</summary>
    public static string In(string text)
    {
        var at = text.IndexOf(Field, StringComparison.Ordinal);
        if (at < 0) return text;
        var masked = new StringBuilder(text.Length);
        var done = 0;
        for (; at >= 0; at = text.IndexOf(Field, done, StringComparison.Ordinal))
        {
            masked.Append(text, done, at + Field.Length - done).Append("******");
            var end = text.IndexOfAny([';', '&', ',', '\r', '\n'], at + Field.Length);
            done = end < 0 ? text.Length : end;
        }
        return masked.Append(text, done, text.Length - done).ToString();
    }
}
