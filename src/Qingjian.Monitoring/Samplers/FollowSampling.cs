using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Commands;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Samplers;

/// <summary>留样跟踪: sends orders to the loggers, follows the conversations to the bottle number, and notes samples that are past keeping.</summary>
internal sealed partial class FollowSampling(MonitoringDb db, GatewayDb gateway, IStationCommands commands, IStations stations, Rulebook book, LiveSignals live) : IRecurring
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public async Task Run(CancellationToken stop)
    {
        if (book.SamplingOn(BeijingTime.DayOf(db.Now)) is not { } rule) return;
        foreach (var task in await db.Set<SampleTask>().Where(each => each.State == SampleTaskState.Queued || each.State == SampleTaskState.Asked).OrderBy(each => each.RequestedAt).ToListAsync(stop))
            if (await db.Set<Sampler>().FirstOrDefaultAsync(each => each.Id == task.SamplerId, stop) is { } sampler)
                await (task.State == SampleTaskState.Queued ? Send(task, sampler, rule, stop) : Follow(task, sampler, rule, stop));
        await Expire(stop);
    }

    private async Task Send(SampleTask task, Sampler sampler, SamplingRule rule, CancellationToken stop)
    {
        // 2017: 3015 without fields; 2025 dropped it and has 3022 with the factor.
        var modern = stations.Find(sampler.Mn)?.Edition == ProtocolEdition.Edition2025;
        var fields = modern ? new Dictionary<string, string> { ["PolId"] = task.Factor ?? "w01018" } : [];
        var sent = await commands.Send(sampler.Mn, modern ? 3022 : 3015, fields, task.RequestedBy, stop);
        if (sent.Try(out var conversation, out var why))
        {
            (task.State, task.ConversationId, task.AskedAt) = (SampleTaskState.Asked, conversation, db.Now);
            await Write(task, $"已向{sampler.EnterpriseName}的数采仪下发留样命令", stop);
        }
        // Another command under way or a line that is down passes; after the time of the rule it is too late for this water.
        else if (db.Now - task.RequestedAt >= rule.AnswerWithin) await Fail(task, sampler, why.Message, stop);
    }

    private async Task Follow(SampleTask task, Sampler sampler, SamplingRule rule, CancellationToken stop)
    {
        var conversation = await gateway.Conversations.AsNoTracking().FirstOrDefaultAsync(each => each.Id == task.ConversationId, stop);
        if (conversation is null || conversation.EndedAt is null)
        {
            if (db.Now - task.AskedAt >= rule.AnswerWithin) await Fail(task, sampler, "命令没有结束，请到现场核对。", stop);
            return;
        }
        task.Qn = conversation.Qn;
        if (conversation.State != ConversationState.Done)
        {
            await Fail(task, sampler, conversation.Outcome, stop);
            return;
        }
        var upload = conversation.Steps.Where(step => !step.Down).Select(step => Bottle().Match(step.Frame)).FirstOrDefault(match => match.Success);
        if (upload is null || !int.TryParse(upload.Groups["vase"].Value, CultureInfo.InvariantCulture, out var vase) || vase < 1 || vase > sampler.Bottles)
        {
            await Fail(task, sampler, upload is null ? "采样器执行成功，但没有上报留样瓶号，请到现场核对。" : $"上报的留样瓶号{upload.Groups["vase"].Value}不在1至{sampler.Bottles}之内，请到现场核对。", stop);
            return;
        }
        var at = DateTime.TryParseExact(upload.Groups["time"].Value, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? BeijingTime.InstantOf(local) : conversation.EndedAt.Value;
        foreach (var before in await db.Set<Sample>().Where(each => each.SamplerId == sampler.Id && each.VaseNo == vase && (each.State == SampleState.Full || each.State == SampleState.Expired)).ToListAsync(stop))
        {
            before.State = SampleState.Overwritten;
            before.Custody = [.. before.Custody, new(db.Now, "系统", "同一瓶号再次留样，原样品被覆盖", null, null, null, [])];
        }
        var sample = new Sample
        {
            Id = NewId.Make(),
            SamplerId = sampler.Id,
            TaskId = task.Id,
            EnterpriseId = sampler.EnterpriseId,
            EnterpriseName = sampler.EnterpriseName,
            OutletName = sampler.OutletName,
            Division = sampler.Division,
            Number = string.Create(CultureInfo.InvariantCulture, $"LY{BeijingTime.ClockOf(at):yyyyMMddHHmm}-{sampler.Mn[^4..]}-{vase:00}"),
            VaseNo = vase,
            SampledAt = at,
            KeepsUntil = at + rule.KeepFor(task.Factor),
            VerdictId = task.VerdictId,
            Factor = task.Factor,
            FactorName = task.FactorName,
            Value = task.Value,
            Unit = task.Unit,
            Custody = [new(at, sampler.Name, $"采样器留样，{vase}号瓶", null, null, null, [])],
        };
        db.Add(sample);
        (task.State, task.VaseNo, task.EndedAt, task.Outcome) = (SampleTaskState.Done, vase, db.Now, $"已留样，{vase}号瓶，样品编号{sample.Number}");
        await db.Commit(new Act("sample.retained", "sample", sample.Id, $"{sampler.EnterpriseName} {sampler.OutletName}：{task.Outcome}")
            .Enter("evidence.add", new { sample.Number, sample.VaseNo, sample.SampledAt, task.Qn, task.ConversationId, task.VerdictId, task.Factor, task.Value }), stop);
        Raise();
    }

    private Task Fail(SampleTask task, Sampler sampler, string why, CancellationToken stop)
    {
        (task.State, task.EndedAt, task.Outcome) = (SampleTaskState.Failed, db.Now, why);
        return Write(task, $"{sampler.EnterpriseName} {sampler.OutletName}留样失败：{why}", stop);
    }

    private async Task Write(SampleTask task, string title, CancellationToken stop)
    {
        await db.Commit(new Act("sample.follow", "sample-task", task.Id, title), stop);
        Raise();
    }

    private async Task Expire(CancellationToken stop)
    {
        var now = db.Now;
        foreach (var sample in await db.Set<Sample>().Where(each => each.State == SampleState.Full && each.KeepsUntil < now).ToListAsync(stop))
        {
            sample.State = SampleState.Expired;
            sample.Custody = [.. sample.Custody, new(now, "系统", "超过保存期，未取走", null, null, null, [])];
            await db.Commit(new Act("sample.expire", "sample", sample.Id, $"样品{sample.Number}超过保存期"), stop);
            Raise();
        }
    }

    private void Raise()
    {
        live.Raise("samplers");
        live.Raise("inbox");
    }

    [GeneratedRegex(@"CN=30(?:15|22);.*?(?:DataTime=(?<time>\d{14}))?[;&]*VaseNo=(?<vase>\d{1,3})")]
    private static partial Regex Bottle();
}
