using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>From which fine or confiscation a hearing must be offered (办法30 arts 46, 89). Fine and confiscation are looked at
/// separately, per decision item (ruling U7).</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Province">Two digits of the province; empty for the national figure.</param>
/// <param name="Person">Yuan, for an individual.</param>
/// <param name="Organisation">Yuan, for a legal person or organisation.</param>
/// <param name="Inclusive">True when the figure itself counts.</param>
public sealed record HearingThreshold(Rule Rule, string Province, decimal Person, decimal Organisation, bool Inclusive)
{
    /// <summary>True when a hearing must be offered for this amount.</summary>
    public bool Reached(bool organisation, Money amount)
    {
        var figure = organisation ? Organisation : Person;
        return Inclusive ? amount.Yuan >= figure : amount.Yuan > figure;
    }

    internal static HearingThreshold Read(LawNode node, Rule rule) =>
        new(rule, node.Text("province"), node.Number("person_yuan"), node.Number("organisation_yuan"), node.Flag("inclusive", missing: true));
}
