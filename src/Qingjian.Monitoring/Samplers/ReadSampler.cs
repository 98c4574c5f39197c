using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;

namespace Qingjian.Monitoring.Samplers;

/// <summary>One sampler with its bottles, samples and orders; and the samples of a verdict.</summary>
internal static class ReadSampler
{
    internal sealed record Photo(string Id, string Name);

    internal sealed record StepView(DateTimeOffset At, string By, string Act, string? To, string? SealNo, string? Note, IReadOnlyList<Photo> Files);

    internal sealed record SampleView(
        string Id, string SamplerId, string Number, int VaseNo, SampleState State, DateTimeOffset SampledAt, DateTimeOffset KeepsUntil, string? VerdictId, string? FactorName, decimal? Value, string? Unit, string? SealNo,
        decimal? ResultValue, string? ResultUnit, string? ReportNo, IReadOnlyList<StepView> Custody, long Version);

    internal sealed record TaskView(string Id, SampleKind Kind, SampleTaskState State, string RequestedBy, DateTimeOffset RequestedAt, string Why, string? VerdictId, string? ConversationId, string? Qn, int? VaseNo, DateTimeOffset? EndedAt, string Outcome);

    /// <param name="SampleId">What is in it; null when empty.</param>
    internal sealed record BottleView(int VaseNo, SampleState? State, string? SampleId);

    internal sealed record File(ListSamplers.Row Sampler, IReadOnlyList<BottleView> Bottles, bool Filling, IReadOnlyList<SampleView> Samples, IReadOnlyList<TaskView> Tasks);

    public static void Map(RouteGroupBuilder samplers)
    {
        samplers.MapGet("/{id}", Read).Requires(Duty.ReadReadings);
        samplers.MapGet("/samples/of-verdict/{verdict}", OfVerdict).Requires(Duty.ReadVerdicts);
    }

    private static async Task<Results<Ok<File>, ProblemHttpResult>> Read(string id, MonitoringDb db, FileStore files, CancellationToken stop)
    {
        if (await db.Set<Sampler>().AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } sampler) return Problems.NotFound();
        var samples = await db.Set<Sample>().AsNoTracking().Where(each => each.SamplerId == id).OrderByDescending(each => each.SampledAt).Take(100).ToListAsync(stop);
        var tasks = await db.Set<SampleTask>().AsNoTracking().Where(each => each.SamplerId == id).OrderByDescending(each => each.RequestedAt).Take(50).ToListAsync(stop);
        var inside = samples.Where(each => each.State is SampleState.Full or SampleState.Expired).GroupBy(each => each.VaseNo).ToDictionary(group => group.Key, group => group.First());
        return TypedResults.Ok(new File(
            (await ListSamplers.Views([sampler], db, stop))[0], [.. Enumerable.Range(1, sampler.Bottles).Select(no => new BottleView(no, inside.GetValueOrDefault(no)?.State, inside.GetValueOrDefault(no)?.Id))],
            tasks.Exists(task => task.State is SampleTaskState.Queued or SampleTaskState.Asked), await Views(samples, files, stop),
            tasks.ConvertAll(task => new TaskView(task.Id, task.Kind, task.State, task.RequestedBy, task.RequestedAt, task.Why, task.VerdictId, task.ConversationId, task.Qn, task.VaseNo, task.EndedAt, task.Outcome))));
    }

    private static async Task<Ok<IReadOnlyList<SampleView>>> OfVerdict(string verdict, MonitoringDb db, FileStore files, CancellationToken stop) =>
        TypedResults.Ok(await Views(await db.Set<Sample>().AsNoTracking().Where(each => each.VerdictId == verdict).OrderBy(each => each.SampledAt).ToListAsync(stop), files, stop));

    private static async Task<IReadOnlyList<SampleView>> Views(List<Sample> samples, FileStore files, CancellationToken stop)
    {
        var kept = (await files.Find([.. samples.SelectMany(sample => sample.Custody).SelectMany(step => step.FileIds).Distinct()], stop)).ToDictionary(file => file.Id, file => file.Name);
        return samples.ConvertAll(s => new SampleView(
            s.Id, s.SamplerId, s.Number, s.VaseNo, s.State, s.SampledAt, s.KeepsUntil, s.VerdictId, s.FactorName, s.Value, s.Unit, s.SealNo, s.ResultValue, s.ResultUnit, s.ReportNo,
            [.. s.Custody.Select(step => new StepView(step.At, step.By, step.Act, step.To, step.SealNo, step.Note, [.. step.FileIds.Where(kept.ContainsKey).Select(id => new Photo(id, kept[id]))]))], s.Version));
    }

    public static string WordOf(SampleState state) => state switch
    {
        SampleState.Full => "在瓶",
        SampleState.Expired => "超过保存期",
        SampleState.Taken => "已取走",
        SampleState.Received => "实验室已接收",
        SampleState.Analysed => "已出结果",
        SampleState.Discarded => "已弃样",
        _ => "被覆盖",
    };
}
