using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>Why a field a person filled in cannot be sent.</summary>
/// <param name="Field">Field name.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Text">What is wrong and what would be right, in Chinese.</param>
public sealed record FieldProblem(string Field, string Code, string Text);

/// <summary>A command put together by hand: either ready, or the problems of its fields.</summary>
public sealed record Composed(Outgoing? Command, ImmutableArray<FieldProblem> Problems);

/// <summary>Puts together any command of the table from names and values, checked against the standard. Made for the page on
/// which an engineer writes a command.</summary>
public static class Composition
{
    private static readonly int[] MinuteIntervals = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];

    /// <summary>Checks the fields and builds the data area in the order of the table.</summary>
    /// <param name="command">A row of <see cref="Commands"/>.</param>
    /// <param name="values">Name on the wire (<c>PolId</c>, <c>i13004-Info</c>) to value; empty values count as not given.</param>
    public static Composed Of(Command command, IReadOnlyDictionary<string, string> values)
    {
        var problems = new List<FieldProblem>();
        var given = values.Where(v => v.Value.Length > 0).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
        foreach (var name in given.Keys.Where(n => FieldOf(command, n) is null))
            problems.Add(new(name, "field-unexpected", $"命令{command.Cn}没有字段{name}，请去掉"));
        var area = new DataArea();
        foreach (var field in command.Fields)
        {
            var names = given.Keys.Where(n => FieldOf(command, n) == field).ToList();
            if (names.Count == 0 && !field.Optional)
                problems.Add(new(field.Name, "field-missing", $"缺少{NameOf(field)}，请填写{Shape(field)}"));
            foreach (var name in names)
            {
                if (Check(field, given[name]) is { } text)
                    problems.Add(new(name, "field-bad", text));
            }
        }
        CheckPeriod(given, problems);
        if (problems.Count > 0)
            return new(null, [.. problems]);
        foreach (var (field, name) in InOrder(command, given))
            Put(area, field, name, given[name]);
        return new(new(command.Cn, area), []);
    }

    // All values of one code stand together.
    private static IEnumerable<(CommandField Field, string Name)> InOrder(Command command, Dictionary<string, string> given)
    {
        var plain = command.Fields.Where(f => !f.PerCode && given.ContainsKey(f.Name)).Select(f => (f, f.Name));
        var coded = given.Keys.Where(n => n.Contains('-', StringComparison.Ordinal))
            .GroupBy(n => n[..n.IndexOf('-', StringComparison.Ordinal)], StringComparer.Ordinal)
            .SelectMany(g => g.OrderBy(n => command.Fields.IndexOf(FieldOf(command, n)!)))
            .Select(n => (FieldOf(command, n)!, n));
        return plain.Concat(coded);
    }

    private static void Put(DataArea area, CommandField field, string name, string value)
    {
        if (!field.PerCode)
        {
            area.Field(name, value);
            return;
        }
        var code = name[..name.IndexOf('-', StringComparison.Ordinal)];
        if (field.Name == "Info" && value.Any(c => c > 0x7F || c is ';' or ',' or '='))
            area.Info(code, value);
        else
            area.Value(code, field.Name, value);
    }

    private static CommandField? FieldOf(Command command, string name)
    {
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash < 0
            ? command.Fields.FirstOrDefault(f => !f.PerCode && f.Name == name)
            : command.Fields.FirstOrDefault(f => f.PerCode && f.Name == name[(dash + 1)..]
                && name.StartsWith(f.Code, StringComparison.Ordinal) && IsCode(name[..dash]));
    }

    private static bool IsCode(string code) => code.Length is > 0 and <= 16 && code.All(char.IsAsciiLetterOrDigit);

    private static string? Check(CommandField field, string value)
    {
        var term = TermOf(field);
        var bytes = Encoding.UTF8.GetBytes(value);
        var good = term.Kind switch
        {
            ValueKind.Time => Times.TryRead(bytes, out _),
            ValueKind.Clock => Times.TryReadClock(bytes, out _),
            ValueKind.Digits => Digits.TryRead(bytes, out var n) && !(n < term.Low) && !(n > term.High)
                && (term.Name != "MinInterval" || MinuteIntervals.Contains(n)),
            ValueKind.Number => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
            ValueKind.Flag => value.Length == 1 && DataFlags.NameOf(value[0]) is not null,
            _ => IsText(term, value),
        };
        return good ? null : $"{NameOf(field)}应为{Shape(field)}";
    }

    private static bool IsText(Term term, string value)
    {
        if (term.Suffix == Suffix.Info)
            return value.Length <= 890 && !value.Contains("//", StringComparison.Ordinal) && !value.Any(char.IsControl);
        var longest = term.Type is ['C', .. var digits] ? int.Parse(digits, CultureInfo.InvariantCulture) : 24;
        return value.Length <= longest && value.All(char.IsAsciiLetterOrDigit) && (term.Name is not ("NewPW" or "NewSK") || value.Length == longest);
    }

    private static void CheckPeriod(Dictionary<string, string> given, List<FieldProblem> problems)
    {
        if (given.TryGetValue("BeginTime", out var begin) && given.TryGetValue("EndTime", out var end)
            && string.CompareOrdinal(begin, end) > 0)
            problems.Add(new("EndTime", "period-reversed", "截止时间不能早于开始时间，请调换"));
    }

    private static Term TermOf(CommandField field) => (field.PerCode
        ? Terms.Default.Suffix(field.Name)
        : Terms.Default.Field(field.Name))!;

    private static string NameOf(CommandField field) => $"{TermOf(field).NameZh}（{field.Name}）";

    private static string Shape(CommandField field)
    {
        var term = TermOf(field);
        return term.Kind switch
        {
            ValueKind.Time => "14位时间YYYYMMDDhhmmss",
            ValueKind.Clock => "6位时间hhmmss",
            ValueKind.Digits when term.Name == "MinInterval" => "1、2、3、4、5、6、10、12、15、20或30（分钟）",
            ValueKind.Digits when term is { Low: { } low, High: { } high } => $"{low}至{high}的整数",
            ValueKind.Digits => "整数",
            ValueKind.Number => "数字",
            ValueKind.Flag => "数据标记N、F、M、S、D、C、T、B之一",
            _ when term.Name == "NewPW" => "6位字母或数字",
            _ when term.Name == "NewSK" => "32位字母或数字",
            _ when term.Suffix == Suffix.Info => "不含“//”的文字，至多890字",
            _ => $"字母或数字（{(term.Type.Length > 0 ? term.Type : "至多24位")}）",
        };
    }
}
