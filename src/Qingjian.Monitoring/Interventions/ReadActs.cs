using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Gateway;
using Qingjian.Platform.Audit;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Interventions;

/// <summary>Hands on data that the audit trail keeps: releases, rules, settings, commands. Who may see an act follows from its object.</summary>
internal sealed class ReadActs(MonitoringDb db, VisibleStations stations, ISources sources)
{
    private const int Most = 50_000;

    /// <summary>What an act is about, as far as the caller may see it.</summary>
    private sealed record About(string? EnterpriseId, string? EnterpriseName, string Division, string? OutletId, string? OutletName, string? Path);

    public async Task<List<Intervention>> Of(InterventionPeriod period, CancellationToken stop)
    {
        var (from, until, kinds) = (period.From, period.Until, ActTrace.Known.Keys.ToList());
        var rows = await db.Set<AuditRow>().AsNoTracking().Where(row => row.At >= from && row.At < until && row.Result == "done" && kinds.Contains(row.Kind) && row.PersonId != "system").OrderByDescending(row => row.Position).Take(Most).ToListAsync(stop);
        var monitors = stations.All.ToDictionary(station => station.MonitorId);
        List<string> Ids(string type) => [.. rows.Where(row => row.ObjectType == type).Select(row => row.ObjectId).Distinct()];
        var outlets = await sources.Outlets(Ids("outlet"), stop);
        var (findingIds, orderIds) = (Ids("finding"), Ids("order"));
        var findings = await db.Findings.AsNoTracking().Where(finding => findingIds.Contains(finding.Id)).ToDictionaryAsync(finding => finding.Id, stop);
        var orders = await db.Orders.AsNoTracking().Where(order => orderIds.Contains(order.Id)).ToDictionaryAsync(order => order.Id, stop);

        About? Find(AuditRow row) => row.ObjectType switch
        {
            "monitor" => monitors.TryGetValue(row.ObjectId, out var station) ? Of(station) : null,
            "outlet" => outlets.TryGetValue(row.ObjectId, out var outlet) ? new(outlet.EnterpriseId, outlet.EnterpriseName, outlet.Division, outlet.Id, $"{outlet.Code} {outlet.Name}", $"/sources/{outlet.EnterpriseId}") : null,
            "finding" => findings.TryGetValue(row.ObjectId, out var finding) ? new(finding.EnterpriseId, finding.EnterpriseName, finding.Division, finding.OutletId, finding.OutletName, $"/findings/{finding.Id}") : null,
            "order" => orders.TryGetValue(row.ObjectId, out var order) ? new(order.EnterpriseId, order.EnterpriseName, order.Division, order.OutletId, order.OutletName, $"/orders/{order.Id}") : null,
            // The law is everybody's.
            "rule" => new(null, null, row.Division, null, null, $"/rules/{row.ObjectId}"),
            "rule-draft" => new(null, null, row.Division, null, null, $"/rule-drafts/{row.ObjectId}"),
            "calendar" => new(null, null, row.Division, null, null, "/calendar"),
            // Bytes of an unknown sender have no area: the post that handled them decides.
            _ => row.Division.StartsWith(db.Caller.Division, StringComparison.Ordinal) ? new(null, null, row.Division, null, null, null) : null,
        };
        return [.. from row in rows
                   let about = Find(row)
                   where about is not null
                   let trace = ActTrace.Known[row.Kind]
                   select new Intervention(
                       $"act-{row.Position}", row.At, trace.Kind, trace.Risk, row.PersonName, row.Post, about.EnterpriseId, about.EnterpriseName, about.Division, about.OutletId, about.OutletName, null, null,
                       row.Title, row.Reason, trace.Before ?? Digest(row.BeforeDigest), trace.After ?? Digest(row.AfterDigest), row.ObjectType, row.ObjectId, about.Path)];
    }

    private static About Of(Station station)
    {
        var binding = station.Bindings.FirstOrDefault(each => each.Until is null) ?? (station.Bindings.Count > 0 ? station.Bindings[0] : null);
        return new(station.EnterpriseId, station.EnterpriseName, station.Division, binding?.OutletId, binding is null ? null : $"{binding.OutletCode} {binding.OutletName}", $"/links/{station.MonitorId}");
    }

    // The trail proves what changed without holding it.
    private static string Digest(string? digest) => digest is null ? "没有记录" : $"登记内容摘要 {digest[..16]}…";
}
