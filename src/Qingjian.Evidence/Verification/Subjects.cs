using System.Text;

namespace Qingjian.Evidence.Verification;

/// <summary>Finds the object an entry speaks of, even when the entry can no longer be read as JSON.</summary>
internal static class Subjects
{
    public static string? Of(ReadOnlySpan<byte> entry)
    {
        var start = entry.IndexOf("\"obj\":\""u8);
        if (start < 0) return null;
        var value = entry[(start + 7)..];
        var end = value.IndexOf((byte)'"');
        if (end is < 0 or > Entries.EvidenceEntry.MaxName) return null;
        var text = Encoding.UTF8.GetString(value[..end]);
        return text.Any(char.IsControl) ? null : text;
    }
}
