using System.Globalization;
using System.Text.Json;
using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Monitoring.Rules;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>The working behind a verdict, as the pages open it.</summary>
internal sealed record VerdictWhy(
    string Title, string Conclusion, IReadOnlyList<VerdictWhy.RuleLine> Rules, IReadOnlyList<VerdictWhy.InputLine> Inputs, IReadOnlyList<VerdictWhy.WorkLine> Lines,
    IReadOnlyList<string> Notes, string Digest)
{
    internal sealed record RuleLine(
        string Name, string? Clause, string? Issuer, string? Source, string? Version, DateOnly? EffectiveFrom, DateOnly? EffectiveUntil, string Trust, string? ConfirmedBy, DateTimeOffset? ConfirmedAt, string Digest);

    internal sealed record InputLine(string Label, string Value, string? Unit = null, string? Note = null);

    internal sealed record WorkLine(string Text);

    public static VerdictWhy Of(Verdict verdict, OutletLaw law, Rulebook book, IReadOnlyDictionary<string, RuleConfirmation> confirmations, IReadOnlyList<string> notes)
    {
        var name = law.NameOf(verdict.Pollutant);
        var when = verdict.Period == LimitPeriod.Day ? BeijingTime.InChinese(verdict.Day) : BeijingTime.HourInChinese(verdict.Start);
        return new(
            $"{law.Duties.Outlet.EnterpriseName} {law.Duties.Outlet.Code} {law.Duties.Outlet.Name} {name}{MeanOf(verdict.Pollutant, verdict.Period)}（{when}）",
            verdict.Sentence, [.. verdict.Rules.Select(rule => Line(rule, book, confirmations))], InputsOf(verdict), [.. verdict.Working.Select(line => new WorkLine(line))],
            notes, verdict.Digest());
    }

    /// <summary>From the kept canonical form: what was said then, whatever the stores hold now.</summary>
    public static VerdictWhy Of(VerdictRecord record, Rulebook book, IReadOnlyDictionary<string, RuleConfirmation> confirmations, IReadOnlyList<string> notes)
    {
        using var json = JsonDocument.Parse(record.Canonical);
        var root = json.RootElement;
        var rules = root.GetProperty("rules").EnumerateArray().Select(rule => new RuleCitation(
            Text(rule, "path"), Text(rule, "digest"), Text(rule, "document"), Text(rule, "clause"), TrustOf(Text(rule, "trust")))).ToList();
        var inputs = root.GetProperty("hours").EnumerateArray().Select(hour => new InputLine(
            $"{Text(hour, "start")[11..13]}时", Optional(hour, "zs_avg") ?? Optional(hour, "avg") ?? "缺失", Shown(record.Unit), Note(hour))).ToList();
        var when = record.Period == LimitPeriod.Day ? BeijingTime.InChinese(BeijingTime.DayOf(record.StartAt)) : BeijingTime.HourInChinese(BeijingTime.ClockOf(record.StartAt));
        return new(
            $"{record.EnterpriseName} {record.OutletName} {record.FactorName}{MeanOf(record.Factor, record.Period)}（{when}）", record.Sentence,
            [.. rules.Select(rule => Line(rule, book, confirmations))], inputs, [.. root.GetProperty("working").EnumerateArray().Select(line => new WorkLine(line.GetString()!))], notes, record.Digest);
    }

    // A count of the furnace or of a span is no mean.
    private static string MeanOf(string code, LimitPeriod period) => SpanVerdict.Is(code) || DayFinding.NameOf(code) is not null ? "" : period == LimitPeriod.Day ? "日均值" : "小时均值";

    private static List<InputLine> InputsOf(Verdict verdict) => [.. verdict.Hours.Select(hour => new InputLine(
        $"{hour.Start:HH}时", (hour.ZsAvg ?? hour.Avg)?.ToString(CultureInfo.InvariantCulture) ?? "缺失", Shown(hour.Unit),
        string.Join("，", HourNotes(hour.Flag, hour.Avg, hour.ZsAvg, hour.Oxygen, hour.Discharge, hour.ValidMinutes, hour.Origin,
            hour.Marks.Select(mark => $"{mark.Name}{mark.Minutes}分钟"), hour.Manual?.Valid))))];

    private static string Note(JsonElement hour) => string.Join("，", HourNotes(
        Text(hour, "flag")[0], Number(hour, "avg"), Number(hour, "zs_avg"), Number(hour, "oxygen"), Number(hour, "discharge"),
        hour.TryGetProperty("valid_minutes", out var minutes) ? minutes.GetInt32() : null, Optional(hour, "origin"),
        hour.EnumerateObject().Where(each => each.NameEquals("mark")).Select(each => each.Value.GetString()!.Split('|')).Select(mark => $"{mark[0]}{mark[2]}分钟"),
        Optional(hour, "manual") is { } manual ? manual.StartsWith("True", StringComparison.Ordinal) : null));

    private static IEnumerable<string> HourNotes(char flag, decimal? avg, decimal? converted, decimal? oxygen, decimal? discharge, int? minutes, string? origin, IEnumerable<string> marks, bool? manual)
    {
        yield return $"标记{flag}（{DataFlags.NameOf(flag) ?? "未知标记"}）";
        if (converted is not null && avg is not null) yield return $"实测{avg}";
        if (oxygen is not null) yield return $"氧含量{oxygen}%";
        if (discharge is not null) yield return $"排放量{discharge} m³";
        if (minutes is not null) yield return $"有效{minutes}分钟";
        foreach (var mark in marks) yield return mark;
        if (manual is { } valid) yield return valid ? "人工审核有效" : "人工审核无效";
        if (origin is not null) yield return origin;
    }

    private static string? Shown(string? unit) => unit?.Replace("m3", "m³", StringComparison.Ordinal).Replace("ug", "μg", StringComparison.Ordinal);

    private static RuleLine Line(RuleCitation cited, Rulebook book, IReadOnlyDictionary<string, RuleConfirmation> confirmations)
    {
        var rule = book.Find(cited.Digest);
        var confirmed = confirmations.GetValueOrDefault(cited.Digest);
        return new(rule?.Title ?? cited.Document, cited.Clause, rule?.Issuer, cited.Document, rule?.Path ?? cited.Path, rule?.InForceFrom, rule?.InForceUntil, cited.Trust.Word(),
            confirmed is null ? null : $"{confirmed.PersonName}（{confirmed.Post}）", confirmed?.ConfirmedAt, cited.Digest);
    }

    private static Trust TrustOf(string word) => word switch { "text" => Trust.Text, "second-hand" => Trust.SecondHand, _ => Trust.Memory };
    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
    private static string? Optional(JsonElement element, string name) => element.TryGetProperty(name, out var found) ? found.GetString() : null;
    private static decimal? Number(JsonElement element, string name) => Optional(element, name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}
