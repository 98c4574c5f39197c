using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Qingjian.Evidence.Entries;

/// <summary>Canonical JSON after RFC 8785 (JCS): one spelling for each value, so that equal values have equal digests.</summary>
public static class CanonicalJson
{
    /// <summary>The canonical UTF-8 bytes of a JSON text.</summary>
    /// <exception cref="JsonException">The text is not JSON, names a property twice, or holds a number beyond a double.</exception>
    public static byte[] Of(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json);
        using var document = Parse(ref reader);
        if (reader.Read()) throw new JsonException("More than one JSON value.");
        return Of(document.RootElement);
    }

    /// <summary>The canonical UTF-8 bytes of a parsed value.</summary>
    /// <exception cref="JsonException">A property is named twice, or a number lies beyond a double.</exception>
    public static byte[] Of(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(output, value);
        return output.WrittenSpan.ToArray();
    }

    internal static void WriteString(IBufferWriter<byte> output, string text)
    {
        var spelled = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => spelled.Append("\\\""),
                '\\' => spelled.Append("\\\\"),
                '\b' => spelled.Append("\\b"),
                '\t' => spelled.Append("\\t"),
                '\n' => spelled.Append("\\n"),
                '\f' => spelled.Append("\\f"),
                '\r' => spelled.Append("\\r"),
                < ' ' => spelled.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => spelled.Append(c),
            };
        }
        Put(output, spelled.Append('"').ToString());
    }

    private static JsonDocument Parse(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new JsonException("No JSON value.");
        return JsonDocument.ParseValue(ref reader);
    }

    private static void Write(IBufferWriter<byte> output, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(output, value);
                break;
            case JsonValueKind.Array:
                Put(output, "[");
                var first = true;
                foreach (var item in value.EnumerateArray())
                {
                    if (!first) Put(output, ",");
                    first = false;
                    Write(output, item);
                }
                Put(output, "]");
                break;
            case JsonValueKind.String:
                WriteString(output, value.GetString()!);
                break;
            case JsonValueKind.Number:
                Put(output, CanonicalNumber.Of(value.GetDouble()));
                break;
            default:
                Put(output, value.GetRawText());   // true, false, null
                break;
        }
    }

    private static void WriteObject(IBufferWriter<byte> output, JsonElement value)
    {
        var members = value.EnumerateObject().ToList();
        members.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));   // RFC 8785 3.2.3: by UTF-16 code unit
        Put(output, "{");
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
            {
                if (members[i].Name == members[i - 1].Name) throw new JsonException($"Property \"{members[i].Name}\" is named twice.");
                Put(output, ",");
            }
            WriteString(output, members[i].Name);
            Put(output, ":");
            Write(output, members[i].Value);
        }
        Put(output, "}");
    }

    private static void Put(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
