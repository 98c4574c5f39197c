using System.Globalization;
using System.Runtime.CompilerServices;

namespace Qingjian.Judgement;

/// <summary>Collects the lines, rulings and rules of one judgement while it is made. Without words it decides the same and writes nothing,
/// so that years can be judged again in minutes.</summary>
internal sealed class Worksheet(DayRules rules, bool words)
{
    private readonly List<string> lines = [];
    private readonly List<string> rulings = [];
    private readonly List<RuleCitation> citations = words ? [RuleCitation.Of(rules.Validity.Rule)] : [];

    internal IReadOnlyList<string> Lines => lines;
    internal IReadOnlyList<string> Rulings => rulings;

    /// <summary>Whether the working is written down.</summary>
    internal bool Words => words;

    internal void Say(string line)
    {
        if (words) lines.Add(line);
    }

    /// <summary>A line that is put together only when it is wanted.</summary>
    internal void Say([InterpolatedStringHandlerArgument("")] ref Text line)
    {
        if (words) lines.Add(line.ToStringAndClear());
    }

    /// <summary>The text, or nothing when no words are wanted.</summary>
    internal string Line([InterpolatedStringHandlerArgument("")] ref Text text) => words ? text.ToStringAndClear() : "";

    /// <summary>Puts a text together in the invariant culture, or not at all.</summary>
    [InterpolatedStringHandler]
    internal ref struct Text
    {
        private DefaultInterpolatedStringHandler handler;

        public Text(int literal, int formatted, Worksheet sheet, out bool wanted)
        {
            wanted = sheet.Words;
            handler = wanted ? new(literal, formatted, CultureInfo.InvariantCulture) : default;
        }

        public void AppendLiteral(string value) => handler.AppendLiteral(value);
        public void AppendFormatted<T>(T value) => handler.AppendFormatted(value);
        public void AppendFormatted<T>(T value, string? format) => handler.AppendFormatted(value, format);
        internal string ToStringAndClear() => handler.ToStringAndClear();
    }

    /// <summary>Names a ruling and returns its setting.</summary>
    internal string Use(string ruling)
    {
        if (words && !rulings.Contains(ruling)) rulings.Add(ruling);
        return rules.Rulings.Setting(ruling);
    }

    internal void Cite(Limit? limit)
    {
        if (words && limit is not null && !citations.Contains(limit.Citation)) citations.Add(limit.Citation);
    }

    // Rulings are settings of the house and are named one by one; the trust shown is that of the law used.
    internal Trust WeakestTrust() => citations.Max(citation => citation.Trust);

    internal IReadOnlyList<RuleCitation> Citations() =>
        rulings.Count == 0 ? citations : [.. citations, RuleCitation.Of(rules.Rulings.Rule)];

    internal void SayRulings()
    {
        if (!words) return;
        foreach (var code in rulings)
            if (rules.Rulings.Find(code) is { } ruling) lines.Add($"适用处理规则{ruling.Code}（{ruling.Question}）：{ruling.Answer}");
    }
}
