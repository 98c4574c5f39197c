using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Gateway.Commands;

/// <summary>指令记录: what was sent to the loggers and what came of it, with counts per state, as a table, and one conversation step by step.</summary>
internal static class ListConversations
{
    internal sealed record ConversationView(
        string Id, string MonitorId, string Mn, int Command, string Title, string Qn, ConversationState State, string Outcome, string AskedBy,
        DateTimeOffset AskedAt, DateTimeOffset? EndedAt, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<ConversationStep> Steps);

    private static readonly Orders<Conversation> Orders = new("-askedAt")
    {
        ["askedAt"] = row => row.AskedAt,
        ["endedAt"] = row => row.EndedAt,
        ["title"] = row => row.Title,
        ["mn"] = row => row.Mn,
        ["askedBy"] = row => row.AskedBy,
        ["command"] = row => row.Command,
    };

    private static readonly Tabs<Conversation, ConversationState> Tabs = new(row => row.State);

    private static readonly SheetColumns<ConversationView> Columns = new()
    {
        ["title"] = new("命令", row => row.Title, 28),
        ["command"] = new("命令编码", row => row.Command, 10),
        ["state"] = new("状态", row => WordOf(row.State), 12),
        ["outcome"] = new("结果", row => row.Outcome, 50),
        ["mn"] = new("MN", row => row.Mn, 28),
        ["askedBy"] = new("发送人", row => row.AskedBy, 14),
        ["askedAt"] = new("发送时间", row => row.AskedAt, 20),
        ["endedAt"] = new("结束时间", row => row.EndedAt, 20),
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        var conversations = app.MapGroup("/api/conversations").WithTags("commands");
        conversations.MapGet("/", List).Requires(Duty.ReadReadings);
        conversations.MapGet("/export", Export).Requires(Duty.ReadReadings);
        conversations.MapGet("/{id}", Open).Requires(Duty.ReadReadings);
    }

    private static async Task<Ok<Page<ConversationView>>> List([AsParameters] ListQuery query, string? monitor, GatewayDb db, Conversations running, CancellationToken stop) =>
        TypedResults.Ok((await Rows(query, monitor, db).ToPage(query, Orders, Tabs, stop)).As(row => View(row, running)));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, string? monitor, GatewayDb db, Conversations running, CancellationToken stop)
    {
        var all = await Rows(query, monitor, db).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("指令记录", query, Columns, all.Select(row => View(row, running)), new Act("conversation.export", "list", "conversations", $"导出指令记录 {all.Count} 条"), stop);
    }

    private static async Task<Results<Ok<ConversationView>, ProblemHttpResult>> Open(string id, GatewayDb db, Conversations running, CancellationToken stop) =>
        await db.Conversations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, stop) is { } row ? TypedResults.Ok(View(row, running)) : Problems.NotFound();

    private static IQueryable<Conversation> Rows(ListQuery query, string? monitor, GatewayDb db) =>
        db.Conversations.AsNoTracking()
            .Being(row => row.MonitorId, monitor)
            .Saying(query, row => row.Mn, row => row.Title, row => row.AskedBy)
            .Between(query, row => row.AskedAt);

    private static string WordOf(ConversationState state) => state switch
    {
        ConversationState.Asking => "等待应答",
        ConversationState.Executing => "执行中",
        ConversationState.Done => "已完成",
        ConversationState.Refused => "被拒绝",
        ConversationState.Failed => "执行失败",
        ConversationState.NoAnswer => "无应答",
        ConversationState.TimedOut => "执行超时",
        _ => "已中断",
    };

    // While it runs the newest steps are in memory only.
    private static ConversationView View(Conversation row, Conversations running)
    {
        var talk = running.UnderWay(row.Id);
        var now = talk?.Record ?? row;
        return new ConversationView(row.Id, row.MonitorId, row.Mn, row.Command, row.Title, row.Qn, now.State, now.Outcome, row.AskedBy, row.AskedAt, now.EndedAt,
            row.Fields, talk?.Steps ?? row.Steps);
    }
}
