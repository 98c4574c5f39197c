using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Messages;

/// <summary>发送记录: every message with what came of it; a dead one can be sent again.</summary>
internal static class MessageRecords
{
    /// <param name="ChannelId">One channel.</param>
    /// <param name="Kind">One kind of message.</param>
    internal sealed record Filter(string? ChannelId = null, string? Kind = null);

    internal sealed record Row(
        string Id, string Division, string ChannelName, string ChannelKind, string Kind, string KindWord, string Level, string Number, string Contact, string Address, string Text, bool Test,
        MessageState State, string StateWord, DateTimeOffset MadeAt, DateTimeOffset? NextAt, int Attempts, DateTimeOffset? SentAt, string? Fault);

    private static readonly Orders<OutsideMessage> Orders = new("-madeAt") { ["madeAt"] = m => m.Position, ["sentAt"] = m => m.SentAt, ["nextAt"] = m => m.NextAt, ["attempts"] = m => m.Attempts, ["number"] = m => m.Number };

    private static readonly Tabs<OutsideMessage, MessageState> Tabs = new(m => m.State);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["number"] = new("编号", r => r.Number, 22),
        ["state"] = new("状态", r => r.StateWord, 10),
        ["kindWord"] = new("类别", r => r.KindWord, 16),
        ["level"] = new("级别", r => MessageLevel.WordOf(r.Level), 8),
        ["channelName"] = new("通道", r => r.ChannelName, 18),
        ["contact"] = new("收件人", r => r.Contact, 26),
        ["address"] = new("地址", r => r.Address, 22),
        ["text"] = new("内容", r => r.Text, 60),
        ["madeAt"] = new("生成时间", r => r.MadeAt, 20),
        ["sentAt"] = new("发出时间", r => r.SentAt, 20),
        ["attempts"] = new("次数", r => r.Attempts, 8),
        ["nextAt"] = new("下次发送", r => r.NextAt, 20),
        ["fault"] = new("未送达原因", r => r.Fault, 40),
    };

    public static void Map(RouteGroupBuilder records)
    {
        records.MapGet("/", List).Requires(Duty.ManageSettings);
        records.MapGet("/export", Export).Requires(Duty.ManageSettings);
        records.MapPost("/{id}/resend", Resend).Requires(Duty.ManageSettings);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, [AsParameters] Filter filter, PlatformDb db, IEnumerable<MessageKind> kinds, CancellationToken stop)
    {
        var page = await Rows(db, query, filter).ToPage(query, Orders, Tabs, stop);
        return TypedResults.Ok(page.As(m => Show(m, kinds)));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, PlatformDb db, IEnumerable<MessageKind> kinds, CancellationToken stop)
    {
        var all = await Rows(db, query, filter).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("外发消息发送记录", query, Columns, all.Select(m => Show(m, kinds)), new Act("message.export", "list", "messages", $"导出发送记录 {all.Count} 条"), stop);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Resend(string id, PlatformDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Messages.FirstOrDefaultAsync(m => m.Id == id, stop) is not { } message) return Problems.NotFound();
        if (message.State == MessageState.Sent) return Refusal.Of("message-sent", "这条消息已经送达，不再重发。").ToProblem();
        if (message.Test) return Refusal.Of("message-test", "测试消息不重发，请在通道上再按一次“测试”。").ToProblem();
        (message.State, message.Attempts, message.NextAt) = (MessageState.Waiting, 0, db.Now);
        await db.Commit(new Act("message.resend", "message", id, $"重发消息{message.Number}"), stop);
        live.Raise("messages");
        return TypedResults.NoContent();
    }

    /// <summary>Enough of an address to know it again.</summary>
    public static string Masked(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at > 0) return $"{address[..Math.Min(2, at)]}***{address[at..]}";
        return address.Length >= 7 ? $"{address[..3]}****{address[^4..]}" : address;
    }

    private static IQueryable<OutsideMessage> Rows(PlatformDb db, ListQuery query, Filter filter) =>
        db.Messages.AsNoTracking()
            .Saying(query, m => m.Number, m => m.Contact, m => m.ChannelName)
            .Between(query, m => m.MadeAt)
            .Being(m => m.ChannelId, filter.ChannelId).Being(m => m.Kind, filter.Kind);

    private static Row Show(OutsideMessage m, IEnumerable<MessageKind> kinds) => new(
        m.Id, m.Division, m.ChannelName, MessageChannel.WordOf(m.ChannelKind), m.Kind, kinds.FirstOrDefault(kind => kind.Code == m.Kind)?.Name ?? "通道测试", m.Level, m.Number, m.Contact, Masked(m.Address), m.Text, m.Test,
        m.State, OutsideMessage.WordOf(m.State), m.MadeAt, m.NextAt, m.Attempts, m.SentAt, m.Fault);
}
