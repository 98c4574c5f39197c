using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Monitoring.Gateway;

/// <summary>How the gateway itself is: whether it can store, what it did, what it did not answer and why.</summary>
internal static class GatewayStatus
{
    /// <param name="Fault">Why nothing is answered at present; null when all is well.</param>
    /// <param name="Backlog">Commits not yet made into readings.</param>
    internal sealed record View(
        bool Degraded, string? Fault, int Port, int Connections, long Packets, long Answers, long Commits, long Backlog,
        IReadOnlyList<Reason> Unanswered, IReadOnlyList<Reason> Closed, long RawBytes, long ReadingBytes);

    internal sealed record Reason(string Code, string Text, long Times);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/gateway", Look).Requires(Duty.ReadReadings).WithTags("monitors");

    private static Ok<View> Look(GatewayService gateway, GatewayHealth health, IRawStore raw, IReadingStore readings) => TypedResults.Ok(new View(
        health.IsDegraded, health.IsDegraded ? "存储暂不可用，报文未应答，数采仪会自动重发；请检查磁盘与数据库" : null, gateway.Port, gateway.Connections,
        health.Packets, health.Answers, health.Commits, gateway.Backlog,
        [.. health.UnansweredByReason.Select(pair => new Reason(pair.Key, pair.Key == "store" ? "存储失败" : RefusalReasons.WordOf(pair.Key), pair.Value)).OrderByDescending(r => r.Times)],
        [.. health.ClosedByReason.Select(pair => new Reason(pair.Key, WordOf(pair.Key), pair.Value)).OrderByDescending(r => r.Times)],
        raw.BytesOnDisk(), readings.BytesOnDisk()));

    private static string WordOf(string reason) => reason switch
    {
        "slow-accept" => "来源限速",
        "connections-all" => "连接总数已满",
        "connections-address" => "同一地址连接过多",
        "third-connection" => "同一 MN 第三条连接",
        "unsent" => "对端不接收应答",
        "no-frame" => "连接后无有效报文",
        "idle" => "长时间无报文",
        "frame-unfinished" => "报文未在时限内收完",
        "bad-frames" => "连续错误报文",
        "stray-bytes" => "无报文的杂乱数据",
        "stop" => "系统停止",
        _ => "内部故障",
    };
}
