using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;

namespace Qingjian.Monitoring.Marks;

/// <summary>One mark with its proof, its doubts and its history, that of the marks it came from included.</summary>
internal static class ReadMark
{
    internal sealed record FileLine(string Id, string Name, string Type, long Size);

    internal sealed record StepView(string Id, DateTimeOffset At, string PersonName, string Post, string Kind, string Title, string? Reason);

    /// <param name="Mark">The mark.</param>
    /// <param name="Files">Its proof.</param>
    /// <param name="Steps">The latest first.</param>
    /// <param name="ReplacedBy">The mark that stands in its place.</param>
    internal sealed record MarkFile(MarkView Mark, IReadOnlyList<FileLine> Files, IReadOnlyList<StepView> Steps, string? ReplacedBy);

    public static void Map(RouteGroupBuilder marks) => marks.MapGet("/{id}", Handle).Requires(Duty.ReadReadings);

    private static async Task<Results<Ok<MarkFile>, ProblemHttpResult>> Handle(string id, MonitoringDb db, FileStore files, CancellationToken stop)
    {
        if (await db.Marks.AsNoTracking().FirstOrDefaultAsync(mark => mark.Id == id, stop) is not { } mark) return Problems.NotFound();
        var chain = new List<string> { id };
        for (var earlier = mark.Replaces; earlier is not null && !chain.Contains(earlier) && chain.Count < 50;)
        {
            chain.Add(earlier);
            earlier = await db.Marks.AsNoTracking().Where(each => each.Id == earlier).Select(each => each.Replaces).FirstOrDefaultAsync(stop);
        }
        var steps = await db.MarkSteps.AsNoTracking().Where(step => chain.Contains(step.MarkId)).OrderByDescending(step => step.Position).ToListAsync(stop);
        var later = await db.Marks.AsNoTracking().Where(each => each.Replaces == id && each.State != MarkState.Refused && each.State != MarkState.Withdrawn).OrderByDescending(each => each.MadeAt).Select(each => each.Id).FirstOrDefaultAsync(stop);
        return TypedResults.Ok(new MarkFile(MarkView.Of(mark, db.Caller),
            [.. (await files.Find([.. mark.FileIds], stop)).Select(file => new FileLine(file.Id, file.Name, file.Type, file.Size))],
            [.. steps.Select(step => new StepView(step.Id, step.At, step.PersonName, step.Post, step.Kind, step.Title, step.Reason))], later));
    }
}
