using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway.Addresses;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>One line in full: counts by command, findings with their cure, refusals, addresses, newest packets.</summary>
internal static class LookAtLink
{
    internal sealed record LinkFile(
        ListLinks.LinkRow Link, string Edition, IReadOnlyList<CommandCount> Commands, IReadOnlyList<Noticed> Findings, IReadOnlyList<Noticed> Refusals,
        IReadOnlyList<PeerSeen> Peers, DateTimeOffset? ClonedAt);

    internal sealed record CommandCount(int Command, string Name, long Packets);

    internal sealed record Noticed(string Code, string Text, string Cure, DateTimeOffset LastAt, long Times);

    internal sealed record PeerSeen(string Address, DateTimeOffset? LastAt, bool Known, string? ConfirmedBy, DateTimeOffset? ConfirmedAt, string Note);

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/links/{id}", Look).Requires(Duty.ReadReadings).WithTags("monitors");

    private static async Task<Results<Ok<LinkFile>, ProblemHttpResult>> Look(string id, VisibleStations stations, LinkBoard links, KnownAddresses addresses,
        GatewayDb db, TimeProvider clock, CancellationToken stop)
    {
        if (stations.Find(id) is not { } station) return Problems.NotFound();
        var now = clock.GetUtcNow();
        var link = links.Find(station.Mn)?.Look(station, now);
        return TypedResults.Ok(new LinkFile(ListLinks.Row(station, link, addresses, now), EditionOf(link?.LastVersion ?? ProtocolVersion.Auto),
            [.. (link?.Counts ?? new Dictionary<int, long>()).Select(count => new CommandCount(count.Key, ListLinks.NameOf(count.Key), count.Value))],
            link is null ? [] : [.. link.Findings.Select(found => Of(found.Key, found.Value)).OrderByDescending(found => found.LastAt)],
            link is null ? [] : [.. link.Refusals.Select(refusal => new Noticed(refusal.Key, RefusalReasons.WordOf(refusal.Key),
                RefusalReasons.CureOf(refusal.Key), refusal.Value.Last, refusal.Value.Times)).OrderByDescending(refusal => refusal.LastAt)],
            Peers(station, link, addresses, await db.ConfirmedAddresses.AsNoTracking().Where(row => row.MonitorId == id).ToListAsync(stop)),
            link?.ClonedAt));
    }

    // Confirmed addresses it has not used lately are listed too, so that they can be taken back.
    private static List<PeerSeen> Peers(Station station, LinkView? link, KnownAddresses addresses, List<ConfirmedAddress> confirmed)
    {
        var seen = (link?.Peers ?? new Dictionary<IPAddress, DateTimeOffset>()).ToDictionary(peer => peer.Key.ToString(), peer => (DateTimeOffset?)peer.Value);
        foreach (var row in confirmed) seen.TryAdd(row.Address, null);
        return [.. seen.OrderByDescending(peer => peer.Value).Select(peer =>
        {
            var row = confirmed.Find(one => one.Address == peer.Key);
            return new PeerSeen(peer.Key, peer.Value, addresses.Trusts(station.Mn, IPAddress.Parse(peer.Key)), row?.ConfirmedBy, row?.ConfirmedAt, row?.Note ?? "");
        })];
    }

    private static Noticed Of(Finding finding, (DateTimeOffset Last, long Times) seen)
    {
        var entry = Findings.Of(finding);
        return new Noticed(entry.Code, entry.Text, entry.Cure, seen.Last, seen.Times);
    }

    internal static string EditionOf(ProtocolVersion version) => version switch
    {
        ProtocolVersion.V2005 => "HJ/T 212-2005",
        ProtocolVersion.V2017 => "HJ 212-2017",
        ProtocolVersion.V2025 => "HJ 212-2025",
        _ => "尚未识别",
    };
}
