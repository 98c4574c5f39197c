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

namespace Qingjian.Platform.Messages;

/// <summary>The test button: one message at once, also in quiet hours and over a channel that is still switched off; tried once.</summary>
internal static class TestChannel
{
    /// <param name="Address">Mail address or number to send to; not asked of a robot.</param>
    internal sealed record Request(string? Address);

    /// <param name="Sent">Whether the receiver took it.</param>
    /// <param name="Fault">Why not.</param>
    /// <param name="Text">What was said.</param>
    internal sealed record Result(bool Sent, string? Fault, string Text);

    public static void Map(RouteGroupBuilder channels) => channels.MapPost("/{id}/test", Handle).Requires(Duty.ManageSettings);

    private static async Task<Results<Ok<Result>, ProblemHttpResult>> Handle(string id, Request request, PlatformDb db, Courier courier, LiveSignals live, CancellationToken stop)
    {
        if (await db.Channels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, stop) is not { } channel) return Problems.NotFound();
        if (SubscriptionActs.AddressFor(channel.Kind, request.Address) is not { } address) return SubscriptionActs.NoAddress(channel.Kind).ToProblem();
        var notice = new OutsideNotice("test", "", "测试", db.Caller.Division, null, []);
        var message = PlaceMessages.New(channel, db.Caller.Name, address, notice, MessageText.Fill(MessageText.Usual, "通道测试", notice, db.Now), db.Now, null, test: true);
        var fault = await courier.Deliver(channel, message, stop);
        SendMessages.Settle(message, channel, fault, db.Now, []);
        db.Messages.Add(message);
        await db.Commit(new Act("message.test", "message-channel", channel.Id, $"测试消息通道“{channel.Name}”：{(fault is null ? "已送达" : "没有送达")}") { Reason = fault }, stop);
        live.Raise("messages");
        return TypedResults.Ok(new Result(fault is null, fault, message.Text));
    }
}
