using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qingjian.Hj212;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Gateway.Commands;

/// <summary>Commands under way, one for each logger at a time, and what loggers say to them.</summary>
internal sealed class Conversations(
    IServiceScopeFactory scopes, IStations stations, LinkBoard links, LiveSignals live, IOptions<GatewayOptions> options, TimeProvider clock,
    ILogger<Conversations> log) : IHearStations, IStationCommands, IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<string, Talk> underWay = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource ending = new();
    private long lastQn;

    public Talk? UnderWay(string conversationId) => underWay.Values.FirstOrDefault(talk => talk.Record.Id == conversationId);

    /// <summary>Completes when the conversation has ended and its end is written; at once for one that is over.</summary>
    public Task Ended(string conversationId) => running.GetValueOrDefault(conversationId) ?? Task.CompletedTask;

    public async Task<Outcome<string>> Send(string mn, int command, IReadOnlyDictionary<string, string> fields, string askedBy, CancellationToken stop)
    {
        if (stations.Find(mn) is not { } station) return Refusal.Of("monitor-unknown", "没有登记这台数采仪");
        if (Hj212.Commands.Find(command, Direction.Down) is not { } known || known.Since == 2005)
            return Refusal.Of("command-unknown", $"{command} 不是可以下发的命令，请从命令表中选择");
        if (links.Find(station.Mn) is not { Session: { } session } link)
            return Refusal.Of("logger-not-connected", "该数采仪当前没有连接，命令未发送；请待其上线后再试");
        var composed = Composition.Of(known, fields);
        if (composed.Command is not { } outgoing)
            return new Refusal("command-fields", "命令参数有误，请按提示修改",
                composed.Problems.GroupBy(problem => problem.Field).ToDictionary(group => group.Key, group => group.Select(problem => problem.Text).ToArray()));

        var qn = NextQn();
        var heading = new Heading
        {
            Qn = qn,
            St = station.SystemType,
            Command = command,
            Pw = Encoding.ASCII.GetString(station.Password.Span),
            Mn = station.Mn,
            Version = VersionOf(station, link),
            AnswerWanted = true,
        };
        var frame = new ArrayBufferWriter<byte>(512);
        if (PacketWriter.Write(frame, heading, outgoing.Area) == 0)
            return Refusal.Of("command-long", "命令内容超过一条报文的长度，请减少参数");
        var record = new Conversation
        {
            Id = NewId.Make(),
            Division = station.Division,
            EnterpriseId = station.EnterpriseId,
            MonitorId = station.MonitorId,
            Mn = station.Mn,
            Command = command,
            Title = $"{known.NameZh}（{command}）",
            Fields = fields.Where(field => field.Key != "NewPW").ToDictionary(),
            Qn = qn.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture),
            AskedBy = askedBy,
            AskedAt = clock.GetUtcNow(),
        };
        var talk = new Talk(record, frame.WrittenSpan.ToArray(), known.Kind, bytes => session.Send(bytes), options.Value, clock);
        if (!underWay.TryAdd(station.Mn, talk))
            return Refusal.Of("command-under-way", "上一条命令还没有结束，请等待其完成（最多约 40 秒）再发送");
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System with { Name = askedBy };
            var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
            db.Conversations.Add(record);
            await db.Commit(new Act("command.send", "monitor", station.MonitorId, $"下发命令 {record.Title}"), stop);
        }
        catch
        {
            underWay.TryRemove(station.Mn, out _);
            throw;
        }
        talk.Moved += () => live.Raise("conversations");
        running[record.Id] = Converse(talk);
        return record.Id;
    }

    private async Task Converse(Talk talk)
    {
        await Task.Yield();
        await talk.Run(ending.Token);
        underWay.TryRemove(talk.Record.Mn, out _);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
            var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
            db.Update(talk.Record);
            await db.Commit(new Act("command.end", "monitor", talk.Record.MonitorId, $"命令 {talk.Record.Title}：{talk.Record.Outcome}"), CancellationToken.None);
        }
        catch (Exception fault) when (fault is DbUpdateException or System.Data.Common.DbException)
        {
            log.LogError(fault, "The end of conversation {Id} could not be written.", talk.Record.Id);
        }
        running.TryRemove(talk.Record.Id, out _);
        live.Raise("conversations");
    }

    // Two commands of one millisecond would be one exchange.
    private DateTime NextQn()
    {
        var now = Times.ToLocal(clock.GetUtcNow()).Ticks / TimeSpan.TicksPerMillisecond;
        long last, next;
        do
        {
            last = Interlocked.Read(ref lastQn);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref lastQn, next, last) != last);
        return new DateTime(next * TimeSpan.TicksPerMillisecond, DateTimeKind.Unspecified);
    }

    private static ProtocolVersion VersionOf(Station station, Link link) => station.Edition switch
    {
        ProtocolEdition.Edition2005 => ProtocolVersion.V2005,
        ProtocolEdition.Edition2017 => ProtocolVersion.V2017,
        ProtocolEdition.Edition2025 => ProtocolVersion.V2025,
        _ => link.LastVersion,
    };

    // On the hot path: nothing is under way for most packets.
    void IHearStations.Heard(Station station, in Packet packet)
    {
        if (underWay.IsEmpty || !underWay.TryGetValue(station.Mn, out var talk)) return;
        var qn = Encoding.ASCII.GetString(packet.Qn);
        var isAnswer = packet.Command is 9011 or 9012 or 9013;
        // Answers repeat our QN; data of a history request carry their own and are known by MN and CN.
        if (isAnswer ? qn != talk.Record.Qn : packet.Command != talk.Record.Command) return;
        talk.Hear(new Heard(packet.Command, qn, ReturnCodeOf(packet), Texts.Decode(packet.Segment), clock.GetUtcNow()));
    }

    private static int? ReturnCodeOf(in Packet packet)
    {
        if (!packet.TryGetField(packet.Command == 9011 ? "QnRtn"u8 : "ExeRtn"u8, out var pair)) return null;
        return pair.TryGetNumber(out var number) && number is >= 0 and < 1000 ? (int)number : null;
    }

    /// <summary>Conversations an earlier run left open are closed as interrupted.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        var open = await db.Conversations.Where(row => row.EndedAt == null).ToListAsync(cancellationToken);
        foreach (var row in open)
        {
            row.State = ConversationState.Interrupted;
            row.Outcome = "系统重启，命令中断；请重新发送";
            row.EndedAt = db.Now;
        }
        if (open.Count > 0) await db.Commit(new Act("command.end", "gateway", "start", "重启后关闭未完成的命令"), cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await ending.CancelAsync();
        await Task.WhenAll(running.Values);
    }

    public void Dispose() => ending.Dispose();
}
