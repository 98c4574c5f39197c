using Qingjian.Judgement;
using Qingjian.Monitoring.Marks;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Checks;

/// <summary>All checks of hours over one outlet: its series, and what the house knows beside them.</summary>
internal sealed class LookAtOutlet(GatherSeries gather, GatherBeside beside, GatherPower power)
{
    /// <param name="duties">The outlet with its factors on the last day.</param>
    /// <param name="from">First hour that is looked at, Beijing clock.</param>
    /// <param name="until">Hour after the last.</param>
    /// <param name="stops">Accepted marks that say stopped.</param>
    /// <param name="rule">The settings in force.</param>
    /// <param name="stop">Cancels.</param>
    /// <returns>What was looked at and what was found, faults of several factors at once said once.</returns>
    public async Task<(GatheredOutlet Gathered, IReadOnlyList<PatternHit> Hits)> Over(OutletDuties duties, DateTime from, DateTime until, IReadOnlyList<Mark> stops, PatternRule rule, CancellationToken stop)
    {
        var gathered = gather.Of(duties, from, until, stops);
        if (gathered.Factors.Count == 0) return (gathered, []);
        var electricity = await power.Of(duties.Outlet, from, until, stop);
        gathered = gathered with { Factors = [.. gathered.Factors.Select(series => electricity.Beside(series))] };
        var hits = FindPatterns.In(gathered.Factors, from, rule);
        var others = (await beside.Of(duties, gathered, until, stop)).Hits(gathered.Factors, hits, rule).Concat(electricity.Hits(gathered, from, rule)).Where(hit => hit.To > from || hit.Code == BesideOutlet.Manual);
        return (gathered, FindPatterns.SaidOnce([.. hits, .. others]));
    }
}
