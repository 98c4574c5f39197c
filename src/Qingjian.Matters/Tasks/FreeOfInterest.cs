using Microsoft.EntityFrameworkCore;

namespace Qingjian.Matters.Tasks;

/// <summary>Who has declared an interest in an enterprise and must keep away (回避).</summary>
internal static class FreeOfInterest
{
    /// <summary>Person id and reason of every recusal that stands for the enterprise.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Recused(this MattersDb db, string? enterpriseId, CancellationToken stop) => enterpriseId is null
        ? new Dictionary<string, string>()
        : (await db.Recusals.IgnoreQueryFilters().Where(r => r.EnterpriseId == enterpriseId && r.EndedAt == null).ToListAsync(stop))
            .GroupBy(r => r.PersonId).ToDictionary(g => g.Key, g => g.First().Reason);
}
