using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Qingjian.Platform.Sheets;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Calendar;

/// <summary>A day as an administrator's table names it.</summary>
internal sealed record NamedDay(DateOnly Date, bool Workday, string Name);

/// <summary>Reads an administrator's calendar table and writes it as a law file. A whole year by day is taken, or only the days that differ from
/// the plain week, as the notice of the State Council lists them; what lies between is taken for a cut file and refused.</summary>
internal static class CalendarText
{
    private const int Faults = 20;
    private static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    // Holidays on fixed dates of 全国年节及纪念日放假办法: a table that calls one of them a workday is not the calendar of a year.
    private static readonly (int Month, int Day, string Name)[] Fixed = [(1, 1, "元旦"), (5, 1, "劳动节"), (10, 1, "国庆节"), (10, 2, "国庆节"), (10, 3, "国庆节")];

    public static string PathOf(int year) => string.Create(CultureInfo.InvariantCulture, $"calendar/{year}.json");

    /// <summary>The named days of csv text (headings date, is_workday or kind, name or source) or of a JSON array or object with <c>days</c>.</summary>
    public static Outcome<IReadOnlyList<NamedDay>> Read(string text)
    {
        var start = text.AsSpan().TrimStart('\uFEFF').TrimStart();
        return start.Length == 0 ? Refusal.OfField("calendar-empty", "text", "文件是空的，请选择工作日历文件。")
            : start[0] is '[' or '{' ? ReadJson(text.TrimStart('\uFEFF')) : ReadCsv(text);
    }

    private static Outcome<IReadOnlyList<NamedDay>> ReadCsv(string text)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        if (!SheetReader.Read(bytes).Try(out var rows, out var why)) return why;
        var head = rows[0].Cells.Select(cell => cell.Trim().ToLowerInvariant()).ToList();
        int Column(params string[] names) => head.FindIndex(names.Contains);
        var (date, kind, name) = (Column("date", "日期"), Column("is_workday", "workday", "kind", "是否工作日", "类型"), Column("name", "source", "名称", "节日", "说明"));
        if (date < 0 || kind < 0)
            return Refusal.OfField("calendar-columns", "text", $"第1行的列名应有 date（日期）和 is_workday 或 kind（是否工作日、类型），可有 name（名称）；文件的列名是：{string.Join("、", rows[0].Cells)}。");
        return Days(rows.Skip(1).Select(row => ($"第{row.Number}行", row.Cell(date).Trim(), row.Cell(kind).Trim(), row.Cell(name).Trim())));
    }

    private static Outcome<IReadOnlyList<NamedDay>> ReadJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var list = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("days", out var days) ? days : json.RootElement;
            if (list.ValueKind != JsonValueKind.Array) return Refusal.OfField("calendar-columns", "text", "JSON 应为日期的数组，或含有 days 数组的对象，每项有 date、workday（或 kind）、name。");
            return Days(list.EnumerateArray().Select((item, i) => ($"第{i + 1}项", Text(item, "date"), Text(item, "workday", "is_workday", "kind"), Text(item, "name", "source"))).ToList());
        }
        catch (JsonException fault)
        {
            return Refusal.OfField("calendar-json", "text", $"JSON 读不懂（第{fault.LineNumber + 1}行），请检查文件。");
        }

        static string Text(JsonElement item, params string[] names) => item.ValueKind != JsonValueKind.Object ? ""
            : names.Where(name => item.TryGetProperty(name, out _)).Select(name => item.GetProperty(name).ToString()).FirstOrDefault() ?? "";
    }

    private static Outcome<IReadOnlyList<NamedDay>> Days(IEnumerable<(string At, string Date, string Kind, string Name)> rows)
    {
        var (days, faults) = (new Dictionary<DateOnly, NamedDay>(), new List<string>());
        foreach (var (at, date, kind, name) in rows)
        {
            if (!DateOnly.TryParseExact(date, ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) faults.Add($"{at}：“{date}”不是日期");
            else if (Workday(kind) is not { } workday) faults.Add($"{at}：“{kind}”看不出是不是工作日，请写 1 或 0、工作日或休息日");
            else if (!days.TryAdd(day, new(day, workday, name))) faults.Add($"{at}：{date} 重复");
        }
        if (faults.Count > 0)
            return Refusal.OfField("calendar-rows", "text", $"{string.Join("；", faults.Take(Faults))}{(faults.Count > Faults ? $"；另有{faults.Count - Faults}处" : "")}。请改正后重新载入，本次没有载入任何内容。");
        return days.Values.OrderBy(day => day.Date).ToList();
    }

    private static bool? Workday(string kind) => kind.Trim().ToLowerInvariant() switch
    {
        "1" or "true" or "是" or "workday" or "makeup" or "工作日" or "上班" or "调休" or "调休上班" => true,
        "0" or "false" or "否" or "holiday" or "weekend" or "restday" or "休息日" or "节假日" or "放假" or "周末" => false,
        _ => null,
    };

    /// <summary>The law file of a year, or why the days are no year.</summary>
    /// <param name="days">Named days.</param>
    /// <param name="provisional">No notice stands behind it.</param>
    /// <param name="document">The notice.</param>
    public static Outcome<(int Year, string Text)> Write(IReadOnlyList<NamedDay> days, bool provisional, string document)
    {
        if (days.Count == 0) return Refusal.OfField("calendar-empty", "text", "文件里没有日期，请选择工作日历文件。");
        var year = days[0].Date.Year;
        if (days.FirstOrDefault(day => day.Date.Year != year) is { } strange)
            return Refusal.OfField("calendar-years", "text", $"一次载入一个年份：文件里既有{year}年也有{strange.Date.Year}年。请按年分开。");
        var length = DateTime.IsLeapYear(year) ? 366 : 365;
        if (days.Count > 120 && days.Count != length)
        {
            var missing = Enumerable.Range(0, length).Select(new DateOnly(year, 1, 1).AddDays).Except(days.Select(day => day.Date)).ToList();
            return Refusal.OfField("calendar-gap", "text", $"{year}年的日历缺{missing.Count}天（{string.Join("、", missing.Take(5).Select(day => day.ToString("M月d日", CultureInfo.InvariantCulture)))}{(missing.Count > 5 ? "等" : "")}）。请补齐全年，或者只列放假和调休的日子。");
        }
        var named = days.ToDictionary(day => day.Date);
        foreach (var (month, date, name) in Fixed)
            if (!named.TryGetValue(new DateOnly(year, month, date), out var day) || day.Workday)
                return Refusal.OfField("calendar-holidays", "text", $"{year}年{month}月{date}日（{name}）没有列为休息日，这不像是一年的放假安排，请核对文件。");

        // What the plain rule of the week says by itself is left out.
        var special = days.Where(day => day.Workday == Weekend(day.Date) || (!day.Workday && day.Name is not ("" or "周末"))).Select(day => new
        {
            date = day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            workday = day.Workday,
            name = day.Name.Length > 0 ? day.Name : day.Workday ? "调休" : "节假日",
        });
        var text = JsonSerializer.Serialize(new
        {
            kind = "calendar",
            id = year.ToString(CultureInfo.InvariantCulture),
            title = provisional ? $"{year}年暂定工作日历" : $"{year}年部分节假日安排",
            issuer = provisional ? "系统管理员载入" : "国务院办公厅",
            document,
            clause = "全文",
            in_force_from = $"{year}-01-01",
            in_force_until = $"{year}-12-31",
            trust = provisional ? "memory" : "text",
            origin = "loaded by an administrator",
            status = provisional ? "provisional" : "published",
            weekend = "周末",
            days = special,
            examples = Array.Empty<object>(),
        }, Writing);
        return (year, text);
    }

    private static bool Weekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
