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
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Ledgers;

/// <summary>登记进水口: which logger of the enterprise measures what flows into the works, from a day on. Balances from that day are made anew; earlier results are kept.</summary>
internal sealed class SetInlet(MonitoringDb db, ISources sources, IStations stations, LiveSignals live)
{
    private static readonly DateOnly Earliest = new(2017, 1, 1);

    /// <param name="OutletId">Water outlet.</param>
    /// <param name="FromOn">First day.</param>
    /// <param name="Mn">Registered logger of the same enterprise; null: none from that day on.</param>
    /// <param name="Note">What it rests on, up to 200 characters.</param>
    internal sealed record Request(string OutletId, DateOnly FromOn, string? Mn = null, string? Note = null);

    internal sealed record Line(string Id, DateOnly FromOn, string? Mn, string? Name, string Note, string SetBy, DateTimeOffset SetAt, DateTimeOffset? SupersededAt);

    internal sealed record Logger(string Mn, string Name);

    /// <param name="Lines">Newest first, what gave way included.</param>
    /// <param name="Loggers">Loggers of water of the enterprise that may be named.</param>
    internal sealed record OutletInlets(IReadOnlyList<Line> Lines, IReadOnlyList<Logger> Loggers);

    public static void Map(RouteGroupBuilder ledgers)
    {
        ledgers.MapGet("/inlets", List).Requires(Duty.ReadReadings);
        ledgers.MapPost("/inlets", async Task<Results<NoContent, ProblemHttpResult>> (Request request, SetInlet act, CancellationToken stop) =>
            (await act.Set(request, stop)).Try(out _, out var why) ? TypedResults.NoContent() : why.Code == "outlet-unknown" ? Problems.NotFound() : why.ToProblem()).Requires(Duty.EditSources);
    }

    private static async Task<Results<Ok<OutletInlets>, ProblemHttpResult>> List(string outletId, MonitoringDb db, ISources sources, IStations stations, CancellationToken stop)
    {
        if (await sources.Outlet(outletId, stop) is not { } outlet) return Problems.NotFound();
        var lines = await db.Set<Inlet>().AsNoTracking().Where(each => each.OutletId == outletId).OrderByDescending(each => each.FromOn).ThenByDescending(each => each.SetAt).ToListAsync(stop);
        return TypedResults.Ok(new OutletInlets(
            [.. lines.Select(each => new Line(each.Id, each.FromOn, each.Mn, each.Mn is { } mn ? stations.Find(mn)?.Name : null, each.Note, each.SetBy, each.SetAt, each.SupersededAt))],
            [.. stations.All.Where(each => May(each, outlet)).OrderBy(each => each.Mn, StringComparer.Ordinal).Select(each => new Logger(each.Mn, each.Name))]));
    }

    public async Task<Outcome<string>> Set(Request request, CancellationToken stop)
    {
        if (await sources.Outlet(request.OutletId, stop) is not { } outlet) return Refusal.OfField("outlet-unknown", "outletId", "没有找到这个排放口。");
        if (Fault(request, outlet, request.Mn is { } mn ? stations.Find(mn) : null, BeijingTime.DayOf(db.Now)) is { } fault) return fault;
        if (await db.Set<Inlet>().FirstOrDefaultAsync(each => each.OutletId == outlet.Id && each.FromOn == request.FromOn && each.SupersededAt == null, stop) is { } before) before.SupersededAt = db.Now;
        var inlet = new Inlet { Id = NewId.Make(), OutletId = outlet.Id, EnterpriseId = outlet.EnterpriseId, Division = outlet.Division, FromOn = request.FromOn, Mn = request.Mn?.ToUpperInvariant(), Note = request.Note?.Trim() ?? "", SetBy = db.Caller.Name, SetAt = db.Now };
        db.Add(inlet);
        await db.Commit(new Act("inlet.set", "outlet", outlet.Id, $"登记进水口：{outlet.EnterpriseName} {outlet.Code} 自{request.FromOn:yyyy-MM-dd}起为{(inlet.Mn is { } named ? $"数采仪{named}" : "无")}").Enter("config", new { inlet.Id, inlet.OutletId, inlet.FromOn, inlet.Mn, inlet.Note }), stop);
        live.Raise("ledgers");
        return inlet.Id;
    }

    // Its own logger measures what leaves.
    private static bool May(Station station, SourceOutlet outlet) => station.EnterpriseId == outlet.EnterpriseId && station.Medium == Medium.Water && station.Bindings.All(binding => binding.OutletId != outlet.Id);

    /// <summary>Pure: what is wrong; null when nothing is.</summary>
    internal static Refusal? Fault(Request request, SourceOutlet outlet, Station? station, DateOnly today)
    {
        if (outlet.Medium != Medium.Water) return Refusal.OfField("inlet-medium", "outletId", "只有废水排放口有进水口。");
        if (request.FromOn < Earliest || request.FromOn > today.AddDays(366)) return Refusal.OfField("inlet-day", "fromOn", "起始日期应在2017年以后、一年之内。");
        if (request.Mn is not null && (station is null || station.EnterpriseId != outlet.EnterpriseId)) return Refusal.OfField("inlet-logger", "mn", "该企业没有登记这个MN的数采仪，请先在“源”里登记进水口数采仪。");
        if (station is not null && !May(station, outlet)) return Refusal.OfField("inlet-own", "mn", "这台数采仪监测的是本排放口的出水或者不是废水，请选择监测进水的数采仪。");
        return request.Note?.Length > 200 ? Refusal.OfField("inlet-note", "note", "依据不超过200字。") : null;
    }
}
