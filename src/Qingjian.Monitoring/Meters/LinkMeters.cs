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
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Meters;

/// <summary>登记、修改、停用生产与治理设施的联动关系.</summary>
internal sealed class LinkMeters(MonitoringDb db, ISources sources, LiveSignals live)
{
    public static void Map(RouteGroupBuilder meters)
    {
        meters.MapPost("/linkages", async Task<Results<Ok<string>, ProblemHttpResult>> (LinkageForm form, LinkMeters act, CancellationToken stop) =>
            (await act.Enter(form, stop)).ToAnswer()).Requires(Duty.EditSources);
        meters.MapPut("/linkages/{id}", Change).Requires(Duty.EditSources);
        meters.MapPost("/linkages/{id}/retire", Retire).Requires(Duty.EditSources);
    }

    /// <summary>A new linkage; its id.</summary>
    public async Task<Outcome<string>> Enter(LinkageForm form, CancellationToken stop)
    {
        if (await sources.Enterprise(form.EnterpriseId, stop) is not { } enterprise) return Refusal.OfField("enterprise-unknown", "enterpriseId", "没有找到这家企业，请从列表中选择。");
        if (MeterForms.Fault(form, await Meters(db, enterprise.Id, stop)) is { } fault) return fault;
        var linkage = new MeterLinkage
        {
            Id = NewId.Make(),
            EnterpriseId = enterprise.Id,
            EnterpriseName = enterprise.Name,
            Division = enterprise.Division,
            Name = form.Name.Trim(),
            Production = form.Production,
            Treatment = form.Treatment,
            Relation = form.Relation,
            LeadMinutes = form.LeadMinutes,
            LagMinutes = form.LagMinutes,
            CreatedAt = db.Now,
        };
        db.Add(linkage);
        await db.Commit(new Act("linkage.register", "linkage", linkage.Id, $"登记联动关系：{enterprise.Name} {linkage.Name}").Enter("config", linkage), stop);
        live.Raise("meters");
        return linkage.Id;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(string id, LinkageForm form, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<MeterLinkage>().FirstOrDefaultAsync(each => each.Id == id && each.RetiredAt == null, stop) is not { } linkage) return Problems.NotFound();
        db.Expect(linkage, form.Version);
        if (MeterForms.Fault(form with { EnterpriseId = linkage.EnterpriseId! }, await Meters(db, linkage.EnterpriseId!, stop)) is { } fault) return fault.ToProblem();
        (linkage.Name, linkage.Production, linkage.Treatment, linkage.Relation, linkage.LeadMinutes, linkage.LagMinutes) = (form.Name.Trim(), form.Production, form.Treatment, form.Relation, form.LeadMinutes, form.LagMinutes);
        await db.Commit(new Act("linkage.change", "linkage", id, $"修改联动关系：{linkage.EnterpriseName} {linkage.Name}").Enter("config", linkage), stop);
        live.Raise("meters");
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Retire(string id, RegisterMeter.Ending request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<MeterLinkage>().FirstOrDefaultAsync(each => each.Id == id && each.RetiredAt == null, stop) is not { } linkage) return Problems.NotFound();
        db.Expect(linkage, request.Version);
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请写明停用的原因。").ToProblem();
        linkage.RetiredAt = db.Now;
        await db.Commit(new Act("linkage.retire", "linkage", id, $"停用联动关系：{linkage.EnterpriseName} {linkage.Name}") { Reason = request.Reason.Trim() }, stop);
        live.Raise("meters");
        return TypedResults.NoContent();
    }

    private static Task<List<MeterPoint>> Meters(MonitoringDb db, string enterprise, CancellationToken stop) =>
        db.Set<MeterPoint>().AsNoTracking().Where(each => each.EnterpriseId == enterprise && each.RetiredAt == null).ToListAsync(stop);
}
