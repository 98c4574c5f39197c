namespace Qingjian.Judgement;

/// <summary>A monitored factor as the law names it.</summary>
/// <param name="Code">HJ 212-2017 code.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Unit">Default unit of HJ 212; a point may use another.</param>
/// <param name="Decimals">Default number of decimals.</param>
public sealed record Factor(string Code, string Name, string Unit, int Decimals)
{
    internal static IReadOnlyList<Factor> Read(LawNode node) => node.Items("factors")
        .Select(item => new Factor(item.Text("code"), item.Text("name"), item.Text("unit"), item.Whole("decimals"))).ToArray();
}
