using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qingjian.Platform.Access;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Messages;

/// <summary>Empties the outbox: takes each due message, hands it over, and writes what came of it. A message that was under way when the
/// program died is taken again after its lease: so a receiver may get one twice (the mail's Message-ID tells), but never none.</summary>
internal sealed class SendMessages(IServiceScopeFactory scopes, HouseStore house, Courier courier, IOptions<MessageOptions> options, LiveSignals live, TimeProvider clock, ILogger<SendMessages> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim one = new(1, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await Step(stoppingToken) == 0) await house.Committed.Messages.Wait(LookAgain, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception fault)
            {
                log.LogError(fault, "Messages could not be sent; trying again.");
                await Task.Delay(LookAgain, stoppingToken);
            }
        }
    }

    /// <summary>Tries every message that is due now; returns how many.</summary>
    public async Task<int> Step(CancellationToken stop)
    {
        await one.WaitAsync(stop);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
            var now = clock.GetUtcNow();
            var due = await scope.ServiceProvider.GetRequiredService<PlatformDb>().Messages.AsNoTracking()
                .Where(message => message.NextAt != null && message.NextAt <= now).OrderBy(message => message.NextAt).Take(100).Select(message => message.Id).ToListAsync(stop);
            foreach (var id in due) await Send(id, stop);
            if (due.Count > 0) live.Raise("messages");
            return due.Count;
        }
        finally { one.Release(); }
    }

    private async Task Send(string id, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var now = clock.GetUtcNow();
        // Another program on the same house may be at it: whoever moves the lease first has it.
        DateTimeOffset? lease = now.AddSeconds(options.Value.AnswerSeconds * 3);
        if (await db.Messages.Where(m => m.Id == id && m.NextAt != null && m.NextAt <= now).ExecuteUpdateAsync(set => set.SetProperty(m => m.NextAt, lease), stop) == 0) return;
        var message = await db.Messages.SingleAsync(m => m.Id == id, stop);
        var channel = await db.Channels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == message.ChannelId, stop);
        var fault = channel is not { Enabled: true } && !message.Test ? "通道已停用" : await courier.Deliver(channel!, message, stop);
        var act = Settle(message, channel!, fault, clock.GetUtcNow(), options.Value.Waits);
        await db.Commit(act, stop);
    }

    /// <summary>What an attempt leads to: sent, tried again later, or dead.</summary>
    internal static Act Settle(OutsideMessage message, MessageChannel channel, string? fault, DateTimeOffset now, int[] waits)
    {
        message.Attempts++;
        message.Fault = fault;
        if (fault is null)
        {
            (message.State, message.SentAt, message.NextAt) = (MessageState.Sent, now, null);
            return new Act("message.send", "message", message.Id, $"{message.Number} 经{message.ChannelName}发出");
        }
        if (message.Test || message.Attempts > waits.Length)
        {
            (message.State, message.NextAt) = (MessageState.Dead, null);
            return new Act("message.dead", "message", message.Id, $"{message.Number} 经{message.ChannelName}发送失败") { Reason = fault };
        }
        (message.State, message.NextAt) = (MessageState.Retrying, QuietHours.Leave(now.AddSeconds(waits[message.Attempts - 1]), channel, message.Level));
        return new Act("message.retry", "message", message.Id, $"{message.Number} 经{message.ChannelName}第{message.Attempts}次未送达") { Reason = fault };
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }
}
