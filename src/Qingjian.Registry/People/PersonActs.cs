using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Sources;
using Qingjian.Registry.Sources.Checks;

namespace Qingjian.Registry.People;

/// <summary>登记、修改人员，登记缺勤.</summary>
internal static class PersonActs
{
    /// <summary>A person as entered; a null phone leaves the stored one as it is.</summary>
    internal sealed record Form(string Name, string OrganisationId, string? JobTitle, string? Phone, DateOnly? LeftOn, long Version);

    internal sealed record AbsenceForm(string Reason, DateOnly From, DateOnly Until);

    public static void Map(RouteGroupBuilder people)
    {
        people.MapPost("/", Register).Requires(Duty.ManagePeople);
        people.MapPut("/{id}", Edit).Requires(Duty.ManagePeople);
        people.MapPost("/{id}/absences", AddAbsence).Requires(Duty.ManagePeople);
        people.MapDelete("/{id}/absences/{absenceId}", RemoveAbsence).Requires(Duty.ManagePeople);
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Register(Form form, RegistryDb db, LiveSignals live, CancellationToken stop)
    {
        var check = new FormCheck();
        var person = new Person { Id = NewId.Make(), Name = "", OrganisationId = form.OrganisationId, Division = "" };
        await Put(form, person, db, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.People.Add(person);
        await db.Commit(new Act("person.register", "person", person.Id, $"登记人员{person.Name}"), stop);
        live.Raise("people");
        return TypedResults.Ok(new Saved(person.Id, person.Version, check.Notes));
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Edit(string id, Form form, RegistryDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.People.SingleOrDefaultAsync(p => p.Id == id, stop) is not { } person) return Problems.NotFound();
        var check = new FormCheck();
        await Put(form, person, db, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.Entry(person).Property(p => p.Version).OriginalValue = form.Version;
        db.Entry(person).State = EntityState.Modified;
        await db.Commit(new Act("person.edit", "person", id, $"修改人员{person.Name}"), stop);
        live.Raise("people");
        return TypedResults.Ok(new Saved(id, person.Version, check.Notes));
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> AddAbsence(string id, AbsenceForm form, RegistryDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.People.SingleOrDefaultAsync(p => p.Id == id, stop) is not { } person) return Problems.NotFound();
        var check = new FormCheck();
        var reason = check.Required("reason", "事由", form.Reason, 100);
        if (form.Until < form.From) check.Fault("until", "结束日期早于开始日期。");
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        var absence = new Absence { Id = NewId.Make(), PersonId = id, Reason = reason, From = form.From, Until = form.Until };
        db.Absences.Add(absence);
        await db.Commit(new Act("person.absence", "person", id, $"登记{person.Name}{form.From:yyyy-MM-dd}至{form.Until:yyyy-MM-dd}不在岗") { Reason = reason }, stop);
        live.Raise("people");
        return TypedResults.Ok(new Saved(absence.Id, person.Version, []));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAbsence(string id, string absenceId, RegistryDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Absences.SingleOrDefaultAsync(a => a.Id == absenceId && a.PersonId == id, stop) is not { } absence) return Problems.NotFound();
        db.Absences.Remove(absence);
        await db.Commit(new Act("person.absence-removed", "person", id, $"撤销{absence.From:yyyy-MM-dd}起的不在岗登记"), stop);
        live.Raise("people");
        return TypedResults.NoContent();
    }

    private static async Task Put(Form form, Person person, RegistryDb db, FormCheck check, CancellationToken stop)
    {
        person.Name = check.Required("name", "姓名", form.Name, 50);
        person.JobTitle = check.Optional("jobTitle", "职务", form.JobTitle, 50);
        person.LeftOn = form.LeftOn;
        if (form.Phone is { } phone) person.Phone = check.Optional("phone", "电话", phone, 40);
        if (await db.Organisations.SingleOrDefaultAsync(o => o.Id == form.OrganisationId && !o.Closed, stop) is not { } organisation)
            check.Fault("organisationId", "请选择管辖范围内的单位。");
        else (person.OrganisationId, person.Division) = (organisation.Id, organisation.Division);
    }
}
