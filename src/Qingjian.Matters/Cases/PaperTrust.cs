using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases;

/// <summary>Keeps papers from resting on rules written from memory: such a rule must first be confirmed, once, by the legal desk.</summary>
internal sealed class PaperTrust(Rulebook book, IRuleConfirmations confirmations, IOrders orders)
{
    /// <summary>Why a paper of this case cannot go out yet, or null.</summary>
    public async Task<Refusal?> Unconfirmed(Case file, CancellationToken stop)
    {
        var digests = OwnRules(file).ToHashSet(StringComparer.Ordinal);
        // A case that came from a supervision order rests on the rules of its verdicts: limits, validity.
        if (file.OrderId is { Length: > 0 } order && await orders.Find(order, stop) is { } found) digests.UnionWith(found.RuleDigests);
        var missing = await confirmations.Missing(digests, stop);
        return missing.Count == 0 ? null
            : Refusal.Of("rule-unconfirmed", $"本文书依据的规则{string.Join("、", missing.Select(rule => $"“{rule.Title}”（{rule.Document}）"))}系凭记忆录入，尚未经法制人员确认，不能制作文书。请法制审核人员在“规则确认”中核对原文并确认。");
    }

    // The table of the amount (an example table is never a basis) and the catalogue of causes.
    private IEnumerable<string> OwnRules(Case file)
    {
        if (file.Assessment is { ExampleOnly: false, TableDigest.Length: > 0 } assessment) yield return assessment.TableDigest;
        if (file.Law is { Chosen.Trust: "memory" } && book.Causes(file.ActTo).Rule is { } causes) yield return causes.Digest;
    }
}
