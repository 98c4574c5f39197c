using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Incineration;

/// <summary>Sets the furnace behind an outlet: its name, probes that are not used, whether the public sees it.</summary>
internal static class SetFurnace
{
    /// <param name="Version">Version the page was shown; 0 while nothing is set.</param>
    /// <param name="Name">1 to 40 characters.</param>
    /// <param name="SpareProbes">HJ 212 codes i3331x or i3332x.</param>
    /// <param name="Shown">On the public display.</param>
    internal sealed record Request(long Version, string Name, IReadOnlyList<string> SpareProbes, bool Shown);

    public static void Map(RouteGroupBuilder incineration) => incineration.MapPut("/furnaces/{outletId}", Handle).Requires(Duty.EditSources);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string outletId, Request request, MonitoringDb db, ISources sources, JudgeFurnace furnaces, LiveSignals live, CancellationToken stop)
    {
        if (await sources.DutiesOf(outletId, BeijingTime.DayOf(db.Now), stop) is not { } duties || furnaces.RuleOf(duties) is null) return Problems.NotFound();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Trim().Length > 40) return Refusal.OfField("furnace-name", "name", "请填写焚烧炉名称，不超过40字，例如：1号焚烧炉。").ToProblem();
        var spare = request.SpareProbes.Select(code => code.Trim()).Where(code => code.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        if (spare.Find(code => code.Length != 6 || !code.StartsWith("i333", StringComparison.Ordinal)) is { } strange)
            return Refusal.OfField("furnace-probe", "spareProbes", $"“{strange}”不是炉温测点的编码，应为 i3331x（上部）或者 i3332x（中部）。").ToProblem();
        var row = await db.Furnaces.FirstOrDefaultAsync(furnace => furnace.OutletId == outletId, stop);
        if (row is null) db.Furnaces.Add(row = new() { OutletId = outletId, EnterpriseId = duties.Outlet.EnterpriseId, Division = duties.Outlet.Division, Name = "" });
        else db.Expect(row, request.Version);
        (row.Name, row.SpareProbes, row.Shown) = (request.Name.Trim(), spare, request.Shown);
        await db.Commit(new Act("furnace.set", "furnace", outletId, $"设置{duties.Outlet.EnterpriseName}{row.Name}" + (spare.Count > 0 ? $"，不用测点{string.Join('、', spare)}" : "") + (row.Shown ? "" : "，不公开")), stop);
        live.Raise("marks");
        return TypedResults.NoContent();
    }
}
