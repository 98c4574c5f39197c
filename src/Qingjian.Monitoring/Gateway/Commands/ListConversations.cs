using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
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

    private static async Task<Ok<Page<ConversationView>>> List([AsParameters] ListQuery query, string? monitor, GatewayDb db, Conversations running, CancellationToken stop)
    {
        var rows = Rows(query, monitor, db);
        var counts = (await rows.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop))
            .ToDictionary(count => JsonNamingPolicy.CamelCase.ConvertName(count.Key.ToString()), count => count.Count);
        var page = await InState(rows, query).ToPage(query, Orders, row => row, stop, counts);
        return TypedResults.Ok(new Page<ConversationView>([.. page.Items.Select(row => View(row, running))], page.Total, page.Number, page.Size, page.Counts));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, string? monitor, string? format, string? columns, GatewayDb db, Conversations running, AuditTrail trail, CancellationToken stop)
    {
        var all = await InState(Rows(query, monitor, db), query).Sorted(query, Orders).Take(ListQuery.ExportLimit).ToListAsync(stop);
        await trail.Note(new Act("conversation.export", "list", "conversations", $"导出指令记录 {all.Count} 条"), stop);
        return SheetExport.Answer(format, new SheetHead("指令记录", query.Scope, db.Caller.Name, db.Now), Columns.Chosen(columns), all.Select(row => View(row, running)));
    }

    private static async Task<Results<Ok<ConversationView>, ProblemHttpResult>> Open(string id, GatewayDb db, Conversations running, CancellationToken stop) =>
        await db.Conversations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, stop) is { } row ? TypedResults.Ok(View(row, running)) : Problems.NotFound();

    private static IQueryable<Conversation> Rows(ListQuery query, string? monitor, GatewayDb db)
    {
        var rows = db.Conversations.AsNoTracking();
        if (monitor is { Length: > 0 }) rows = rows.Where(row => row.MonitorId == monitor);
        if (query.Text is { } text)
        {
            var pattern = Listing.Contains(text);
            rows = rows.Where(row => EF.Functions.Like(row.Mn, pattern, "\\") || EF.Functions.Like(row.Title, pattern, "\\") || EF.Functions.Like(row.AskedBy, pattern, "\\"));
        }
        if (query.Since is { } since) rows = rows.Where(row => row.AskedAt >= since);
        if (query.Until is { } until) rows = rows.Where(row => row.AskedAt < until);
        return rows;
    }

    private static IQueryable<Conversation> InState(IQueryable<Conversation> rows, ListQuery query) =>
        Enum.TryParse<ConversationState>(query.State, ignoreCase: true, out var state) ? rows.Where(row => row.State == state) : rows;

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
