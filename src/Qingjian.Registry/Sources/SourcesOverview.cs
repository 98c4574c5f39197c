using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Overview;
using Qingjian.Registry.Contract;

namespace Qingjian.Registry.Sources;

/// <summary>How many sources the area has.</summary>
internal sealed class SourcesOverview(RegistryDb db) : IOverviewSource
{
    public int Order => 20;

    public async Task<IReadOnlyList<OverviewCard>> Read(string area, CancellationToken stop)
    {
        var enterprises = await db.Enterprises.AsNoTracking().Where(e => e.Division.StartsWith(area)).GroupBy(e => e.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop);
        var all = enterprises.Sum(e => e.Count);
        var running = enterprises.Where(e => e.Key == EnterpriseState.Operating).Sum(e => e.Count);
        return
        [
            new("sources", "源", "登记企业", all, "家", "/sources", Duty.ReadSources) { Note = all == running ? "均在产" : $"在产 {running} 家" },
        ];
    }
}
