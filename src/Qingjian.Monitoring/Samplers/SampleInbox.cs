using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Inbox;

namespace Qingjian.Monitoring.Samplers;

/// <summary>Samples that wait in a sampler for somebody to take them, and samplers whose bottles are all full, for officers.</summary>
internal sealed class SampleInbox(MonitoringDb db) : IInboxSource
{
    public IReadOnlyList<string> Kinds { get; } = ["留样"];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        if (!db.Caller.May(Duty.CheckOrders) || box != InboxBox.Todo) return InboxSlice.Empty;
        var samples = db.Set<Sample>().AsNoTracking().Where(sample => sample.State == SampleState.Full || sample.State == SampleState.Expired);
        var total = await samples.CountAsync(stop);
        var some = await samples.OrderBy(sample => sample.KeepsUntil).Take(most).ToListAsync(stop);
        var full = (await db.Set<Sampler>().AsNoTracking().ToListAsync(stop)).Where(sampler => samples.Count(sample => sample.SamplerId == sampler.Id) >= sampler.Bottles).ToList();
        return new([
            .. full.Select(sampler => new InboxItem("留样", sampler.Id, $"{sampler.EnterpriseName} {sampler.OutletName}", "换瓶", "留样瓶已全部用完，不能再自动留样", sampler.CreatedAt, null, "瓶满", $"/samplers/{sampler.Id}")),
            .. some.Select(sample => new InboxItem("留样", sample.Id, $"{sample.Number} {sample.EnterpriseName}", "取样", $"{sample.OutletName} {sample.VaseNo}号瓶", sample.SampledAt, sample.KeepsUntil, ReadSampler.WordOf(sample.State), $"/samplers/{sample.SamplerId}"))], total + full.Count);
    }
}
