using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Gateway.Addresses;

/// <summary>核实来源地址: an engineer finds that an address is the monitor's own, or takes that back.</summary>
internal static class ConfirmAddress
{
    /// <param name="Address">IPv4 or IPv6.</param>
    /// <param name="Note">How it was found out, e.g. 电话核实运维单位.</param>
    internal sealed record Request(string Address, string Note);

    public static void Map(IEndpointRouteBuilder app)
    {
        var links = app.MapGroup("/api/links").WithTags("monitors");
        links.MapPost("/{id}/addresses", Confirm).Requires(Duty.ManageMonitors);
        links.MapPost("/{id}/addresses/withdraw", Withdraw).Requires(Duty.ManageMonitors);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Confirm(string id, Request request, VisibleStations stations, GatewayDb db,
        KnownAddresses known, CallerContext caller, LiveSignals live, CancellationToken stop)
    {
        if (stations.Find(id) is not { } station) return Problems.NotFound();
        if (Read(request, out var address) is { } why) return why.ToProblem();
        var text = address.ToString();
        if (await db.ConfirmedAddresses.AnyAsync(row => row.MonitorId == id && row.Address == text, stop)) return TypedResults.NoContent();
        db.ConfirmedAddresses.Add(new ConfirmedAddress
        {
            Id = NewId.Make(),
            Division = station.Division,
            EnterpriseId = station.EnterpriseId,
            MonitorId = id,
            Mn = station.Mn,
            Address = text,
            ConfirmedBy = caller.Current.Name,
            ConfirmedAt = db.Now,
            Note = request.Note.Trim(),
        });
        await db.Commit(new Act("monitor.address.confirm", "monitor", id, $"核实 {station.Mn} 的来源地址 {text}") { Reason = request.Note.Trim() }, stop);
        await known.Load(db, stop);
        live.Raise("links");
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(string id, Request request, VisibleStations stations, GatewayDb db,
        KnownAddresses known, LiveSignals live, CancellationToken stop)
    {
        if (stations.Find(id) is not { } station) return Problems.NotFound();
        if (Read(request, out var address) is { } why) return why.ToProblem();
        var text = address.ToString();
        if (await db.ConfirmedAddresses.SingleOrDefaultAsync(row => row.MonitorId == id && row.Address == text, stop) is not { } row) return Problems.NotFound();
        db.ConfirmedAddresses.Remove(row);
        await db.Commit(new Act("monitor.address.withdraw", "monitor", id, $"撤销 {station.Mn} 的来源地址 {text}") { Reason = request.Note.Trim() }, stop);
        await known.Load(db, stop);
        live.Raise("links");
        return TypedResults.NoContent();
    }

    private static Refusal? Read(Request request, out IPAddress address)
    {
        if (!IPAddress.TryParse(request.Address?.Trim(), out address!)) return Refusal.OfField("address-shape", "address", "请填写一个 IP 地址，如 10.20.3.4。");
        return string.IsNullOrWhiteSpace(request.Note) ? Refusal.OfField("address-note", "note", "请写明如何核实的，例如“已电话联系运维单位核对”。") : null;
    }
}
