using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Monitoring.Gateway.Addresses;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>The lines to all monitors the caller may see, with what needs a person first.</summary>
internal static class ListLinks
{
    /// <param name="Id">Monitor.</param>
    /// <param name="State">online, late, silent or never.</param>
    /// <param name="LastPacketAt">When it last spoke.</param>
    /// <param name="LastCommandName">What it said.</param>
    /// <param name="ClockSeconds">Its clock minus ours; null before the first packet.</param>
    /// <param name="Packets">Since the monitor was registered.</param>
    /// <param name="Refused">Packets not answered since then.</param>
    /// <param name="Warnings">Chinese words for what is wrong, worst first.</param>
    internal sealed record LinkRow(
        string Id, string Mn, string Name, string EnterpriseId, string EnterpriseName, string Division, string Outlets, LinkState State,
        MonitorState MonitorState, DateTimeOffset? LastPacketAt, string LastCommandName, double? ClockSeconds, int Connections, long Packets,
        long Refused, IReadOnlyList<string> Warnings);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/links", List).Requires(Duty.ReadReadings).WithTags("monitors");
        app.MapGet("/api/links/export", Export).Requires(Duty.ReadReadings).WithTags("monitors");
    }

    private static Ok<Page<LinkRow>> List([AsParameters] ListQuery query, VisibleStations stations, LinkBoard links, KnownAddresses addresses, TimeProvider clock)
    {
        var rows = Rows(query with { State = null }, stations, links, addresses, clock);
        var counts = rows.GroupBy(row => row.State).ToDictionary(group => CamelCase(group.Key), group => group.Count());
        counts["all"] = rows.Count;
        counts["warned"] = rows.Count(row => row.Warnings.Count > 0);
        var shown = Sort(rows.Where(row => InState(row, query.State)), query.Sort).ToList();
        return TypedResults.Ok(shown.ToPage(query, counts));
    }

    private static readonly SheetColumns<LinkRow> Columns = new()
    {
        ["name"] = new("数采仪", row => row.Name, 24),
        ["mn"] = new("MN", row => row.Mn, 28),
        ["enterpriseName"] = new("企业", row => row.EnterpriseName, 28),
        ["outlets"] = new("排放口", row => row.Outlets, 24),
        ["state"] = new("链路", row => WordOf(row.State)),
        ["monitorState"] = new("登记状态", row => row.MonitorState switch { MonitorState.Active => "在用", MonitorState.Disabled => "停用", _ => "已更换" }, 10),
        ["lastPacketAt"] = new("最近报文", row => row.LastPacketAt, 20),
        ["lastCommandName"] = new("报文类型", row => row.LastCommandName, 20),
        ["clockSeconds"] = new("时钟偏差（秒）", row => row.ClockSeconds),
        ["packets"] = new("报文数", row => row.Packets),
        ["refused"] = new("未应答", row => row.Refused),
        ["warnings"] = new("需要关注", row => string.Join("；", row.Warnings), 40),
    };

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, VisibleStations stations, LinkBoard links, KnownAddresses addresses, TimeProvider clock, CancellationToken stop)
    {
        var rows = Sort(Rows(query, stations, links, addresses, clock).Where(row => InState(row, query.State)), query.Sort).ToList();
        return await sheet.Answer("数采仪链路", query, Columns, rows, new Act("link.export", "list", "links", $"导出数采仪链路 {rows.Count} 条"), stop);
    }

    private static bool InState(LinkRow row, string? state) => state is null or "all" || (state == "warned" ? row.Warnings.Count > 0 : CamelCase(row.State) == state);

    internal static string WordOf(LinkState state) => state switch
    {
        LinkState.Online => "在线",
        LinkState.Late => "迟报",
        LinkState.Silent => "离线",
        _ => "从未上报",
    };

    private static List<LinkRow> Rows(ListQuery query, VisibleStations stations, LinkBoard links, KnownAddresses addresses, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var found = stations.All;
        if (query.Division is { Length: > 0 } division)
        {
            var prefix = DivisionScope.Prefix(division);
            found = found.Where(station => station.Division.StartsWith(prefix, StringComparison.Ordinal));
        }
        if (query.Text is { } text)
            found = found.Where(station => station.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
                || station.Mn.Contains(text, StringComparison.OrdinalIgnoreCase) || station.EnterpriseName.Contains(text, StringComparison.OrdinalIgnoreCase));
        return [.. found.Select(station => Row(station, links.Find(station.Mn)?.Look(station, now), addresses, now))];
    }

    internal static LinkRow Row(Station station, LinkView? link, KnownAddresses addresses, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).DateTime);
        return new LinkRow(station.MonitorId, station.Mn, station.Name, station.EnterpriseId, station.EnterpriseName, station.Division,
            string.Join("、", station.Bindings.Where(binding => binding.Holds(day)).Select(binding => binding.OutletName).Distinct()),
            link?.State ?? LinkState.Never, station.State, link?.LastPacketAt, link is null or { LastCommand: 0 } ? "" : NameOf(link.LastCommand),
            link?.ClockDifference?.TotalSeconds, link?.Connections ?? 0, link?.Packets ?? 0, link?.Refusals.Values.Sum(refusal => refusal.Times) ?? 0,
            link is null ? [] : Warnings(link, addresses, now));
    }

    internal static string NameOf(int command) =>
        Hj212.Commands.NameOf(command) ?? string.Create(CultureInfo.InvariantCulture, $"未知命令 {command}");

    // Clock: warning from one minute, alarm from five (domain rules on difficult packets).
    private static List<string> Warnings(LinkView link, KnownAddresses addresses, DateTimeOffset now)
    {
        var warnings = new List<string>();
        if (link.ClonedAt is { } cloned && now - cloned < TimeSpan.FromDays(1)) warnings.Add("同一 MN 来自两个地址，疑似克隆数采仪");
        foreach (var (peer, last) in link.Peers)
            if (now - last < TimeSpan.FromDays(1) && !addresses.Trusts(link.Mn, peer)) warnings.Add($"来自未核实的地址 {peer}");
        if (link.State == LinkState.Silent) warnings.Add("离线");
        if (link.ClockDifference is { } skew && skew.Duration() > TimeSpan.FromMinutes(5)) warnings.Add("时钟偏差超过 5 分钟");
        else if (link.ClockDifference is { } small && small.Duration() > TimeSpan.FromMinutes(1)) warnings.Add("时钟偏差超过 1 分钟");
        foreach (var (reason, (last, times)) in link.Refusals)
            if (now - last < TimeSpan.FromHours(1)) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{RefusalReasons.WordOf(reason)} {times} 次"));
        return warnings;
    }

    private static IEnumerable<LinkRow> Sort(IEnumerable<LinkRow> rows, string? sort)
    {
        Func<LinkRow, object?> by = sort?.TrimStart('-') switch
        {
            "name" => row => row.Name,
            "enterpriseName" => row => row.EnterpriseName,
            "lastPacketAt" => row => row.LastPacketAt,
            "clockSeconds" => row => Math.Abs(row.ClockSeconds ?? 0),
            "packets" => row => row.Packets,
            "refused" => row => row.Refused,
            // What needs a person stands on top.
            _ => row => (row.Warnings.Count == 0, row.State == LinkState.Online, row.EnterpriseName),
        };
        return sort?.StartsWith('-') == true ? rows.OrderByDescending(by) : rows.OrderBy(by);
    }

    private static string CamelCase(LinkState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
