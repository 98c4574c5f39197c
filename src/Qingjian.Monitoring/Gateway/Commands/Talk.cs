using System.Threading.Channels;
using Qingjian.Hj212;

namespace Qingjian.Monitoring.Gateway.Commands;

/// <summary>What a logger said that may belong to a conversation.</summary>
internal readonly record struct Heard(int Command, string Qn, int? ReturnCode, string Text, DateTimeOffset At);

/// <summary>One conversation under way: sends, waits, sends again, and notes every step (HJ 212-2017 6.1, table 1). No answer at all is
/// tried again; an execution that falls silent is not.</summary>
internal sealed class Talk(Conversation record, byte[] frame, CommandKind kind, Func<byte[], bool> send, GatewayOptions options, TimeProvider clock)
{
    private readonly Channel<Heard> heard = Channel.CreateBounded<Heard>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<ConversationStep> steps = [];
    private readonly Lock guard = new();

    public Conversation Record => record;

    /// <summary>Raised after each step, for the page.</summary>
    public event Action? Moved;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<ConversationStep> Steps
    {
        get { lock (guard) return [.. steps]; }
    }

    public void Hear(Heard word) => heard.Writer.TryWrite(word);

    /// <summary>Runs to the end; the record then holds state, outcome and steps.</summary>
    public async Task Run(CancellationToken stop)
    {
        try
        {
            if (await Ask(stop)) await Follow(stop);
        }
        catch (OperationCanceledException)
        {
            End(ConversationState.Interrupted, "系统停止，命令中断；请重新发送");
        }
        record.Steps = Steps;
        record.EndedAt = clock.GetUtcNow();
    }

    // True when the logger executes and more is to come.
    private async Task<bool> Ask(CancellationToken stop)
    {
        for (var attempt = 0; attempt <= options.CommandResends; attempt++)
        {
            if (!send(frame)) return End(ConversationState.NoAnswer, "连接已断开，命令没有送达；请待数采仪上线后重试");
            Note(true, attempt == 0 ? "发送命令" : $"第 {attempt} 次重发", Texts.Decode(frame).TrimEnd());
            while (await Next(stop) is { } word)
            {
                switch (word.Command)
                {
                    case 9011:
                        var code = word.ReturnCode ?? 100;
                        Note(false, $"请求应答：{ReturnCodes.OfRequest(code) ?? "未知返回码"}（{code}）", word.Text);
                        if (code != 1) return End(ConversationState.Refused, $"数采仪拒绝执行：{ReturnCodes.OfRequest(code) ?? "未知返回码"}（{code}）");
                        State(ConversationState.Executing);
                        return true;
                    case 9013:
                        Note(false, "通知应答", word.Text);
                        return End(ConversationState.Done, "数采仪已确认收到通知");
                    case 9012:
                        // Some loggers leave out 9011.
                        Note(false, "未见请求应答，直接收到执行结果", word.Text);
                        return Finish(word);
                    default:
                        Note(false, $"收到数据：{ListLinks.NameOf(word.Command)}", word.Text);
                        State(ConversationState.Executing);
                        return true;
                }
            }
            Note(true, $"{options.CommandWithin.TotalSeconds:0} 秒内无应答", "");
        }
        return End(ConversationState.NoAnswer, $"重发 {options.CommandResends} 次仍无应答，链路不可用；请检查数采仪是否支持该命令");
    }

    private async Task Follow(CancellationToken stop)
    {
        var data = 0;
        while (await Next(stop) is { } word)
        {
            if (word.Command is 9011) continue;
            if (word.Command is 9012 or 9013)
            {
                Finish(word, data);
                return;
            }
            data++;
            // A long history would fill the record; its packets are kept as raw packets anyway.
            if (data <= 50) Note(false, $"收到数据：{ListLinks.NameOf(word.Command)}", word.Text);
            Moved?.Invoke();
        }
        if (data > 0 && kind == CommandKind.Request)
            End(ConversationState.Done, $"收到 {data} 条数据，未收到执行结果（9012），按已完成处理");
        else
            End(ConversationState.TimedOut, $"数采仪应答后 {options.CommandWithin.TotalSeconds:0} 秒内无执行结果，按标准不再重发");
    }

    private bool Finish(Heard word, int data = 0)
    {
        if (word.Command == 9013) return End(ConversationState.Done, "数采仪已确认收到通知");
        var code = word.ReturnCode ?? 2;
        Note(false, $"执行结果：{ReturnCodes.OfResult(code) ?? "未知返回码"}（{code}）", word.Text);
        var with = data > 0 ? $"，收到 {data} 条数据" : "";
        return code == 1
            ? End(ConversationState.Done, $"执行成功{with}")
            : End(ConversationState.Failed, $"{ReturnCodes.OfResult(code) ?? "未知返回码"}（{code}）{with}");
    }

    private async Task<Heard?> Next(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(options.CommandWithin);
        try
        {
            return await heard.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Note(bool down, string note, string text)
    {
        lock (guard) steps.Add(new ConversationStep(clock.GetUtcNow(), down, note, MaskPassword.In(text)));
        Moved?.Invoke();
    }

    private void State(ConversationState state)
    {
        record.State = state;
        Moved?.Invoke();
    }

    private bool End(ConversationState state, string outcome)
    {
        record.Outcome = outcome;
        State(state);
        return false;
    }
}
