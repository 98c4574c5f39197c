using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Samplers;

/// <summary>自动采样器 with what is in their bottles.</summary>
internal static class ListSamplers
{
    /// <param name="Full">Samples in the sampler, expired ones included.</param>
    /// <param name="Expired">Those past keeping.</param>
    /// <param name="LastAt">When it last filled a bottle.</param>
    internal sealed record Row(
        string Id, string EnterpriseId, string EnterpriseName, string Division, string OutletId, string OutletName, string Mn, string Name, int Bottles, int VolumeMl, bool Automatic, int Full, int Expired, DateTimeOffset? LastAt, long Version);

    private static readonly Orders<Sampler> Orders = new("enterpriseName")
    {
        ["enterpriseName"] = s => s.EnterpriseName,
        ["createdAt"] = s => s.CreatedAt,
    };

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["enterpriseName"] = new("企业", s => s.EnterpriseName, 32),
        ["outletName"] = new("排放口", s => s.OutletName, 24),
        ["name"] = new("采样器", s => s.Name, 20),
        ["automatic"] = new("超标自动留样", s => s.Automatic ? "开" : "关", 12),
        ["bottles"] = new("瓶数", s => s.Bottles, 8),
        ["full"] = new("已用瓶", s => s.Full, 8),
        ["expired"] = new("超过保存期", s => s.Expired, 12),
        ["lastAt"] = new("最近留样", s => s.LastAt, 20),
        ["mn"] = new("MN", s => s.Mn, 28),
    };

    public static void Map(RouteGroupBuilder samplers)
    {
        samplers.MapGet("/", List).Requires(Duty.ReadReadings);
        samplers.MapGet("/export", Export).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MonitoringDb db, CancellationToken stop)
    {
        var page = await Rows(db, query).ToPage(query, Orders, s => s, stop);
        return TypedResults.Ok(page.As(await Views(page.Items, db, stop)));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query).ToAll(query, Orders, stop);
        return await sheet.Answer("自动采样器", query, Columns, await Views(all, db, stop), new Act("sampler.export", "sampler", "list", $"导出自动采样器 {all.Count} 台"), stop);
    }

    internal static async Task<List<Row>> Views(IReadOnlyList<Sampler> samplers, MonitoringDb db, CancellationToken stop)
    {
        var ids = samplers.Select(each => each.Id).ToList();
        var samples = (await db.Set<Sample>().AsNoTracking().Where(each => ids.Contains(each.SamplerId)).Select(each => new { each.SamplerId, each.State, each.SampledAt }).ToListAsync(stop)).ToLookup(each => each.SamplerId);
        return [.. samplers.Select(s => new Row(
            s.Id, s.EnterpriseId!, s.EnterpriseName, s.Division, s.OutletId, s.OutletName, s.Mn, s.Name, s.Bottles, s.VolumeMl, s.Automatic,
            samples[s.Id].Count(each => each.State is SampleState.Full or SampleState.Expired), samples[s.Id].Count(each => each.State == SampleState.Expired),
            samples[s.Id].Select(each => (DateTimeOffset?)each.SampledAt).DefaultIfEmpty().Max(), s.Version))];
    }

    private static IQueryable<Sampler> Rows(MonitoringDb db, ListQuery query) =>
        db.Set<Sampler>().AsNoTracking()
            .In(query.Division)
            .Saying(query, s => s.EnterpriseName, s => s.OutletName, s => s.Mn);
}
