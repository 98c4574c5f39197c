using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Law;
using Qingjian.Matters.Numbers;
using Qingjian.Matters.Tasks;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>到达现场: begins the record with everything the house already knows.</summary>
internal static class BeginInspection
{
    /// <param name="Version">Version of the task the page was shown.</param>
    /// <param name="Longitude">Where the device says it is, degrees; null when it cannot say.</param>
    /// <param name="Latitude">Degrees.</param>
    /// <param name="Accuracy">Metres.</param>
    internal sealed record Request(long Version, double? Longitude, double? Latitude, double? Accuracy);

    internal sealed record Answer(string Id, string Number);

    public static void Map(RouteGroupBuilder tasks) => tasks.MapPost("/{id}/arrive", Handle).Requires(Duty.Inspect);

    private static async Task<Results<Created<Answer>, ProblemHttpResult>> Handle(
        string id, Request request, MattersDb db, IOfficers officers, ISources sources, MattersLaw law, TaskClock clock, LiveSignals live, CancellationToken stop)
    {
        if (await db.Tasks.FirstOrDefaultAsync(t => t.Id == id, stop) is not { } task) return Problems.NotFound();
        if (!TaskPath.Table.Next(task.State, TaskAct.Arrive).Try(out var next, out var why)) return why.ToProblem();
        if (Crew.Refuses(task, db.Caller) is { } stranger) return stranger.ToProblem();
        var now = db.Now;
        // The certificate must hold on the day of the act, not only on the day of dispatch.
        var lead = await officers.MayEnforceAt(task.LeadPersonId!, now, task.Division, stop);
        var second = await officers.MayEnforceAt(task.SecondPersonId!, now, task.Division, stop);
        if (!DispatchTask.Decide(lead, second, await db.Recused(task.EnterpriseId, stop)).Try(out var crew, out var unfit)) return unfit.ToProblem();
        if (await OnePlaceAtATime.Unfinished(db, task.LeadPersonId!, task.SecondPersonId!, stop) is { } elsewhere) return elsewhere.ToProblem();

        db.Expect(task, request.Version);
        var enterprise = task.EnterpriseId is { } firm ? await sources.Enterprise(firm, stop) : null;
        var checklist = enterprise is null ? null : law.ChecklistFor(enterprise.Industry, BeijingTime.DayOf(now));
        await using var numbering = await Numbering.Begin(db, stop);
        var bureau = await officers.OrganisationFor(task.Division, OrganisationKind.Bureau, stop);
        var (series, year) = (bureau?.Division ?? task.Division, BeijingTime.DayOf(now).Year);
        var record = new Inspection
        {
            Id = NewId.Make(),
            Number = $"{bureau?.DocumentPrefix ?? series}现检〔{year}〕{await numbering.Next("inspection", series, year, stop)}号",
            TaskId = task.Id,
            ClueId = task.ClueId,
            ThreadId = task.ThreadId,
            EnterpriseId = task.EnterpriseId,
            Target = task.Target,
            Division = task.Division,
            Crew = [.. crew],
            LeadPersonId = crew[0].PersonId,
            SecondPersonId = crew[1].PersonId,
            StartedAt = now,
            CreatedAt = now,
            Checklist = checklist?.Body,
            ChecklistSha256 = checklist?.Sha256,
            Content = Known(task, enterprise, request),
        };
        db.Inspections.Add(record);
        var was = task.State;
        clock.Enter(task, next, now);
        (task.ArrivedAt, task.InspectionId) = (now, record.Id);
        db.NoteStep(new Act("inspection.begin", "inspection", record.Id, $"到达现场，开始笔录 {record.Number}"), null, record.State);
        await db.CommitStep(new Act("task.arrive", "task", task.Id, $"到达现场：{string.Join("、", crew.Select(c => c.Name))}"), was, next, stop);
        await numbering.Keep(stop);
        live.Raise("tasks");
        live.Raise("inbox");
        return TypedResults.Created($"/api/inspections/{record.Id}", new Answer(record.Id, record.Number));
    }

    // Pure: what the registry and the order already say is not asked of the officer again.
    internal static RecordContent Known(FieldTask task, SourceEnterprise? enterprise, Request request) => new()
    {
        Place = task.Place,
        Longitude = request.Longitude,
        Latitude = request.Latitude,
        Accuracy = request.Accuracy,
        PartyName = task.Target,
        CreditCode = enterprise?.CreditCode ?? "",
        PartyAddress = enterprise?.Address ?? "",
        LegalRepresentative = enterprise?.LegalRepresentative ?? "",
        SiteContact = enterprise?.ContactName ?? "",
        SiteContactPhone = enterprise?.ContactPhone ?? "",
        Permits = enterprise?.PermitNo is { Length: > 0 } permit ? $"排污许可证编号：{permit}。" : "",
        Violation = task.Facts,
    };
}
