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

/// <summary>新增、修改排放口；登记因子、标准与限值.</summary>
internal static class OutletActs
{
    public static void Map(RouteGroupBuilder sources, RouteGroupBuilder outlets)
    {
        sources.MapPost("/{id}/outlets", Register).Requires(Duty.EditSources);
        outlets.MapPut("/{id}", Edit).Requires(Duty.EditSources);
        outlets.MapPut("/{id}/duties", SetDuties).Requires(Duty.EditSources);
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Register(string id, OutletForm request, RegistryDb db, OutletCheck checks, LiveSignals live, CancellationToken stop)
    {
        if (await db.Enterprises.SingleOrDefaultAsync(e => e.Id == id, stop) is not { } owner) return Problems.NotFound();
        var check = new FormCheck();
        var form = checks.Check(request, owner.Division, BeijingTime.DayOf(db.Now), check);
        await Doubles(form, id, null, db, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        var made = Make(form, owner);
        db.Outlets.Add(made);
        await db.Commit(new Act("outlet.register", "outlet", made.Id, $"登记排放口{made.Code} {made.Name}").Tell(new SourceChanged(id, made.Id, null)), stop);
        live.Raise("sources");
        return TypedResults.Ok(new Saved(made.Id, made.Version, check.Notes));
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Edit(string id, OutletForm request, RegistryDb db, OutletCheck checks, IStations stations, LiveSignals live, CancellationToken stop)
    {
        if (await db.Outlets.SingleOrDefaultAsync(o => o.Id == id, stop) is not { } row) return Problems.NotFound();
        var check = new FormCheck();
        if (request.Medium != row.Medium) check.Fault("medium", "介质不能更改：历史数据依它解释。请关闭此排放口，另行登记。");
        var form = checks.Check(request, row.Division, BeijingTime.DayOf(db.Now), check);
        await Doubles(form, row.EnterpriseId!, id, db, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.Entry(row).Property(o => o.Version).OriginalValue = request.Version;
        Put(form, row);
        db.Entry(row).State = EntityState.Modified;
        await db.Commit(new Act("outlet.edit", "outlet", id, $"修改排放口{row.Code} {row.Name}").Tell(new SourceChanged(row.EnterpriseId!, id, null)), stop);
        await stations.Reload(stop);
        live.Raise("sources");
        return TypedResults.Ok(new Saved(id, row.Version, check.Notes));
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> SetDuties(string id, DutiesForm request, RegistryDb db, DutiesCheck checks, IStations stations, LiveSignals live, CancellationToken stop)
    {
        if (await db.Outlets.SingleOrDefaultAsync(o => o.Id == id, stop) is not { } row) return Problems.NotFound();
        var check = new FormCheck();
        var form = checks.Check(request, row.Medium, check);
        if (!check.IsGood) return check.ToRefusal().ToProblem();

        db.Entry(row).Property(o => o.Version).OriginalValue = request.Version;
        db.Entry(row).State = EntityState.Modified;
        db.Factors.RemoveRange(await db.Factors.Where(f => f.OutletId == id).ToListAsync(stop));
        db.Standards.RemoveRange(await db.Standards.Where(s => s.OutletId == id).ToListAsync(stop));
        db.Limits.RemoveRange(await db.Limits.Where(l => l.OutletId == id).ToListAsync(stop));
        db.Factors.AddRange(form.Factors.Select((f, at) => new Factor { Id = NewId.Make(), OutletId = id, Code = f.Code, Unit = f.Unit, Decimals = f.Decimals, YearlyTonnes = f.YearlyTonnes, Order = at }));
        db.Standards.AddRange(form.Standards.Select(s => new OutletStandard { Id = NewId.Make(), OutletId = id, StandardNo = s.StandardNo, Category = s.Category, Units = s.Units, From = s.From, Until = s.Until }));
        db.Limits.AddRange(form.Limits.Select(l => Make(l, id)));
        await db.Commit(new Act("outlet.duties", "outlet", id, $"登记{row.Code}的因子{form.Factors.Count}项、标准{form.Standards.Count}项、限值{form.Limits.Count}条")
            .Enter("config", form).Tell(new SourceChanged(row.EnterpriseId!, id, null)), stop);
        await stations.Reload(stop);
        live.Raise("sources");
        return TypedResults.Ok(new Saved(id, row.Version, check.Notes));
    }

    internal static async Task Doubles(OutletForm form, string enterprise, string? self, RegistryDb db, FormCheck check, CancellationToken stop)
    {
        if (await db.Outlets.AnyAsync(o => o.EnterpriseId == enterprise && o.Code == form.Code && o.Id != self, stop))
            check.Fault("code", $"该企业已有编号为{form.Code}的排放口。");
    }

    internal static Outlet Make(OutletForm form, Enterprise owner)
    {
        var made = new Outlet { Id = NewId.Make(), EnterpriseId = owner.Id, Division = owner.Division, Code = form.Code, Name = form.Name, Medium = form.Medium };
        Put(form, made);
        return made;
    }

    internal static OutletLimit Make(OwnLimit l, string outlet) => new()
    {
        Id = NewId.Make(),
        OutletId = outlet,
        Code = l.Code,
        Period = l.Period,
        Lower = l.Lower,
        Upper = l.Upper,
        Unit = l.Unit,
        Basis = l.Basis,
        Reference = l.Reference,
        From = l.From,
        Until = l.Until,
    };

    private static void Put(OutletForm form, Outlet row)
    {
        (row.Code, row.Name, row.ReferenceOxygen, row.BuiltOn, row.Traits) = (form.Code, form.Name, form.ReferenceOxygen, form.BuiltOn, form.Traits!);
        (row.Longitude, row.Latitude, row.Datum, row.Closed, row.Note) = (form.Longitude, form.Latitude, form.Datum, form.Closed, form.Note!);
    }
}
