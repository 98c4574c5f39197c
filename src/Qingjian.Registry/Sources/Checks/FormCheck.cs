using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources.Checks;

/// <summary>A remark about a field that was accepted.</summary>
/// <param name="Field">camelCase name.</param>
/// <param name="Message">Simplified Chinese.</param>
internal sealed record FormNote(string Field, string Message);

/// <summary>What was found in one filled-in form: faults that stop it, notes that do not.</summary>
internal sealed class FormCheck
{
    private readonly Dictionary<string, List<string>> faults = [];

    public IReadOnlyDictionary<string, List<string>> Faults => faults;

    public List<FormNote> Notes { get; } = [];

    public bool IsGood => faults.Count == 0;

    public void Fault(string field, string message)
    {
        if (!faults.TryGetValue(field, out var messages)) faults[field] = messages = [];
        messages.Add(message);
    }

    public void Note(string field, string message) => Notes.Add(new(field, message));

    /// <summary>Non-empty text of at most <paramref name="most"/> characters, trimmed.</summary>
    public string Required(string field, string name, string? text, int most = 200)
    {
        var value = Optional(field, name, text, most);
        if (value.Length == 0) Fault(field, $"请填写{name}。");
        return value;
    }

    /// <summary>Text of at most <paramref name="most"/> characters, trimmed; empty when missing.</summary>
    public string Optional(string field, string name, string? text, int most = 200)
    {
        var value = text?.Trim() ?? "";
        if (value.Length > most) Fault(field, $"{name}最多{most}个字，现为{value.Length}个字。");
        if (value.Any(char.IsControl)) Fault(field, $"{name}含有不可见的控制字符，请重新录入。");
        return value;
    }

    /// <summary>All faults as one refusal.</summary>
    public Refusal ToRefusal()
    {
        var count = faults.Sum(f => f.Value.Count);
        return new("source-form", $"有{count}处需要更正：{faults.First().Value[0]}", faults.ToDictionary(f => f.Key, f => f.Value.ToArray()));
    }
}
