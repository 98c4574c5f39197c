using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;

namespace Qingjian.Monitoring.Rules;

/// <summary>A legal-desk person confirmed a law file against its text, once, by its digest. Never changed.</summary>
internal sealed class RuleConfirmation
{
    public required string Digest { get; init; }
    public required string Path { get; init; }
    public required string Title { get; init; }
    /// <summary>What was compared and found, Chinese.</summary>
    public required string Note { get; init; }
    /// <summary>The text it was compared with.</summary>
    public required string Source { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string Post { get; init; }
    public DateTimeOffset ConfirmedAt { get; init; }
}

/// <summary>Answers whether rules were confirmed.</summary>
internal sealed class RuleConfirmations(MonitoringDb db, Rulebook book) : IRuleConfirmations
{
    public Task<bool> IsConfirmed(string digest, CancellationToken stop) => db.Confirmations.AsNoTracking().AnyAsync(c => c.Digest == digest, stop);

    public async Task<IReadOnlyList<UnconfirmedRule>> Missing(IReadOnlyCollection<string> digests, CancellationToken stop)
    {
        var weak = book.Rules.Where(rule => rule.Trust == Trust.Memory && digests.Contains(rule.Digest)).ToList();
        var known = await All(stop);
        return [.. weak.Where(rule => !known.ContainsKey(rule.Digest)).OrderBy(rule => rule.Path, StringComparer.Ordinal).Select(rule => new UnconfirmedRule(rule.Digest, rule.Path, rule.Title, rule.Document))];
    }

    public async Task<IReadOnlyDictionary<string, RuleConfirmation>> All(CancellationToken stop) =>
        await db.Confirmations.AsNoTracking().ToDictionaryAsync(c => c.Digest, stop);
}
