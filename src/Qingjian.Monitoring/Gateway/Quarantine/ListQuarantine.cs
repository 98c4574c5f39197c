using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Storage;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway.Quarantine;

/// <summary>What was refused and not answered, and who knocks without being registered. A stranger belongs to no area yet: every
/// engineer sees it; packets of a registered monitor are seen in its area only.</summary>
internal static class ListQuarantine
{
    internal sealed record HeldRow(
        string Id, DateTimeOffset ReceivedAt, string Peer, string Reason, string ReasonText, string Detail, string Cure, string Mn, string? MonitorId, string? MonitorName,
        int Command, string CommandName, QuarantineState State, string Text);

    internal sealed record HeldFile(HeldRow Row, IReadOnlyList<InspectionReport> Reports, string? Suffix);

    /// <param name="Codes">Factor codes seen in its newest packets.</param>
    /// <param name="Needs">Leniencies it would need, in Chinese.</param>
    internal sealed record StrangerRow(
        string Mn, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int Packets, string Peer, string Edition, string SystemType, string? Password,
        IReadOnlyList<string> Codes, string Needs, string Sample);

    /// <param name="Reason">Why packets were refused.</param>
    internal sealed record Filter(string? Reason = null);

    private static readonly Orders<QuarantineEntry> Orders = new("-receivedAt") { ["receivedAt"] = entry => entry.ReceivedAt, ["mn"] = entry => entry.Mn, ["reason"] = entry => entry.Reason };

    public static void Map(IEndpointRouteBuilder app)
    {
        var quarantine = app.MapGroup("/api/quarantine").WithTags("quarantine");
        quarantine.MapGet("/", List).Requires(Duty.ManageMonitors);
        quarantine.MapGet("/export", Export).Requires(Duty.ManageMonitors);
        quarantine.MapGet("/strangers", Strangers).Requires(Duty.ManageMonitors);
        quarantine.MapGet("/{id}", Open).Requires(Duty.ManageMonitors);
    }

    private static Ok<Page<HeldRow>> List([AsParameters] ListQuery query, [AsParameters] Filter filter, IRawStore raw, IStations stations, VisibleStations visible)
    {
        var found = Found(query, filter, raw, stations, visible);
        var counts = Enum.GetValues<QuarantineState>().ToDictionary(CamelCase, state => found.Count(entry => entry.State == state));
        counts["all"] = found.Count;
        return TypedResults.Ok(Shown(found, query).ToPage(query, counts, entry => Row(entry, stations)));
    }

    private static readonly SheetColumns<HeldRow> Columns = new()
    {
        ["receivedAt"] = new("到达时间", row => row.ReceivedAt, 20),
        ["mn"] = new("MN", row => row.Mn, 28),
        ["monitorName"] = new("数采仪", row => row.MonitorName, 24),
        ["peer"] = new("来源地址", row => row.Peer),
        ["reasonText"] = new("原因", row => row.ReasonText, 18),
        ["detail"] = new("说明", row => row.Detail, 50),
        ["state"] = new("状态", row => WordOf(row.State)),
        ["text"] = new("报文", row => row.Text, 80),
    };

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, IRawStore raw, IStations stations, VisibleStations visible, CancellationToken stop)
    {
        var rows = Shown(Found(query, filter, raw, stations, visible), query);
        return await sheet.Answer("隔离区报文", query, Columns, rows.Select(entry => Row(entry, stations)), new Act("quarantine.export", "list", "quarantine", $"导出隔离区报文 {rows.Count} 条"), stop);
    }

    internal static string WordOf(QuarantineState state) => state switch
    {
        QuarantineState.Held => "待处理",
        QuarantineState.Released => "已释放",
        _ => "已忽略",
    };

    // Few packets are ever held at once; the words of the search box and the caller's area are looked for among the newest.
    private static List<QuarantineEntry> Found(ListQuery query, Filter filter, IRawStore raw, IStations stations, VisibleStations visible) =>
        [.. raw.ListQuarantine(new QuarantineQuery
        {
            Reason = filter.Reason is { Length: > 0 } reason ? reason : null,
            From = query.Since?.ToUnixTimeMilliseconds() ?? 0,
            Until = query.Until?.ToUnixTimeMilliseconds() ?? long.MaxValue,
            Take = 20_000,
        }).Where(entry => MaySee(entry, stations, visible) && query.Says(entry.Mn, entry.Detail, query.Text is null ? null : ListPackets.TextOf(entry.Bytes), stations.Find(entry.Mn)?.Name))];

    private static List<QuarantineEntry> Shown(List<QuarantineEntry> found, ListQuery query) =>
        [.. found.Where(entry => query.State is null or "all" || CamelCase(entry.State) == query.State).AsQueryable().Sorted(query, Orders)];

    internal static bool MaySee(QuarantineEntry entry, IStations stations, VisibleStations visible) =>
        stations.Find(entry.Mn) is not { } station || visible.MaySee(station);

    private static HeldRow Row(QuarantineEntry entry, IStations stations)
    {
        var station = stations.Find(entry.Mn);
        return new HeldRow(entry.Id.ToString(CultureInfo.InvariantCulture), Beijing.FromInstant(entry.ReceivedAt), new IPAddress(entry.Peer).ToString(),
            entry.Reason, RefusalReasons.WordOf(entry.Reason), entry.Detail, RefusalReasons.CureOf(entry.Reason), entry.Mn, station?.MonitorId, station?.Name,
            entry.Cn, entry.Cn == 0 ? "" : ListLinks.NameOf(entry.Cn), entry.State, ListPackets.TextOf(entry.Bytes));
    }

    private static Results<Ok<HeldFile>, ProblemHttpResult> Open(string id, IRawStore raw, IStations stations, VisibleStations visible, ProtocolRules rules)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || raw.FindQuarantined(number) is not { } entry
            || !MaySee(entry, stations, visible)) return Problems.NotFound();
        var reports = Inspection.All(entry.Bytes, ListPackets.SettingsFor(rules, stations.Find(entry.Mn)));
        return TypedResults.Ok(new HeldFile(Row(entry, stations), reports, entry.Reason == "suffix-unknown" ? SuffixOf(reports) : null));
    }

    // The name that was refused, after its dash.
    private static string? SuffixOf(IReadOnlyList<InspectionReport> reports)
    {
        if (reports.Count == 0 || reports[0].Refusal is not { } refusal) return null;
        var name = reports[0].Fields.LastOrDefault(field => field.Offset <= refusal.Offset && field.Name.Contains('-', StringComparison.Ordinal))?.Name;
        return name?[(name.IndexOf('-', StringComparison.Ordinal) + 1)..];
    }

    private static Ok<IReadOnlyList<StrangerRow>> Strangers(IRawStore raw, IStations stations, ProtocolRules rules)
    {
        var rows = new List<StrangerRow>();
        foreach (var stranger in raw.ListStrangers().Where(stranger => stations.Find(stranger.Mn) is null).Take(100))
        {
            var newest = raw.ListQuarantine(new QuarantineQuery { Mn = stranger.Mn, State = QuarantineState.Held, Take = 5 });
            var reports = newest.Select(entry => Inspection.Of(entry.Bytes, ListPackets.SettingsFor(rules, null))).ToList();
            var codes = reports.SelectMany(report => report.Fields).Where(field => field.Name.Contains('-', StringComparison.Ordinal))
                .Select(field => field.Name[..field.Name.IndexOf('-', StringComparison.Ordinal)]).Distinct().Take(40).ToList();
            var head = reports.SelectMany(report => report.Fields).ToList();
            rows.Add(new StrangerRow(stranger.Mn, Beijing.FromInstant(stranger.FirstSeen), Beijing.FromInstant(stranger.LastSeen), stranger.Packets,
                new IPAddress(stranger.LastPeer).ToString(), LookAtLink.EditionOf(reports.FirstOrDefault()?.Version ?? ProtocolVersion.Auto),
                ValueOf(head, "ST"), ValueOf(head, "PW"), codes, newest.Count == 0 ? "" : newest[0].Detail, newest.Count == 0 ? "" : ListPackets.TextOf(newest[0].Bytes)));
        }
        return TypedResults.Ok<IReadOnlyList<StrangerRow>>(rows);
    }

    private static string ValueOf(List<InspectedField> fields, string name)
    {
        var raw = fields.Find(field => field.Name == name)?.Raw ?? "";
        return raw[(raw.IndexOf('=', StringComparison.Ordinal) + 1)..];
    }

    private static string CamelCase(QuarantineState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
