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

/// <summary>登记、修改、停用用电监控点.</summary>
internal sealed class RegisterMeter(MonitoringDb db, ISources sources, IStations stations, LiveSignals live)
{
    internal sealed record Ending(long Version, string Reason);

    public static void Map(RouteGroupBuilder meters)
    {
        meters.MapPost("/", async Task<Results<Ok<string>, ProblemHttpResult>> (MeterForm form, RegisterMeter act, CancellationToken stop) =>
            (await act.Enter(form, stop)).ToAnswer()).Requires(Duty.EditSources);
        meters.MapPut("/{id}", Change).Requires(Duty.EditSources);
        meters.MapPost("/{id}/retire", Retire).Requires(Duty.EditSources);
    }

    /// <summary>A new meter; its id.</summary>
    public async Task<Outcome<string>> Enter(MeterForm form, CancellationToken stop)
    {
        if (await sources.Enterprise(form.EnterpriseId, stop) is not { } enterprise) return Refusal.OfField("enterprise-unknown", "enterpriseId", "没有找到这家企业，请从列表中选择。");
        var others = await db.Set<MeterPoint>().Where(meter => meter.EnterpriseId == form.EnterpriseId && meter.RetiredAt == null).ToListAsync(stop);
        if (MeterForms.Fault(form, stations.Find(form.Mn), others) is { } fault) return fault;
        if (await OutletFault(form.OutletId, enterprise.Id, sources, stop) is { } foreign) return foreign;
        var meter = new MeterPoint
        {
            Id = NewId.Make(),
            EnterpriseId = enterprise.Id,
            EnterpriseName = enterprise.Name,
            Division = enterprise.Division,
            Name = form.Name.Trim(),
            Kind = form.Kind,
            RatedKw = form.RatedKw,
            CtRatio = form.CtRatio,
            Mn = form.Mn.ToUpperInvariant(),
            Code = form.Code,
            OffShare = form.OffShare,
            IdleShare = form.IdleShare,
            OutletId = form.OutletId,
            CreatedAt = db.Now,
        };
        db.Add(meter);
        await db.Commit(new Act("meter.register", "meter", meter.Id, $"登记用电监控点：{enterprise.Name} {meter.Name}").Enter("config", meter), stop);
        live.Raise("meters");
        return meter.Id;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(string id, MeterForm form, MonitoringDb db, ISources sources, IStations stations, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<MeterPoint>().FirstOrDefaultAsync(each => each.Id == id && each.RetiredAt == null, stop) is not { } meter) return Problems.NotFound();
        db.Expect(meter, form.Version);
        var others = await db.Set<MeterPoint>().AsNoTracking().Where(each => each.EnterpriseId == meter.EnterpriseId && each.Id != id && each.RetiredAt == null).ToListAsync(stop);
        if (MeterForms.Fault(form with { EnterpriseId = meter.EnterpriseId! }, stations.Find(form.Mn), others) is { } fault) return fault.ToProblem();
        if (await OutletFault(form.OutletId, meter.EnterpriseId!, sources, stop) is { } foreign) return foreign.ToProblem();
        (meter.Name, meter.RatedKw, meter.CtRatio, meter.Mn, meter.Code, meter.OffShare, meter.IdleShare, meter.OutletId) = (form.Name.Trim(), form.RatedKw, form.CtRatio, form.Mn.ToUpperInvariant(), form.Code, form.OffShare, form.IdleShare, form.OutletId);
        await db.Commit(new Act("meter.change", "meter", id, $"修改用电监控点：{meter.EnterpriseName} {meter.Name}").Enter("config", meter), stop);
        live.Raise("meters");
        return TypedResults.NoContent();
    }

    private static async Task<Refusal?> OutletFault(string? outlet, string enterprise, ISources sources, CancellationToken stop) =>
        outlet is null || (await sources.OutletsOf(enterprise, stop)).Any(each => each.Id == outlet) ? null : Refusal.OfField("meter-outlet", "outletId", "该企业没有这个排放口，请从列表中选择。");

    private static async Task<Results<NoContent, ProblemHttpResult>> Retire(string id, Ending request, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<MeterPoint>().FirstOrDefaultAsync(each => each.Id == id && each.RetiredAt == null, stop) is not { } meter) return Problems.NotFound();
        db.Expect(meter, request.Version);
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请写明停用的原因，例如设备已拆除。").ToProblem();
        if ((await db.Set<MeterLinkage>().AsNoTracking().Where(each => each.EnterpriseId == meter.EnterpriseId && each.RetiredAt == null).ToListAsync(stop)).Find(each => each.Production.Contains(id) || each.Treatment.Contains(id)) is { } used)
            return Refusal.Of("meter-linked", $"联动关系“{used.Name}”还在用这台设备，请先修改或者停用该联动关系。").ToProblem(StatusCodes.Status409Conflict);
        meter.RetiredAt = db.Now;
        await db.Commit(new Act("meter.retire", "meter", id, $"停用用电监控点：{meter.EnterpriseName} {meter.Name}") { Reason = request.Reason.Trim() }, stop);
        live.Raise("meters");
        return TypedResults.NoContent();
    }
}
