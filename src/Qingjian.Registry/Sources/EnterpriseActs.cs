using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Sources.Checks;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources;

/// <summary>What was written, and what should be looked at all the same.</summary>
internal sealed record Saved(string Id, long Version, IReadOnlyList<FormNote> Notes);

/// <summary>新增企业、修改企业.</summary>
internal static class EnterpriseActs
{
    public static void Map(RouteGroupBuilder sources)
    {
        sources.MapPost("/", Register).Requires(Duty.EditSources);
        sources.MapPut("/{id}", Edit).Requires(Duty.EditSources);
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Register(EnterpriseForm request, RegistryDb db, EnterpriseCheck checks, LiveSignals live, CancellationToken stop)
    {
        var check = new FormCheck();
        var form = checks.Check(request, db.Caller.Division, check);
        await Doubles(form, null, db, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        var made = Make(form, db.Now);
        db.Enterprises.Add(made);
        await db.Commit(new Act("source.register", "source", made.Id, $"登记企业{made.Name}").Tell(new SourceChanged(made.Id, null, null)), stop);
        live.Raise("sources");
        return TypedResults.Ok(new Saved(made.Id, made.Version, check.Notes));
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Edit(string id, EnterpriseForm request, RegistryDb db, EnterpriseCheck checks, IStations stations, LiveSignals live, CancellationToken stop)
    {
        if (await db.Enterprises.SingleOrDefaultAsync(e => e.Id == id, stop) is not { } row) return Problems.NotFound();
        var check = new FormCheck();
        var form = checks.Check(request, db.Caller.Division, check);
        await Doubles(form, id, db, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.Entry(row).Property(e => e.Version).OriginalValue = request.Version;
        var moved = row.Division != form.Division;
        Put(form, row);
        if (moved)
        {
            // The parts lie where their enterprise lies, else its own bureau would not see them.
            foreach (var outlet in await db.Outlets.Where(o => o.EnterpriseId == id).ToListAsync(stop)) outlet.Division = form.Division;
            foreach (var monitor in await db.Monitors.Where(m => m.EnterpriseId == id).ToListAsync(stop)) monitor.Division = form.Division;
        }
        db.Entry(row).State = EntityState.Modified;
        await db.Commit(new Act("source.edit", "source", id, $"修改企业{row.Name}").Tell(new SourceChanged(id, null, null)), stop);
        await stations.Reload(stop);
        live.Raise("sources");
        return TypedResults.Ok(new Saved(id, row.Version, check.Notes));
    }

    /// <summary>A credit code stands once, over all areas: the other place is not shown to who may not see it.</summary>
    internal static async Task Doubles(EnterpriseForm form, string? self, RegistryDb db, FormCheck check, CancellationToken stop)
    {
        if (form.CreditCode is { } code && await db.Enterprises.IgnoreQueryFilters().AnyAsync(e => e.CreditCode == code && e.Id != self, stop))
        {
            var seen = await db.Enterprises.Where(e => e.CreditCode == code).Select(e => e.Name).FirstOrDefaultAsync(stop);
            check.Fault("creditCode", seen is null ? $"信用代码{code}已由其他地区登记，请联系上级核对。" : $"信用代码{code}已登记为“{seen}”，请勿重复登记。");
        }
        if (form.CreditCode is null && await db.Enterprises.AnyAsync(e => e.Name == form.Name && e.Id != self, stop))
            check.Fault("name", $"“{form.Name}”已经登记，请勿重复登记。");
    }

    internal static Enterprise Make(EnterpriseForm form, DateTimeOffset now)
    {
        var made = new Enterprise { Id = NewId.Make(), Name = form.Name, Division = form.Division, Industry = form.Industry, CreatedAt = now };
        Put(form, made);
        return made;
    }

    private static void Put(EnterpriseForm form, Enterprise row)
    {
        (row.Name, row.CreditCode, row.PermitNo, row.Division, row.Industry) = (form.Name, form.CreditCode, form.PermitNo, form.Division, form.Industry);
        (row.Address, row.LegalRepresentative, row.ContactName) = (form.Address!, form.LegalRepresentative!, form.ContactName!);
        (row.Longitude, row.Latitude, row.Datum) = (form.Longitude, form.Latitude, form.Datum);
        (row.Tags, row.State, row.Note) = (form.Tags!, form.State, form.Note!);
        if (form.ContactPhone is { } phone) row.ContactPhone = phone;
    }
}
