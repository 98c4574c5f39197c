using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Gateway.Quarantine;

/// <summary>释放、忽略与厂商后缀: what an engineer may do with held packets.</summary>
internal static class ReleaseQuarantined
{
    /// <param name="AllowTime">The device time was looked at and may stand though it lies outside the window.</param>
    internal sealed record Release(IReadOnlyList<string> Ids, bool AllowTime, string Reason);

    internal sealed record Dismiss(IReadOnlyList<string> Ids, string Reason);

    internal sealed record KnowSuffix(string Suffix, string Note);

    public static void Map(IEndpointRouteBuilder app)
    {
        var quarantine = app.MapGroup("/api/quarantine").WithTags("quarantine");
        quarantine.MapPost("/release", Handle).Requires(Duty.ManageMonitors);
        quarantine.MapPost("/dismiss", SetAside).Requires(Duty.ManageMonitors);
        quarantine.MapPost("/suffixes", Know).Requires(Duty.ManageMonitors);
        quarantine.MapGet("/suffixes", Suffixes).Requires(Duty.ManageMonitors);
    }

    private static async Task<Results<Ok<ReplayResult>, ProblemHttpResult>> Handle(
        Release request, IRawStore raw, ReplayQuarantined replay, IStations stations, VisibleStations visible, GatewayDb db, LiveSignals live, CancellationToken stop)
    {
        var held = Find(request.Ids, raw, stations, visible);
        if (held.Count == 0) return Problems.NotFound();
        var result = await replay.Run(held, request.AllowTime, stop);
        await db.Commit(new Act("quarantine.release", "quarantine", held[0].Id.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"重放隔离报文 {held.Count} 条，入库 {result.Released} 条"))
        { Reason = request.Reason }, stop);
        live.Raise("quarantine");
        return TypedResults.Ok(result);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SetAside(
        Dismiss request, IRawStore raw, IStations stations, VisibleStations visible, GatewayDb db, LiveSignals live, CancellationToken stop)
    {
        var held = Find(request.Ids, raw, stations, visible);
        if (held.Count == 0) return Problems.NotFound();
        raw.SetQuarantineState([.. held.Select(entry => entry.Id)], QuarantineState.Dismissed);
        await db.Commit(new Act("quarantine.dismiss", "quarantine", held[0].Id.ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"忽略隔离报文 {held.Count} 条"))
        { Reason = request.Reason }, stop);
        live.Raise("quarantine");
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ReplayResult>, ProblemHttpResult>> Know(
        KnowSuffix request, GatewayDb db, ProtocolRules rules, ReplayQuarantined replay, LiveSignals live, CallerContext caller, CancellationToken stop)
    {
        var suffix = request.Suffix.Trim();
        if (suffix.Length is 0 or > 16 || !suffix.All(char.IsAsciiLetterOrDigit))
            return Refusal.OfField("suffix-shape", "suffix", "后缀应为 1 至 16 个字母或数字，与报文中“-”之后的写法一致").ToProblem();
        if (rules.Terms.Suffix(suffix) is not null)
            return Refusal.OfField("suffix-known", "suffix", "该后缀已在名录中，直接重放即可").ToProblem();
        db.MakersSuffixes.Add(new MakersSuffix { Id = suffix, AddedBy = caller.Current.Name, AddedAt = db.Now, Note = request.Note });
        await db.Commit(new Act("suffix.allow", "suffix", suffix, $"放行厂商后缀 {suffix}") { Reason = request.Note }, stop);
        rules.Know(await db.MakersSuffixes.Select(row => row.Id).ToListAsync(stop));
        var result = await replay.Run(replay.Held(null, Findings.Of(Finding.SuffixUnknown).Code), allowTime: false, stop);
        live.Raise("quarantine");
        return TypedResults.Ok(result);
    }

    private static async Task<Ok<List<MakersSuffix>>> Suffixes(GatewayDb db, CancellationToken stop) =>
        TypedResults.Ok(await db.MakersSuffixes.AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop));

    private static List<QuarantineEntry> Find(IReadOnlyList<string> ids, IRawStore raw, IStations stations, VisibleStations visible) =>
        [.. ids.Take(1000).Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? raw.FindQuarantined(number) : null)
            .OfType<QuarantineEntry>().Where(entry => entry.State != QuarantineState.Released && ListQuarantine.MaySee(entry, stations, visible))];
}

/// <summary>登记即释放: what was held of an unknown MN is stored once it is registered.</summary>
internal sealed class ReleaseRegistered(ReplayQuarantined replay, IStations stations, GatewayDb db, LiveSignals live) : IHear<MonitorRegistered>
{
    public async Task Hear(MonitorRegistered fact, CancellationToken stop)
    {
        await stations.Reload(stop);
        var result = await replay.Run(replay.Held(fact.Mn, null), allowTime: false, stop);
        // The receipt of the fact is written with this record.
        await db.Commit(new Act("quarantine.release", "monitor", fact.MonitorId,
            string.Create(CultureInfo.InvariantCulture, $"登记 {fact.Mn} 后重放隔离报文，入库 {result.Released} 条")), stop);
        live.Raise("quarantine");
    }
}
