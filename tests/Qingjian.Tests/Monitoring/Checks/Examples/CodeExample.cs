using Qingjian.Monitoring.Exceedance;
using Qingjian.Tests.Judgement;

namespace Qingjian.Tests.Monitoring.Checks.Examples;

/// <summary>One example of a code of the catalogue, run by the real check.</summary>
internal sealed record CodeExample(string Code, ExampleKind Kind, string Say, bool Hit, Func<bool> Run)
{
    internal static CodeExample Yes(string code, string say, Func<bool> run) => new(code, ExampleKind.Positive, say, true, run);

    internal static CodeExample No(string code, string say, Func<bool> run) => new(code, ExampleKind.Negative, say, false, run);

    internal static CodeExample Edge(string code, string say, bool hit, Func<bool> run) => new(code, ExampleKind.Edge, say, hit, run);

    /// <summary>The three examples of a reason of verdicts; each says the reason that the judgement gave, null where there was no verdict.</summary>
    internal static IEnumerable<CodeExample> Three(string reason, Func<string?> positive, Func<string?> negative, string border, bool hit, Func<string?> edge)
    {
        var code = $"J{JudgedReason.Everything.Single(each => each.Code == reason).Number:D2}";
        yield return Yes(code, reason, () => positive() == reason);
        yield return No(code, "in order", () => negative() == reason);
        yield return Edge(code, border, hit, () => edge() == reason);
    }
}
