using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Sources.Checks;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources;

/// <summary>登记、修改数采仪，绑定排放口.</summary>
internal static class MonitorActs
{
    /// <summary>A new logger, with the outlet it speaks for from a day on.</summary>
    internal sealed record NewMonitor(MonitorForm Monitor, string? OutletId, DateOnly? From);

    /// <summary>A logger speaks for an outlet on these days.</summary>
    internal sealed record BindingForm(string OutletId, IReadOnlyList<string>? Codes, bool Record, DateOnly From, DateOnly? Until, long Version);

    internal sealed record Ending(DateOnly Until, long Version);

    public static void Map(RouteGroupBuilder sources, RouteGroupBuilder monitors)
    {
        sources.MapPost("/{id}/monitors", Register).Requires(Duty.ManageMonitors);
        monitors.MapPut("/{id}", Edit).Requires(Duty.ManageMonitors);
        monitors.MapPost("/{id}/bindings", Bind).Requires(Duty.ManageMonitors);
        monitors.MapPost("/{id}/bindings/{bindingId}/end", End).Requires(Duty.ManageMonitors);
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Register(string id, NewMonitor request, RegistryDb db, SecretBox secrets, IStations stations, LiveSignals live, CancellationToken stop)
    {
        if (await db.Enterprises.SingleOrDefaultAsync(e => e.Id == id, stop) is not { } owner) return Problems.NotFound();
        var check = new FormCheck();
        var form = MonitorCheck.Check(request.Monitor, isNew: true, check);
        await Doubles(form, null, id, db, check, stop);
        Binding? binding = null;
        var made = Make(form, owner, secrets, check.IsGood);
        if (request.OutletId is { } outletId)
        {
            binding = new Binding { Id = NewId.Make(), MonitorId = made.Id, OutletId = outletId, From = request.From ?? BeijingTime.DayOf(db.Now) };
            await CheckBinding(binding, made, db, check, stop);
        }
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.Monitors.Add(made);
        if (binding is not null) db.Bindings.Add(binding);
        await db.Commit(new Act("monitor.register", "monitor", made.Id, $"登记数采仪{made.Mn}")
            .Tell(new MonitorRegistered(made.Id, made.Mn)).Tell(new SourceChanged(id, binding?.OutletId, made.Id)), stop);
        await stations.Reload(stop);
        live.Raise("sources");
        return TypedResults.Ok(new Saved(made.Id, made.Version, check.Notes));
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Edit(string id, MonitorForm request, RegistryDb db, SecretBox secrets, IStations stations, LiveSignals live, CancellationToken stop)
    {
        if (await db.Monitors.SingleOrDefaultAsync(m => m.Id == id, stop) is not { } row) return Problems.NotFound();
        var check = new FormCheck();
        var form = MonitorCheck.Check(request, isNew: false, check);
        await Doubles(form, id, row.EnterpriseId!, db, check, stop);
        if (form.SuccessorId == id) check.Fault("successorId", "设备不能由自己接替。");
        else if (form.SuccessorId is { } successor && !await db.Monitors.AnyAsync(m => m.Id == successor && m.EnterpriseId == row.EnterpriseId, stop))
            check.Fault("successorId", "接替设备须是同一企业已登记的设备。");
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.Entry(row).Property(m => m.Version).OriginalValue = request.Version;
        var registered = row.Mn != form.Mn;
        Put(form, row);
        if (form.Password is { } password) row.SealedPassword = secrets.Seal(password);
        PutKey(form.Key, row, secrets);
        db.Entry(row).State = EntityState.Modified;
        var act = new Act("monitor.edit", "monitor", id, $"修改数采仪{row.Mn}").Tell(new SourceChanged(row.EnterpriseId!, null, id));
        if (registered) act.Tell(new MonitorRegistered(id, row.Mn));
        await db.Commit(act, stop);
        await stations.Reload(stop);
        live.Raise("sources");
        return TypedResults.Ok(new Saved(id, row.Version, check.Notes));
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> Bind(string id, BindingForm request, RegistryDb db, IStations stations, LiveSignals live, CancellationToken stop)
    {
        if (await db.Monitors.SingleOrDefaultAsync(m => m.Id == id, stop) is not { } monitor) return Problems.NotFound();
        var check = new FormCheck();
        var binding = new Binding { Id = NewId.Make(), MonitorId = id, OutletId = request.OutletId, Codes = request.Codes ?? [], Record = request.Record, From = request.From, Until = request.Until };
        await CheckBinding(binding, monitor, db, check, stop);
        if (!check.IsGood) return check.ToRefusal().ToProblem();
        db.Entry(monitor).Property(m => m.Version).OriginalValue = request.Version;
        db.Entry(monitor).State = EntityState.Modified;
        db.Bindings.Add(binding);
        await db.Commit(new Act("monitor.bind", "monitor", id, $"数采仪{monitor.Mn}自{binding.From:yyyy-MM-dd}起绑定排放口").Tell(new SourceChanged(monitor.EnterpriseId!, binding.OutletId, id)), stop);
        await stations.Reload(stop);
        live.Raise("sources");
        return TypedResults.Ok(new Saved(binding.Id, monitor.Version, check.Notes));
    }

    private static async Task<Results<Ok<Saved>, ProblemHttpResult>> End(string id, string bindingId, Ending request, RegistryDb db, IStations stations, LiveSignals live, CancellationToken stop)
    {
        var monitor = await db.Monitors.SingleOrDefaultAsync(m => m.Id == id, stop);
        if (monitor is null || await db.Bindings.SingleOrDefaultAsync(b => b.Id == bindingId && b.MonitorId == id, stop) is not { } binding) return Problems.NotFound();
        if (request.Until < binding.From) return Refusal.OfField("binding-days", "until", "终止日期早于绑定起始日期，请核对。").ToProblem();
        db.Entry(monitor).Property(m => m.Version).OriginalValue = request.Version;
        db.Entry(monitor).State = EntityState.Modified;
        binding.Until = request.Until;
        await db.Commit(new Act("monitor.unbind", "monitor", id, $"数采仪{monitor.Mn}于{request.Until:yyyy-MM-dd}终止绑定").Tell(new SourceChanged(monitor.EnterpriseId!, binding.OutletId, id)), stop);
        await stations.Reload(stop);
        live.Raise("sources");
        return TypedResults.Ok(new Saved(bindingId, monitor.Version, []));
    }

    /// <summary>An MN stands once, over all areas.</summary>
    internal static async Task Doubles(MonitorForm form, string? self, string enterprise, RegistryDb db, FormCheck check, CancellationToken stop)
    {
        if (!await db.Monitors.IgnoreQueryFilters().AnyAsync(m => m.Mn == form.Mn && m.Id != self, stop)) return;
        var seen = await db.Monitors.Where(m => m.Mn == form.Mn).Join(db.Enterprises, m => m.EnterpriseId, e => e.Id, (m, e) => e.Name).FirstOrDefaultAsync(stop);
        check.Fault("mn", seen is null ? $"MN {form.Mn}已由其他地区登记，请核对设备。" : $"MN {form.Mn}已登记在“{seen}”，同一MN不能重复登记。");
    }

    /// <summary>Two loggers of record never speak for one factor of an outlet on one day (ruling M14: a second one is kept beside it).</summary>
    internal static async Task CheckBinding(Binding binding, Monitor monitor, RegistryDb db, FormCheck check, CancellationToken stop)
    {
        if (await db.Outlets.SingleOrDefaultAsync(o => o.Id == binding.OutletId && o.EnterpriseId == monitor.EnterpriseId, stop) is not { } outlet)
        {
            check.Fault("outletId", "请选择该企业的排放口。");
            return;
        }
        if (outlet.Medium != monitor.Medium) check.Fault("outletId", $"{outlet.Code}是{(outlet.Medium == Medium.Air ? "废气" : "废水")}排放口，与设备介质不符。");
        if (binding.Until is { } until && until < binding.From) check.Fault("until", "终止日期早于起始日期。");
        var others = await db.Bindings.IgnoreQueryFilters().AsNoTracking().Where(b => (b.OutletId == binding.OutletId && b.Record || b.MonitorId == binding.MonitorId) && b.Id != binding.Id).ToListAsync(stop);
        foreach (var other in others.Where(o => o.From <= (binding.Until ?? DateOnly.MaxValue) && binding.From <= (o.Until ?? DateOnly.MaxValue)))
        {
            var shares = other.Codes.Count == 0 || binding.Codes.Count == 0 || other.Codes.Intersect(binding.Codes).Any();
            if (!shares) continue;
            if (other.MonitorId == binding.MonitorId) check.Fault("from", $"该设备在这段时间已绑定了排放口（自{other.From:yyyy-MM-dd}起），请先终止前一绑定。");
            else if (binding.Record) check.Fault("from", $"{outlet.Code}在这段时间已有主用数采仪（自{other.From:yyyy-MM-dd}起），请先终止前一绑定，或者登记为备用。");
        }
    }

    internal static Monitor Make(MonitorForm form, Enterprise owner, SecretBox secrets, bool seal = true)
    {
        var made = new Monitor
        {
            Id = NewId.Make(),
            EnterpriseId = owner.Id,
            Division = owner.Division,
            Mn = form.Mn,
            Name = form.Name,
            SystemType = form.SystemType,
            SealedPassword = seal ? secrets.Seal(form.Password ?? "") : "",
        };
        Put(form, made);
        if (seal) PutKey(form.Key, made, secrets);
        return made;
    }

    // A new key is used at once, the one before stays good for loggers that change over later.
    private static void PutKey(string? key, Monitor row, SecretBox secrets)
    {
        if (key is null) return;
        (row.SealedKey, row.SealedKeyBefore) = key.Length == 0 ? (null, null) : (secrets.Seal(key), row.SealedKey);
    }

    private static void Put(MonitorForm form, Monitor row)
    {
        (row.Mn, row.Name, row.Edition, row.Medium, row.SystemType, row.CrcMode) = (form.Mn, form.Name, form.Edition, form.Medium, form.SystemType, form.CrcMode);
        (row.AcceptWrongLength, row.AcceptWrongPassword, row.RtdInterval, row.MinInterval) = (form.AcceptWrongLength, form.AcceptWrongPassword, form.RtdInterval, form.MinInterval);
        (row.DataTimeIsPeriodEnd, row.State, row.SuccessorId, row.Maker, row.Model) = (form.DataTimeIsPeriodEnd, form.State, form.SuccessorId, form.Maker!, form.Model!);
    }
}
