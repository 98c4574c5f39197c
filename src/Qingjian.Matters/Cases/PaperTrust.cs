using Qingjian.Judgement;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases;

/// <summary>Keeps papers from resting on rules written from memory: such a rule must first be confirmed, once, by the legal desk.</summary>
internal sealed class PaperTrust(Rulebook book, IEnumerable<IConfirmedRules> confirmations)
{
    /// <summary>Why a paper of this case cannot go out yet, or null.</summary>
    public async Task<Refusal?> Unconfirmed(Case file, CancellationToken stop)
    {
        foreach (var rule in Rules(file).Where(r => r.Trust == Trust.Memory).DistinctBy(r => r.Digest))
        {
            var confirmed = false;
            foreach (var source in confirmations) confirmed |= await source.IsConfirmed(rule.Digest, stop);
            if (!confirmed)
                return Refusal.Of("rule-unconfirmed", $"本文书依据的规则“{rule.Title}”系凭记忆录入，尚未经法制人员确认，不能制作文书。请法制审核人员在“规则确认”中核对原文并确认。");
        }
        return null;
    }

    // The table of the amount (an example table is never a basis), the catalogue row and the hearing rule.
    private IEnumerable<Rule> Rules(Case file)
    {
        if (file.Assessment is { ExampleOnly: false, TableDigest.Length: > 0 } assessment && book.Find(assessment.TableDigest) is { } table) yield return table;
        if (file.Law is { Chosen.Trust: "memory" } && book.Causes(file.ActTo).Rule is { } causes) yield return causes with { Trust = Trust.Memory };
    }
}

/// <summary>Asks whether the legal desk has confirmed a law file.</summary>
internal interface IConfirmedRules
{
    Task<bool> IsConfirmed(string digest, CancellationToken stop);
}
