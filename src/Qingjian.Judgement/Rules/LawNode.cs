using System.Globalization;
using System.Text.Json;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>A JSON object of a law file. A wrong field is noted with file and field and read as empty, so one reading names every fault.</summary>
internal sealed class LawNode(JsonElement element, string file, string at, List<Refusal> faults)
{
    internal string File => file;

    internal IEnumerable<string> Names() => element.EnumerateObject().Select(each => each.Name).ToArray();

    internal bool Has(string name) => Find(name) is { ValueKind: not JsonValueKind.Null };

    internal string Text(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.String } found) return found.GetString()!;
        Fault(name, "缺少文字值");
        return "";
    }

    internal string? TextOr(string name)
    {
        if (!Has(name)) return null;
        return Text(name);
    }

    internal DateOnly Day(string name)
    {
        var text = Text(name);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(name, $"“{text}”不是日期（yyyy-MM-dd）");
        return default;
    }

    internal DateOnly? DayOr(string name) => Has(name) ? Day(name) : null;

    internal decimal Number(string name)
    {
        var found = Find(name);
        if (found is { ValueKind: JsonValueKind.Number } && found.Value.TryGetDecimal(out var number)) return number;
        if (found is { ValueKind: JsonValueKind.String }
            && decimal.TryParse(found.Value.GetString(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed)) return parsed;
        Fault(name, "缺少数值");
        return 0;
    }

    internal decimal? NumberOr(string name) => Has(name) ? Number(name) : null;

    internal int Whole(string name)
    {
        var number = Number(name);
        if (number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue) return (int)number;
        Fault(name, "应为整数");
        return 0;
    }

    internal int? WholeOr(string name) => Has(name) ? Whole(name) : null;

    internal bool Flag(string name, bool missing = false) => Find(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => missing,
    };

    internal LawNode? Part(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } found ? new LawNode(found, file, Under(name), faults) : null;

    internal IReadOnlyList<LawNode> Items(string name, bool required = true)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Array } found)
            return found.EnumerateArray().Select((item, index) => new LawNode(item, file, $"{Under(name)}[{index}]", faults)).ToArray();
        if (required) Fault(name, "缺少列表");
        return [];
    }

    internal IReadOnlyList<string> Texts(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } found
            ? found.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).ToArray()
            : [];

    internal IReadOnlyList<decimal> Numbers(string name)
    {
        var numbers = new List<decimal>();
        foreach (var text in Find(name) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray().Select(item => item.ToString()) : [])
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) numbers.Add(number);
            else Fault(name, $"“{text}”不是数值");
        return numbers;
    }

    internal IReadOnlyList<IReadOnlyList<string>> Lists(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } found
            ? found.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Array).Select(item => (IReadOnlyList<string>)[.. item.EnumerateArray().Select(each => each.ToString())]).ToArray()
            : [];

    internal IReadOnlyDictionary<string, string> TextMap(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } found
            ? found.EnumerateObject().ToDictionary(each => each.Name, each => each.Value.ToString(), StringComparer.Ordinal)
            : new Dictionary<string, string>();

    internal T OneOf<T>(string name, params (string Word, T Value)[] choices)
    {
        var text = Text(name);
        foreach (var (word, value) in choices)
            if (word == text) return value;
        Fault(name, $"“{text}”不在可取值（{string.Join("、", choices.Select(choice => choice.Word))}）之内");
        return choices[0].Value;
    }

    internal Trust Trust(string name = "trust") =>
        OneOf(name, ("text", Judgement.Trust.Text), ("second-hand", Judgement.Trust.SecondHand), ("memory", Judgement.Trust.Memory));

    internal void Fault(string field, string message) =>
        faults.Add(Refusal.OfField("law-file", Under(field), $"规则文件 {file} 的字段 {Under(field)}：{message}"));

    private JsonElement? Find(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;

    private string Under(string name) => at.Length == 0 ? name : $"{at}.{name}";
}
