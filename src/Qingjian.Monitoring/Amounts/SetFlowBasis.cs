using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Amounts;

/// <summary>登记流量基准: in what state a gas outlet's flow is given, from a day on. Amounts from that day are counted anew; earlier results are kept.</summary>
internal static class SetFlowBasis
{
    private const decimal LeastPa = 50_000m, MostPa = 110_000m;
    private static readonly DateOnly Earliest = new(2017, 1, 1);

    /// <param name="OutletId">Gas outlet.</param>
    /// <param name="FromOn">First day.</param>
    /// <param name="State">State of the flow as sent.</param>
    /// <param name="AtmosphericPa">Mean pressure of the place in Pa, 50000 to 110000; null where the logger sends it.</param>
    /// <param name="Note">What it rests on, up to 200 characters.</param>
    internal sealed record Request(string OutletId, DateOnly FromOn, FlowState State, decimal? AtmosphericPa = null, string? Note = null);

    internal sealed record Line(string Id, DateOnly FromOn, FlowState State, string Word, decimal? AtmosphericPa, string Note, string SetBy, DateTimeOffset SetAt, DateTimeOffset? SupersededAt);

    public static void Map(RouteGroupBuilder amounts)
    {
        amounts.MapGet("/flow-basis", List).Requires(Duty.ReadReadings);
        amounts.MapPost("/flow-basis", Handle).Requires(Duty.EditSources);
    }

    private static async Task<Ok<IReadOnlyList<Line>>> List(string outletId, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok<IReadOnlyList<Line>>([.. (await db.Set<FlowBasis>().AsNoTracking().Where(each => each.OutletId == outletId).OrderByDescending(each => each.FromOn).ThenByDescending(each => each.SetAt).ToListAsync(stop))
            .Select(each => new Line(each.Id, each.FromOn, each.State, FlowBasis.WordOf(each.State), each.AtmosphericPa, each.Note, each.SetBy, each.SetAt, each.SupersededAt))]);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Request request, MonitoringDb db, ISources sources, LiveSignals live, CancellationToken stop)
    {
        if (await sources.Outlet(request.OutletId, stop) is not { } outlet) return Problems.NotFound();
        if (Fault(request, outlet, BeijingTime.DayOf(db.Now)) is { } fault) return fault.ToProblem();
        if (await db.Set<FlowBasis>().FirstOrDefaultAsync(each => each.OutletId == outlet.Id && each.FromOn == request.FromOn && each.SupersededAt == null, stop) is { } before) before.SupersededAt = db.Now;
        var basis = new FlowBasis { Id = NewId.Make(), OutletId = outlet.Id, EnterpriseId = outlet.EnterpriseId, Division = outlet.Division, FromOn = request.FromOn, State = request.State, AtmosphericPa = request.AtmosphericPa, Note = request.Note?.Trim() ?? "", SetBy = db.Caller.Name, SetAt = db.Now };
        db.Add(basis);
        await db.Commit(new Act("flow-basis.set", "outlet", outlet.Id, $"登记流量基准：{outlet.EnterpriseName} {outlet.Code} 自{request.FromOn:yyyy-MM-dd}起为{FlowBasis.WordOf(request.State)}").Enter("config", new { basis.Id, basis.OutletId, basis.FromOn, basis.State, basis.AtmosphericPa, basis.Note }), stop);
        live.Raise("amounts");
        return TypedResults.NoContent();
    }

    /// <summary>Pure: what is wrong; null when nothing is.</summary>
    internal static Refusal? Fault(Request request, SourceOutlet outlet, DateOnly today)
    {
        if (outlet.Medium != Medium.Air) return Refusal.OfField("basis-medium", "outletId", "只有废气排放口的流量有状态之分。");
        if (!Enum.IsDefined(request.State)) return Refusal.OfField("basis-state", "state", "请选择标准状态干基、标准状态湿基或者工况湿基。");
        if (request.FromOn < Earliest || request.FromOn > today.AddDays(366)) return Refusal.OfField("basis-day", "fromOn", "起始日期应在2017年以后、一年之内。");
        if (request.AtmosphericPa is < LeastPa or > MostPa) return Refusal.OfField("basis-pressure", "atmosphericPa", "大气压以帕（Pa）填写，在50000至110000之间，例如101325。");
        return request.Note?.Length > 200 ? Refusal.OfField("basis-note", "note", "依据不超过200字。") : null;
    }
}
