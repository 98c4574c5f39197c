using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Places;
using Qingjian.Registry.Sources;
using Qingjian.Registry.Sources.Checks;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People;

/// <summary>登记、修改、暂扣、吊销执法证.</summary>
internal static class CertificateActs
{
    /// <summary>A certificate as entered. Suspension and revocation need the reason.</summary>
    internal sealed record Form(
        string Number, string Issuer, string Area, DateOnly ValidFrom, DateOnly ValidTo, DateOnly? SuspendedFrom, DateOnly? SuspendedTo, DateOnly? RevokedOn, string? Reason, long Version);

    public static void Map(RouteGroupBuilder people)
    {
        people.MapPost("/{id}/certificates", Register).Requires(Duty.ManagePeople);
        people.MapPut("/{id}/certificates/{certificateId}", Edit).Requires(Duty.ManagePeople);
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Register(string id, Form form, RegistryDb db, Divisions divisions, LiveSignals live, CancellationToken stop)
    {
        if (await db.People.SingleOrDefaultAsync(p => p.Id == id, stop) is not { } person) return Problems.NotFound();
        var certificate = new Certificate { Id = NewId.Make(), PersonId = id, Number = "", Issuer = "", Area = "" };
        var check = new FormCheck();
        await Put(form, certificate, db, divisions, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.Certificates.Add(certificate);
        await db.Commit(new Act("certificate.register", "person", id, $"登记{person.Name}的执法证{certificate.Number}").Enter("config", new { certificate.Number, certificate.ValidFrom, certificate.ValidTo }), stop);
        live.Raise("people");
        return TypedResults.Ok(new Saved(certificate.Id, certificate.Version, check.Notes));
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Edit(string id, string certificateId, Form form, RegistryDb db, Divisions divisions, LiveSignals live, CancellationToken stop)
    {
        if (await db.Certificates.SingleOrDefaultAsync(c => c.Id == certificateId && c.PersonId == id, stop) is not { } certificate) return Problems.NotFound();
        var check = new FormCheck();
        var stopped = (form.SuspendedFrom, form.RevokedOn) != (certificate.SuspendedFrom, certificate.RevokedOn) && (form.SuspendedFrom ?? form.RevokedOn) is not null;
        if (stopped && string.IsNullOrWhiteSpace(form.Reason)) check.Fault("reason", "暂扣或者吊销执法证请填写原因。");
        await Put(form, certificate, db, divisions, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.Entry(certificate).Property(c => c.Version).OriginalValue = form.Version;
        db.Entry(certificate).State = EntityState.Modified;
        var what = form.RevokedOn is not null && stopped ? "吊销" : form.SuspendedFrom is not null && stopped ? "暂扣" : "修改";
        await db.Commit(new Act("certificate.edit", "person", id, $"{what}执法证{certificate.Number}") { Reason = form.Reason?.Trim() }, stop);
        live.Raise("people");
        return TypedResults.Ok(new Saved(certificateId, certificate.Version, check.Notes));
    }

    private static async Task Put(Form form, Certificate row, RegistryDb db, Divisions divisions, FormCheck check, CancellationToken stop)
    {
        row.Number = CodeText.Normalise(check.Required("number", "证号", form.Number, 40), out _);
        row.Issuer = check.Required("issuer", "发证机关", form.Issuer, 100);
        row.Area = CodeText.Normalise(form.Area, out _);
        if (divisions.Find(row.Area) is null) check.Fault("area", "请选择证件有效的区域。");
        if (form.ValidTo < form.ValidFrom) check.Fault("validTo", "有效期止日早于起日。");
        if (form.SuspendedTo is { } to && (form.SuspendedFrom is not { } from || to < from)) check.Fault("suspendedTo", "暂扣止日应在暂扣起日之后。");
        (row.ValidFrom, row.ValidTo, row.SuspendedFrom, row.SuspendedTo, row.RevokedOn) = (form.ValidFrom, form.ValidTo, form.SuspendedFrom, form.SuspendedTo, form.RevokedOn);
        if (await db.Certificates.IgnoreQueryFilters().AnyAsync(c => c.Number == row.Number && c.Id != row.Id, stop)) check.Fault("number", $"证号{row.Number}已经登记，请核对。");
    }
}
