using System.Globalization;

namespace Qingjian.Matters.Cases;

/// <summary>From which fine a hearing must be offered and a collective discussion held. Figures come from <c>law/hearing</c>, by province.</summary>
/// <param name="Person">Yuan for a natural person.</param>
/// <param name="Organisation">Yuan for a legal person or other organisation.</param>
/// <param name="Inclusive">Whether the figure itself opens the hearing (U7: offered at exactly the figure too).</param>
/// <param name="Source">Where it stands.</param>
internal sealed record ThresholdForCase(decimal Person, decimal Organisation, bool Inclusive, string Source)
{
    public decimal For(PartyKind kind) => kind == PartyKind.Person ? Person : Organisation;

    /// <summary>Whether one fine reaches it. Fine and confiscation are looked at separately, per decision item (U7).</summary>
    public bool Reached(PartyKind kind, decimal fine) => Inclusive ? fine >= For(kind) : fine > For(kind);

    /// <summary>For example 法人和其他组织 200,000 元以上.</summary>
    public string Said(PartyKind kind) =>
        $"{(kind == PartyKind.Person ? "个人" : "法人和其他组织")}{For(kind).ToString("#,0", CultureInfo.InvariantCulture)}元{(Inclusive ? "以上（含本数）" : "以上（不含本数）")}，{Source}";
}
