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

namespace Qingjian.Monitoring.Samplers;

/// <summary>登记、修改自动采样器.</summary>
internal sealed class RegisterSampler(MonitoringDb db, ISources sources, IStations stations, LiveSignals live)
{
    /// <param name="OutletId">Outlet of waste water; cannot be changed later.</param>
    /// <param name="Mn">Logger to which the sampler is connected.</param>
    /// <param name="Name">Name shown.</param>
    /// <param name="Bottles">1 to 99.</param>
    /// <param name="VolumeMl">Of one bottle, 50 to 5000.</param>
    /// <param name="Automatic">Whether a verdict fills a bottle by itself.</param>
    /// <param name="Version">Version the page showed; 0 for a new one.</param>
    internal sealed record Form(string OutletId, string Mn, string Name, int Bottles, int VolumeMl, bool Automatic, long Version = 0);

    public static void Map(RouteGroupBuilder samplers)
    {
        samplers.MapPost("/", async Task<Results<Ok<string>, ProblemHttpResult>> (Form form, RegisterSampler act, CancellationToken stop) =>
            (await act.Enter(form, stop)).ToAnswer()).Requires(Duty.EditSources);
        samplers.MapPut("/{id}", Change).Requires(Duty.EditSources);
    }

    /// <summary>A new sampler; its id.</summary>
    public async Task<Outcome<string>> Enter(Form form, CancellationToken stop)
    {
        if (await sources.Outlet(form.OutletId, stop) is not { Medium: Medium.Water } outlet) return Refusal.OfField("sampler-outlet", "outletId", "请选择辖区内的废水排放口，自动采样器只用于废水。");
        if (Fault(form) is { } fault) return fault;
        if (stations.Find(form.Mn) is not { } station || !station.Bindings.Any(binding => binding.OutletId == outlet.Id)) return Refusal.OfField("sampler-logger", "mn", "这个MN的数采仪没有绑定该排放口，请填写连接采样器的数采仪。");
        if (await db.Set<Sampler>().AnyAsync(each => each.Mn == station.Mn, stop)) return Refusal.OfField("sampler-twice", "mn", "这台数采仪已登记过采样器，一台数采仪只能控制一台采样器。");
        var sampler = new Sampler
        {
            Id = NewId.Make(),
            EnterpriseId = outlet.EnterpriseId,
            EnterpriseName = outlet.EnterpriseName,
            Division = outlet.Division,
            OutletId = outlet.Id,
            OutletName = $"{outlet.Code} {outlet.Name}",
            Mn = station.Mn,
            Name = form.Name.Trim(),
            Bottles = form.Bottles,
            VolumeMl = form.VolumeMl,
            Automatic = form.Automatic,
            CreatedAt = db.Now,
        };
        db.Add(sampler);
        await db.Commit(new Act("sampler.register", "sampler", sampler.Id, $"登记自动采样器：{sampler.EnterpriseName} {sampler.OutletName}").Enter("config", sampler), stop);
        live.Raise("samplers");
        return sampler.Id;
    }

    private static Refusal? Fault(Form form)
    {
        if (string.IsNullOrWhiteSpace(form.Name) || form.Name.Trim().Length > 60) return Refusal.OfField("sampler-name", "name", "请填写采样器名称，不超过60个字。");
        if (form.Bottles is < 1 or > 99) return Refusal.OfField("sampler-bottles", "bottles", "留样瓶数在1至99之间。");
        return form.VolumeMl is < 50 or > 5000 ? Refusal.OfField("sampler-volume", "volumeMl", "每瓶容量在50至5000毫升之间。") : null;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Change(string id, Form form, MonitoringDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<Sampler>().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } sampler) return Problems.NotFound();
        db.Expect(sampler, form.Version);
        if (Fault(form) is { } fault) return fault.ToProblem();
        (sampler.Name, sampler.Bottles, sampler.VolumeMl, sampler.Automatic) = (form.Name.Trim(), form.Bottles, form.VolumeMl, form.Automatic);
        await db.Commit(new Act("sampler.change", "sampler", id, $"修改自动采样器：{sampler.EnterpriseName} {sampler.OutletName}").Enter("config", sampler), stop);
        live.Raise("samplers");
        return TypedResults.NoContent();
    }
}
