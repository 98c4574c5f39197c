using System.Text;

namespace Qingjian.Hj212;

/// <summary>Chinese text: UTF-8 by the standard, GBK in the field.</summary>
public static class Texts
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: false);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(54936)!;

    /// <summary>Decodes UTF-8 strictly, else GB 18030, else bytes over 0x7F become U+FFFD. Never throws.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return Strict.GetString(bytes);
        return IsGb18030(bytes) ? Gb18030.GetString(bytes) : Encoding.ASCII.GetString(bytes);
    }

    /// <summary>True when the bytes are well formed GB 18030 (one, two and four byte forms).</summary>
    internal static bool IsGb18030(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            if (bytes[i] is 0x80 or 0xFF || i + 1 >= bytes.Length)
                return false;
            var second = bytes[i + 1];
            if (second is >= 0x40 and <= 0xFE and not 0x7F)
                i++;
            else if (second is >= 0x30 and <= 0x39 && i + 3 < bytes.Length
                && bytes[i + 2] is >= 0x81 and <= 0xFE && bytes[i + 3] is >= 0x30 and <= 0x39)
                i += 3;
            else
                return false;
        }
        return true;
    }
}
