using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Qingjian.Judgement;

/// <summary>The canonical bytes of a verdict. Version 1; a change of form is a new version, so old digests stay checkable.</summary>
internal static class VerdictJson
{
    // Most verdicts on an hour are shorter.
    private const int Usual = 2_048;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static ArrayBufferWriter<byte> Write(Verdict verdict)
    {
        var buffer = new ArrayBufferWriter<byte>(Usual);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("form", 1);
            json.WriteString("subject", verdict.Subject);
            json.WriteString("pollutant", verdict.Pollutant);
            json.WriteString("period", verdict.Period == LimitPeriod.Day ? "day" : "hour");
            json.WriteString("start", Clock(verdict.Start));
            json.WriteString("outcome", verdict.Outcome.ToString());
            json.WriteString("reason", verdict.Reason);
            json.WriteString("validity", verdict.Validity.ToString());
            Number(json, "value", verdict.Value);
            Text(json, "value_kind", verdict.ValueKind);
            Text(json, "unit", verdict.Unit);
            WriteLimit(json, verdict.Limit);
            Number(json, "multiple", verdict.Multiple);
            if (verdict.ValidHours is { } hours) json.WriteNumber("valid_hours", hours);
            Texts(json, "working", verdict.Working);
            Texts(json, "rulings", verdict.Rulings);
            WriteRules(json, verdict.Rules);
            json.WriteString("trust", verdict.Trust.Word());
            json.WriteString("sentence", verdict.Sentence);
            json.WriteStartArray("hours");
            foreach (var hour in verdict.Hours) WriteHour(json, hour);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer;
    }

    /// <summary>Without trailing zeros and exponent, so that a store that drops zeros changes nothing.</summary>
    internal static string Plain(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') is { Length: > 0 } cut && cut != "-0" ? cut : "0" : text;
    }

    private static void WriteLimit(Utf8JsonWriter json, Limit? limit)
    {
        if (limit is null) return;
        json.WriteStartObject("limit");
        json.WriteString("text", limit.Text);
        json.WriteString("unit", limit.Unit);
        json.WriteString("authority", limit.Authority.ToString());
        json.WriteString("name", limit.Name);
        Number(json, "reference_oxygen", limit.ReferenceOxygen);
        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, IReadOnlyList<RuleCitation> rules)
    {
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("path", rule.Path);
            json.WriteString("digest", rule.Digest);
            json.WriteString("document", rule.Document);
            json.WriteString("clause", rule.Clause);
            json.WriteString("trust", rule.Trust.Word());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteHour(Utf8JsonWriter json, HourValue hour)
    {
        json.WriteStartObject();
        json.WriteString("start", Clock(hour.Start));
        if (!hour.Received) json.WriteBoolean("received", false);
        Number(json, "avg", hour.Avg);
        Number(json, "zs_avg", hour.ZsAvg);
        Number(json, "min", hour.Min);
        Number(json, "max", hour.Max);
        Text(json, "unit", hour.Unit);
        json.WriteString("flag", hour.Flag.ToString());
        if (hour.ValidMinutes is { } minutes) json.WriteNumber("valid_minutes", minutes);
        Number(json, "discharge", hour.Discharge);
        Number(json, "oxygen", hour.Oxygen);
        Number(json, "water_temperature", hour.WaterTemperature);
        Text(json, "suspect", hour.Suspect);
        foreach (var mark in hour.Marks) json.WriteString("mark", $"{mark.Name}|{mark.Effect}|{mark.Minutes}");
        if (hour.Manual is { } manual) json.WriteString("manual", $"{manual.Valid}|{manual.By}|{manual.Reason}");
        Text(json, "origin", hour.Origin);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteString(name, Plain(number));
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string Clock(DateTime start) => start.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
