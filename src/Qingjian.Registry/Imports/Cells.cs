using System.Globalization;
using Qingjian.Platform.Sheets;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Sources.Checks;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Imports;

/// <summary>Reads the cells of one row by column title; what cannot be read becomes a fault of that cell.</summary>
internal sealed class Cells(IReadOnlyList<TemplateColumn> columns, ImportRow row)
{
    public FormCheck Check { get; } = new();

    /// <summary>The text of a column; empty when it is not filled in.</summary>
    public string Text(string title) => row.Cells[Column(title)].Trim();

    public string? Optional(string title) => Text(title) is { Length: > 0 } text ? text : null;

    /// <summary>The code before the first blank: a choice reads 4417 生物质能发电.</summary>
    public string Code(string title) => Text(title).Split([' ', '　'], 2)[0];

    public double? Degrees(string title) => Number(title) is { } number ? (double)number : null;

    public decimal? Number(string title)
    {
        if (Optional(title) is not { } text) return null;
        var plain = text.Replace('，', ',').Replace(",", "", StringComparison.Ordinal).TrimEnd('°', '%', '％');
        if (decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        Fault(title, $"“{text}”不是数字。");
        return null;
    }

    public int? Whole(string title)
    {
        if (Number(title) is not { } number) return null;
        if (number == decimal.Truncate(number) && Math.Abs(number) < 1_000_000) return (int)number;
        Fault(title, $"“{Text(title)}”应为整数。");
        return null;
    }

    /// <summary>2026-01-31, 2026/1/31, 2026年1月31日, 20260131, or the day count an office program stores.</summary>
    public DateOnly? Day(string title)
    {
        if (Optional(title) is not { } text) return null;
        string[] forms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];
        var first = text.Split(' ')[0];
        if (DateOnly.TryParseExact(first, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        if (double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) && serial is > 10_000 and < 80_000)
            return DateOnly.FromDateTime(new DateTime(1899, 12, 30).AddDays(Math.Floor(serial)));
        Fault(title, $"“{text}”不是日期，请写成2026-01-31。");
        return null;
    }

    public bool Flag(string title)
    {
        switch (Text(title))
        {
            case "" or "否" or "0": return false;
            case "是" or "1" or "√": return true;
            default:
                Fault(title, $"“{Text(title)}”应填是或者否。");
                return false;
        }
    }

    /// <summary>One of the named choices; the default when empty.</summary>
    public T Choice<T>(string title, IReadOnlyList<(string Word, T Value)> choices, T otherwise)
    {
        if (Optional(title) is not { } text) return otherwise;
        foreach (var (word, value) in choices)
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) return value;
        Fault(title, $"“{text}”不在选项中，应为{string.Join('、', choices.Select(c => c.Word))}之一。");
        return otherwise;
    }

    public void Fault(string title, string message) => Check.Fault(title, message);

    /// <summary>The row with faults and notes by column; field names of forms are turned into columns by <paramref name="titles"/>.</summary>
    public CheckedRow Close(IReadOnlyDictionary<string, string> titles, Func<Task> take)
    {
        List<CellRemark> faults = [.. Check.Faults.SelectMany(f => f.Value.Select(message => new CellRemark(Place(f.Key), message)))];
        List<CellRemark> notes = [.. Check.Notes.Select(n => new CellRemark(Place(n.Field), n.Message))];
        return new(row, faults, notes, faults.Count == 0 ? take : null);

        int Place(string field)
        {
            var title = titles.GetValueOrDefault(field, field);
            for (var at = 0; at < columns.Count; at++)
                if (columns[at].Title == title) return at;
            return -1;
        }
    }

    private int Column(string title)
    {
        for (var at = 0; at < columns.Count; at++)
            if (columns[at].Title == title) return at;
        throw new ArgumentException($"No column {title}.", nameof(title));
    }

    public static readonly (string, Datum)[] Datums = [("CGCS2000", Datum.Cgcs2000), ("WGS84", Datum.Cgcs2000), ("GCJ-02", Datum.Gcj02), ("BD-09", Datum.Bd09)];
    public static readonly (string, Medium)[] Media = [("废水", Medium.Water), ("废气", Medium.Air)];
    public static readonly (string, EnterpriseState)[] States = [("在产", EnterpriseState.Operating), ("停产", EnterpriseState.Stopped), ("关闭", EnterpriseState.Closed)];
    public static readonly (string, ProtocolEdition)[] Editions = [("自动", ProtocolEdition.Auto), ("2005", ProtocolEdition.Edition2005), ("2017", ProtocolEdition.Edition2017), ("2025", ProtocolEdition.Edition2025)];
    public static readonly (string, LimitPeriod)[] Periods = [("小时均值", LimitPeriod.Hour), ("日均值", LimitPeriod.Day), ("瞬时值", LimitPeriod.Instant)];
    public static readonly (string, LimitBasis)[] Bases = [("排污许可证", LimitBasis.Permit), ("地方要求", LimitBasis.Local), ("承诺", LimitBasis.Commitment)];
    public static readonly (string, UnitAge)[] Ages = [("新建", UnitAge.New), ("现有", UnitAge.Existing)];

    public static IReadOnlyList<string> Words<T>(IEnumerable<(string Word, T)> choices) => [.. choices.Select(c => c.Word)];
    public static IReadOnlyList<string> YesNo { get; } = ["是", "否"];
}
