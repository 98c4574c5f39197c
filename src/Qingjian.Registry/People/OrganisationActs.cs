using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Places;
using Qingjian.Registry.Sources;
using Qingjian.Registry.Sources.Checks;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People;

/// <summary>机构: list, register, edit.</summary>
internal static class OrganisationActs
{
    internal sealed record Row(
        string Id, string Name, string ShortName, OrganisationKind Kind, string Division, string DivisionName, string DocumentPrefix, string? ParentId, string? Parent, string Address, string Phone,
        string? CreditCode, bool Closed, int People, long Version);

    internal sealed record Form(
        string Name, string ShortName, OrganisationKind Kind, string Division, string? DocumentPrefix, string? ParentId, string? Address, string? Phone, string? CreditCode, bool Closed, long Version);

    public static void Map(IEndpointRouteBuilder app)
    {
        var organisations = app.MapGroup("/api/organisations").WithTags("people");
        organisations.MapGet("/", List).Requires(Duty.ReadPeople);
        organisations.MapGet("/export", Export).Requires(Duty.ReadPeople);
        organisations.MapPost("/", Register).Requires(Duty.ManagePeople);
        organisations.MapPut("/{id}", Edit).Requires(Duty.ManagePeople);
    }

    private static readonly Orders<Organisation> Orders = new() { ["divisionName"] = o => o.Division, ["name"] = o => o.Name, ["kind"] = o => o.Kind };

    private static readonly Tabs<Organisation, OrganisationKind> Tabs = new(o => o.Kind);

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, RegistryDb db, Divisions divisions, CancellationToken stop)
    {
        var rows = db.Organisations.AsNoTracking().In(query.Division).Saying(query, o => o.Name, o => o.ShortName);
        var page = await rows.ToPage(query, Orders, Tabs, stop);
        var people = await db.People.Where(p => p.LeftOn == null).GroupBy(p => p.OrganisationId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        var names = await db.Organisations.AsNoTracking().ToDictionaryAsync(o => o.Id, o => o.ShortName, stop);
        return TypedResults.Ok(page.As(o => new Row(
            o.Id, o.Name, o.ShortName, o.Kind, o.Division, divisions.NameOf(o.Division), o.DocumentPrefix, o.ParentId, o.ParentId is { } parent ? names.GetValueOrDefault(parent) : null, o.Address, o.Phone,
            o.CreditCode, o.Closed, people.GetValueOrDefault(o.Id), o.Version)));
    }

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["name"] = new("机构名称", r => r.Name, 32),
        ["shortName"] = new("简称", r => r.ShortName),
        ["kind"] = new("类别", r => r.Kind switch { OrganisationKind.Bureau => "生态环境局", OrganisationKind.Branch => "分局", OrganisationKind.Team => "执法队伍", _ => "监测站" }),
        ["divisionName"] = new("管辖区划", r => r.DivisionName),
        ["documentPrefix"] = new("文书字头", r => r.DocumentPrefix),
        ["people"] = new("在岗（人）", r => r.People),
        ["parent"] = new("上级", r => r.Parent),
        ["phone"] = new("电话", r => r.Phone),
    };

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, RegistryDb db, Divisions divisions, CancellationToken stop)
    {
        var rows = await query.AllPages(async page => (await List(page, db, divisions, stop)).Value!);
        return await sheet.Answer("机构", query.Division is { } d ? divisions.NameOf(d) : null, Columns, rows, new Act("organisation.export", "list", "organisations", $"导出机构{rows.Count}个"), stop);
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Register(Form form, RegistryDb db, Divisions divisions, LiveSignals live, CancellationToken stop)
    {
        var row = new Organisation { Id = NewId.Make(), Division = "", Name = "", ShortName = "" };
        var check = new FormCheck();
        await Put(form, row, db, divisions, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.Organisations.Add(row);
        await db.Commit(new Act("organisation.register", "organisation", row.Id, $"登记机构{row.Name}"), stop);
        live.Raise("people");
        return TypedResults.Ok(new Saved(row.Id, row.Version, check.Notes));
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Edit(string id, Form form, RegistryDb db, Divisions divisions, LiveSignals live, CancellationToken stop)
    {
        if (await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, stop) is not { } row) return Problems.NotFound();
        var check = new FormCheck();
        var before = row.Division;
        await Put(form, row, db, divisions, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.Entry(row).Property(o => o.Version).OriginalValue = form.Version;
        db.Entry(row).State = EntityState.Modified;
        if (row.Division != before)
            foreach (var person in await db.People.Where(p => p.OrganisationId == id).ToListAsync(stop)) person.Division = row.Division;
        await db.Commit(new Act("organisation.edit", "organisation", id, $"修改机构{row.Name}"), stop);
        live.Raise("people");
        return TypedResults.Ok(new Saved(id, row.Version, check.Notes));
    }

    private static async Task Put(Form form, Organisation row, RegistryDb db, Divisions divisions, FormCheck check, CancellationToken stop)
    {
        row.Name = check.Required("name", "机构名称", form.Name, 100);
        row.ShortName = check.Required("shortName", "简称", form.ShortName, 50);
        row.DocumentPrefix = check.Optional("documentPrefix", "文书字头", form.DocumentPrefix, 20);
        row.Address = check.Optional("address", "地址", form.Address);
        row.Phone = check.Optional("phone", "电话", form.Phone, 40);
        (row.Kind, row.Closed) = (form.Kind, form.Closed);
        row.Division = CodeText.Normalise(form.Division, out _);
        if (divisions.Find(row.Division) is null) check.Fault("division", "请选择管辖区划。");
        else if (!DivisionScope.Prefix(row.Division).StartsWith(db.Caller.Division, StringComparison.Ordinal)) check.Fault("division", $"{divisions.NameOf(row.Division)}不在您的管辖范围内。");
        row.ParentId = string.IsNullOrEmpty(form.ParentId) ? null : form.ParentId;
        if (row.ParentId is { } parent && (parent == row.Id || !await db.Organisations.AnyAsync(o => o.Id == parent, stop))) check.Fault("parentId", "请选择管辖范围内的上级机构。");
        row.CreditCode = null;
        if (!string.IsNullOrWhiteSpace(form.CreditCode))
        {
            if (CreditCode.Read(form.CreditCode).Try(out var read, out var why)) row.CreditCode = read.Code.Value;
            else check.Fault("creditCode", why.Message + "。");
        }
    }
}
