using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Gateway.Seals;
using Qingjian.Monitoring.Storage;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Medium = Qingjian.Hj212.Medium;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Stored packets of one monitor, and any of them taken apart; or a packet pasted by hand.</summary>
internal static class ListPackets
{
    /// <param name="Qn">The packet's own time (QN, else DataTime), Beijing.</param>
    /// <param name="Marks">Chinese words for what was let pass.</param>
    internal sealed record PacketRow(string Id, DateTimeOffset ReceivedAt, DateTimeOffset? Qn, int Command, string CommandName, string Text, IReadOnlyList<string> Marks);

    /// <param name="Before">Ask for older ones with this; null when there are none.</param>
    internal sealed record PacketList(IReadOnlyList<PacketRow> Items, string? Before);

    /// <param name="Findings">Kept from the reader.</param>
    internal sealed record InspectedPacket(string? Id, DateTimeOffset? ReceivedAt, string? Peer, string? MonitorName, string Text, IReadOnlyList<string> Marks, IReadOnlyList<InspectionReport> Reports,
        PacketSeal? Seal = null);

    /// <param name="Root">Root of the batch in the evidence log.</param>
    /// <param name="Place">Place of the packet in its batch, from 1.</param>
    /// <param name="Packets">Packets of the batch.</param>
    /// <param name="Intact">Whether the stored packets of the batch still give that root.</param>
    internal sealed record PacketSeal(string Root, DateTimeOffset At, int Place, int Packets, bool Intact);

    internal sealed record Pasted(string Text);

    public static void Map(IEndpointRouteBuilder app)
    {
        var packets = app.MapGroup("/api/packets").WithTags("packets");
        packets.MapGet("/", List).Requires(Duty.ReadReadings);
        packets.MapGet("/{id}", Open).Requires(Duty.ReadReadings);
        packets.MapPost("/inspect", Inspect).Requires(Duty.ReadReadings);
    }

    /// <param name="monitor">Monitor id.</param>
    /// <param name="from">First moment of the packets' own time; default one day back.</param>
    /// <param name="to">Exclusive; default ten minutes ahead.</param>
    /// <param name="command">Only this CN.</param>
    /// <param name="before">From an earlier answer.</param>
    /// <param name="size">1 to 200.</param>
    private static Results<Ok<PacketList>, ProblemHttpResult> List(string monitor, DateTimeOffset? from, DateTimeOffset? to, int? command, string? before, int? size,
        VisibleStations stations, IRawStore raw, LinkBoard links, TimeProvider clock)
    {
        if (stations.Find(monitor) is not { } station) return Problems.NotFound();
        var take = Math.Clamp(size ?? 50, 1, 200);
        var now = clock.GetUtcNow();
        var until = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor
            : Beijing.LocalMilliseconds(to ?? now.AddMinutes(10));
        var found = raw.List(new RawQuery(station.Mn, Beijing.LocalMilliseconds(from ?? now.AddDays(-1)), until, command, take));
        var rows = raw.Find([.. found.Select(key => key.Id)]).Select(packet => Row(packet, found)).ToList();
        // A logger whose clock is far off does not show in the period: its newest packets do.
        if (rows.Count == 0 && before is null && from is null && links.Find(station.Mn) is { } link)
            rows = [.. raw.Find([.. link.Look(station, now).Recent.Reverse().Take(take).Select(newest => new RawId(newest))]).Select(packet => Row(packet, []))];
        return TypedResults.Ok(new PacketList(rows, found.Count == take ? found[^1].QnTime.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static PacketRow Row(RawPacket packet, IReadOnlyList<RawKeyRow> keys)
    {
        var key = keys.FirstOrDefault(row => row.Id == packet.Id);
        return new PacketRow(packet.Id.Value.ToString(CultureInfo.InvariantCulture), Beijing.FromInstant(packet.ReceivedAt),
            key is null or { QnTime: 0 } ? null : Beijing.FromLocalMilliseconds(key.QnTime), key?.Cn ?? 0, key is null ? "" : ListLinks.NameOf(key.Cn),
            TextOf(packet.Frame), WordsOf(packet.Marks));
    }

    private static async Task<Results<Ok<InspectedPacket>, ProblemHttpResult>> Open(
        string id, IRawStore raw, VisibleStations stations, ProtocolRules rules, GatewayDb db, CancellationToken stop)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || raw.Find(new RawId(number)) is not { } packet
            || stations.OfMn(packet.Mn) is not { } station) return Problems.NotFound();
        return TypedResults.Ok(new InspectedPacket(id, Beijing.FromInstant(packet.ReceivedAt), new IPAddress(packet.Peer).ToString(), station.Name,
            TextOf(packet.Frame), WordsOf(packet.Marks), Masked(Inspection.All(packet.Frame, SettingsFor(rules, station))),
            await SealOf(packet.Id, raw, db, stop)));
    }

    internal static IReadOnlyList<InspectionReport> Masked(IReadOnlyList<InspectionReport> reports) =>
        [.. reports.Select(report => report with { Fields = [.. report.Fields.Select(field => field.Name == "PW" ? field with { Raw = MaskPassword.In(field.Raw) } : field)] })];

    private static async Task<PacketSeal?> SealOf(RawId packet, IRawStore raw, GatewayDb db, CancellationToken stop)
    {
        var seal = await db.RawSeals.AsNoTracking().Where(one => one.LastPacket >= packet.Value).OrderBy(one => one.LastPacket).FirstOrDefaultAsync(stop);
        if (seal is null || seal.FirstPacket > packet.Value) return null;
        var (intact, place) = PacketDigest.Check(raw, seal, packet);
        return new PacketSeal(seal.Root, seal.At, place, seal.Packets, intact);
    }

    private static Results<Ok<InspectedPacket>, ProblemHttpResult> Inspect(Pasted request, VisibleStations stations, ProtocolRules rules)
    {
        if (string.IsNullOrWhiteSpace(request.Text))
            return Vocabulary.Refusal.OfField("packet-empty", "text", "请粘贴一条或多条报文，从 ## 开始；没有包头的数据段也可以").ToProblem();
        if (request.Text.Length > 64 * 1024)
            return Vocabulary.Refusal.OfField("packet-long", "text", "一次最多检查 64 KB，请分批粘贴").ToProblem();
        var settings = SettingsFor(rules, null);
        var reports = Inspection.OfText(request.Text, settings);
        // The registered medium settles what an old code means.
        if (reports.Count > 0 && stations.OfMn(reports[0].Mn) is { } station)
            return TypedResults.Ok(new InspectedPacket(null, null, null, station.Name, request.Text, [], Inspection.OfText(request.Text, SettingsFor(rules, station))));
        return TypedResults.Ok(new InspectedPacket(null, null, null, null, request.Text, [], reports));
    }

    internal static InspectionSettings SettingsFor(ProtocolRules rules, Station? station) => new()
    {
        Rulings = rules.Rulings,
        Terms = rules.Terms,
        Codec = station is null ? null : rules.CodecOf(station),
        Medium = station?.Medium switch { Vocabulary.Medium.Water => Medium.Water, Vocabulary.Medium.Air => Medium.Air, _ => Medium.Unknown },
    };

    internal static string TextOf(ReadOnlySpan<byte> frame)
    {
        var text = MaskPassword.In(Texts.Decode(frame).TrimEnd('\r', '\n'));
        return text.Length > 4200 ? text[..4200] : text;
    }

    internal static IReadOnlyList<string> WordsOf(RawMarks marks)
    {
        var words = new List<string>();
        if (marks.HasFlag(RawMarks.Conflict)) words.Add("同键不同值");
        if (marks.HasFlag(RawMarks.Inactive)) words.Add("停用期间");
        if (marks.HasFlag(RawMarks.WrongPassword)) words.Add("密码不符（已放行）");
        if (marks.HasFlag(RawMarks.ModbusCrc)) words.Add("Modbus 校验（已放行）");
        if (marks.HasFlag(RawMarks.WrongLength)) words.Add("长度错误（已放行）");
        if (marks.HasFlag(RawMarks.Released)) words.Add("隔离区释放");
        if (marks.HasFlag(RawMarks.SourceUnverified)) words.Add("来源未核实");
        return words;
    }
}
