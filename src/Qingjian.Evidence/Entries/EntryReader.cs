using System.Globalization;
using System.Text.Json;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Entries;

/// <summary>Reads an entry from its bytes. Only the canonical spelling of a known version is taken.</summary>
public static class EntryReader
{
    /// <summary>True with the entry, or false with the reason in one English sentence. Never throws on any bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EvidenceEntry? entry, out string fault)
    {
        entry = null;
        if (bytes.Length > EvidenceEntry.MaxBytes)
        {
            fault = $"An entry has at most {EvidenceEntry.MaxBytes} bytes.";
            return false;
        }
        try
        {
            var fields = Fields(bytes);
            fault = fields is null ? "An entry is one flat JSON object of version 1." : Build(fields, out entry);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)   // broken JSON, broken UTF-8 in a string
        {
            fault = "The bytes are not JSON.";
            return false;
        }
        if (fault.Length == 0 && !entry!.ToBytes().AsSpan().SequenceEqual(bytes)) fault = "The JSON is not in its canonical form (RFC 8785).";
        if (fault.Length > 0) entry = null;
        return entry is not null;
    }

    private static Dictionary<string, string>? Fields(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var numeric = name is "v" or "size";
            if (reader.TokenType != (numeric ? JsonTokenType.Number : JsonTokenType.String)) return null;
            var value = numeric
                ? reader.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : ""
                : reader.GetString()!;
            if (!fields.TryAdd(name, value)) return null;
        }
        return reader.TokenType == JsonTokenType.EndObject && !reader.Read() && fields.Remove("v", out var version) && version == "1"
            ? fields
            : null;
    }

    private static string Build(Dictionary<string, string> fields, out EvidenceEntry? entry)
    {
        entry = null;
        if (!fields.Remove("type", out var type) || !fields.Remove("id", out var id) || !fields.Remove("actor", out var actor)
            || !fields.Remove("obj", out var obj) || !fields.Remove("t", out var t) || !fields.Remove("sha256", out var sha256))
            return "An entry needs type, id, t, actor, obj and sha256.";
        if (!t.EndsWith("+08:00", StringComparison.Ordinal)
            || !DateTimeOffset.TryParseExact(t, "yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return "The time of an entry has the form 2026-01-02T03:04:05.678+08:00.";
        if (!TreeDigest.TryParseHex(sha256, out var digest)) return "sha256 has 64 hexadecimal digits.";

        TreeDigest? sm3 = null;
        if (fields.Remove("sm3", out var sm3Text))
        {
            if (!TreeDigest.TryParseHex(sm3Text, out var parsed)) return "sm3 has 64 hexadecimal digits.";
            sm3 = parsed;
        }
        long? size = null;
        if (fields.Remove("size", out var sizeText))
        {
            if (!long.TryParse(sizeText, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)) return "size is a whole number.";
            size = parsed;
        }
        fields.Remove("salt", out var salt);
        if (fields.Count > 0) return "An entry of version 1 has no further fields.";

        entry = new EvidenceEntry
        {
            Type = type,
            Id = id,
            At = at,
            Actor = actor,
            Subject = obj,
            Sha256 = digest,
            Sm3 = sm3,
            Size = size,
            Salt = salt,
        };
        return entry.Fault() ?? "";
    }
}
