namespace Qingjian.Judgement;

/// <summary>One question that the texts leave open, and how this installation answers it.</summary>
/// <param name="Code">M1…, U1…, J1….</param>
/// <param name="Question">Chinese, short.</param>
/// <param name="Answer">Chinese, shown wherever the ruling was used.</param>
/// <param name="Setting">The value the calculation reads.</param>
public sealed record Ruling(string Code, string Question, string Answer, string Setting);

/// <summary>The rulings in force on a day. They are settings; a verdict or deadline names those it used.</summary>
public sealed class Rulings
{
    private readonly Dictionary<string, Ruling> byCode;

    internal Rulings(Rule rule, IReadOnlyList<Ruling> all)
    {
        Rule = rule;
        All = all;
        byCode = all.ToDictionary(ruling => ruling.Code, StringComparer.Ordinal);
    }

    /// <summary>The law file they come from.</summary>
    public Rule Rule { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Ruling> All { get; }

    /// <summary>The ruling of a code, or null.</summary>
    public Ruling? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The setting of a ruling.</summary>
    /// <exception cref="KeyNotFoundException">The code is not in the file.</exception>
    public string Setting(string code) =>
        byCode.TryGetValue(code, out var ruling) ? ruling.Setting : throw new KeyNotFoundException($"Ruling {code} is not in {Rule.Path}.");

    internal static Rulings Read(LawNode node, Rule rule)
    {
        var read = new List<Ruling>();
        foreach (var item in node.Items("rulings"))
        {
            var ruling = new Ruling(item.Text("code"), item.Text("question"), item.Text("answer"), item.Text("setting"));
            if (read.Any(other => other.Code == ruling.Code)) item.Fault("code", $"{ruling.Code}重复");
            else read.Add(ruling);
        }
        return new(rule, read);
    }
}
