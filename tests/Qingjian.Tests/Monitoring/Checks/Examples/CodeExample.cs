using Qingjian.Tests.Judgement;

namespace Qingjian.Tests.Monitoring.Checks.Examples;

/// <summary>One example of a code of the catalogue, run by the real check.</summary>
internal sealed record CodeExample(string Code, ExampleKind Kind, string Say, bool Hit, Func<bool> Run)
{
    internal static CodeExample Yes(string code, string say, Func<bool> run) => new(code, ExampleKind.Positive, say, true, run);

    internal static CodeExample No(string code, string say, Func<bool> run) => new(code, ExampleKind.Negative, say, false, run);

    internal static CodeExample Edge(string code, string say, bool hit, Func<bool> run) => new(code, ExampleKind.Edge, say, hit, run);
}
