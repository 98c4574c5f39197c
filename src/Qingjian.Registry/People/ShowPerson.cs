using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Places;
using Qingjian.Registry.Sources;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People;

/// <summary>人员档案.</summary>
internal static class ShowPerson
{
    internal sealed record View(
        string Id, string Name, string OrganisationId, string Organisation, string JobTitle, string Phone, string Division, string DivisionName, DateOnly? LeftOn, long Version, string State,
        IReadOnlyList<CertificateView> Certificates, IReadOnlyList<AbsenceView> Absences, IReadOnlyList<Happening> History);

    internal sealed record CertificateView(
        string Id, string Number, string Issuer, string Area, string AreaName, DateOnly ValidFrom, DateOnly ValidTo, DateOnly? SuspendedFrom, DateOnly? SuspendedTo, DateOnly? RevokedOn, string State, int DaysLeft, long Version);

    internal sealed record AbsenceView(string Id, string Reason, DateOnly From, DateOnly Until);

    internal sealed record Happening(string Id, DateTimeOffset At, string Title, string Who, string? Reason);

    public static void Map(RouteGroupBuilder people) => people.MapGet("/{id}", Handle).Requires(Duty.ReadPeople);

    private static async Task<Results<Ok<View>, ProblemHttpResult>> Handle(string id, RegistryDb db, Divisions divisions, IOptions<RegistryOptions> options, CancellationToken stop)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop) is not { } person) return Problems.NotFound();
        var day = BeijingTime.DayOf(db.Now);
        var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == person.OrganisationId, stop);
        var certificates = await db.Certificates.AsNoTracking().Where(c => c.PersonId == id).OrderByDescending(c => c.ValidTo).ToListAsync(stop);
        var absences = await db.Absences.AsNoTracking().Where(a => a.PersonId == id).OrderByDescending(a => a.From).Take(50).ToListAsync(stop);
        var warning = options.Value.CertificateWarningDays;
        var history = await db.Set<AuditRow>().AsNoTracking().Where(r => r.ObjectType == "person" && r.ObjectId == id && r.Result == "done").OrderByDescending(r => r.Position).Take(100).ToListAsync(stop);
        return TypedResults.Ok(new View(
            person.Id, person.Name, person.OrganisationId, organisation?.Name ?? "其他单位", person.JobTitle, ShowSource.Mask(person.Phone), person.Division, divisions.NameOf(person.Division), person.LeftOn,
            person.Version, ListPeople.Counting(certificates, day, warning).State,
            [.. certificates.Select(c => new CertificateView(c.Id, c.Number, c.Issuer, c.Area, divisions.NameOf(c.Area), c.ValidFrom, c.ValidTo, c.SuspendedFrom, c.SuspendedTo, c.RevokedOn,
                CertificateWords.Key(c.StateOn(day, warning)), c.ValidTo.DayNumber - day.DayNumber, c.Version))],
            [.. absences.Select(a => new AbsenceView(a.Id, a.Reason, a.From, a.Until))],
            [.. history.Select(r => new Happening(r.Position.ToString(CultureInfo.InvariantCulture), r.At, r.Title, r.PersonId == "system" ? "系统" : $"{r.PersonName}（{r.Post}）", r.Reason))]));
    }
}
