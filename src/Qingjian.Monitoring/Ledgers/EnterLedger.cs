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

namespace Qingjian.Monitoring.Ledgers;

/// <summary>填报 and 更正 of the ledger by the enterprise, on the page or by its own system. A correction keeps the earlier row.</summary>
internal sealed class EnterLedger(MonitoringDb db, ISources sources, LiveSignals live)
{
    /// <param name="OutletId">Outlet of the enterprise.</param>
    /// <param name="Day">Beijing day, before today.</param>
    /// <param name="CoalTonnes">Gas: coal burnt in t, 0 to 100000.</param>
    /// <param name="SulfurPercent">Gas: total sulfur in %, up to 10.</param>
    /// <param name="EfficiencyPercent">Gas: efficiency of desulfurisation in %, below 100.</param>
    /// <param name="WaterIn">Water: inlet water in m³.</param>
    /// <param name="DemandIn">Water: COD at the inlet in mg/L.</param>
    /// <param name="Note">Up to 500 characters.</param>
    internal sealed record Request(
        string OutletId, DateOnly Day, decimal? CoalTonnes = null, decimal? SulfurPercent = null, decimal? EfficiencyPercent = null, decimal? WaterIn = null, decimal? DemandIn = null, string? Note = null)
    {
        internal LedgerFigures Figures => new(CoalTonnes, SulfurPercent, EfficiencyPercent, WaterIn, DemandIn);
    }

    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Reason">Why, 5 to 500 characters.</param>
    internal sealed record Correction(
        long Version, string Reason, decimal? CoalTonnes = null, decimal? SulfurPercent = null, decimal? EfficiencyPercent = null, decimal? WaterIn = null, decimal? DemandIn = null, string? Note = null)
    {
        internal LedgerFigures Figures => new(CoalTonnes, SulfurPercent, EfficiencyPercent, WaterIn, DemandIn);
    }

    /// <param name="Version">For a correction.</param>
    internal sealed record Entered(string Id, long Version, string Sentence);

    public static void Map(RouteGroupBuilder ledgers)
    {
        static async Task<Results<Ok<Entered>, ProblemHttpResult>> Enter(Request request, EnterLedger act, CancellationToken stop) => (await act.Enter(request, stop)).Try(out var entered, out var why) ? TypedResults.Ok(entered) : why.ToProblem();
        static async Task<Results<Ok<Entered>, ProblemHttpResult>> Correct(string id, Correction request, EnterLedger act, CancellationToken stop) =>
            await act.Correct(id, request, stop) is not { } outcome ? Problems.NotFound() : outcome.Try(out var entered, out var why) ? TypedResults.Ok(entered) : why.ToProblem();
        ledgers.MapPost("/", Enter).Requires(Duty.MarkData);
        ledgers.MapPost("/{id}/correct", Correct).Requires(Duty.MarkData);
    }

    /// <summary>The first row of an outlet and day.</summary>
    public async Task<Outcome<Entered>> Enter(Request request, CancellationToken stop)
    {
        if (await sources.DutiesOf(request.OutletId, request.Day, stop) is not { } duties) return Refusal.OfField("outlet-unknown", "outletId", "没有找到这个排放口，请从列表中选择。");
        if (LedgerForm.Fault(duties, request.Figures, request.Note, BeijingTime.DayOf(db.Now)) is { } fault) return fault;
        if (await db.Set<LedgerDay>().AnyAsync(row => row.OutletId == request.OutletId && row.Day == request.Day && row.SupersededAt == null, stop))
            return Refusal.OfField("ledger-twice", "day", $"{request.Day:yyyy-MM-dd}的台账已经填报；数值有误的，请在该行点“更正”。");
        var row = Row(duties, request.Figures, request.Note);
        db.Add(row);
        await db.Commit(new Act("ledger.enter", "ledger", row.Id, $"填报台账：{row.EnterpriseName} {row.OutletName} {row.Day:yyyy-MM-dd} {row.Figures.InChinese}").Enter("case.step", Content(row)), stop);
        live.Raise("ledgers");
        return new Entered(row.Id, row.Version, $"已填报{row.Day:M月d日}的台账，与监测数据的衡算结果稍后在“物料衡算”中查看。");
    }

    /// <summary>A row in place of another; null where there is none to correct.</summary>
    public async Task<Outcome<Entered>?> Correct(string id, Correction request, CancellationToken stop)
    {
        if (await db.Set<LedgerDay>().FirstOrDefaultAsync(row => row.Id == id, stop) is not { } before || await sources.DutiesOf(before.OutletId, before.Day, stop) is not { } duties) return null;
        if (before.SupersededAt is not null) return Refusal.Of("ledger-superseded", "这条台账已被后来的更正代替，请刷新后更正最新的一条。");
        if (LedgerForm.Fault(duties, request.Figures, request.Note, BeijingTime.DayOf(db.Now)) is { } fault) return fault;
        if (LedgerForm.ReasonFault(request.Reason) is { } unsaid) return unsaid;
        if (request.Figures == before.Figures) return Refusal.Of("ledger-same", "各项数值与原来相同，没有更正。");
        db.Expect(before, request.Version);
        var row = Row(duties, request.Figures, request.Note ?? before.Note, before.Id, request.Reason.Trim());
        before.SupersededAt = db.Now;
        db.Add(row);
        await db.Commit(new Act("ledger.correct", "ledger", row.Id, $"更正台账：{row.EnterpriseName} {row.OutletName} {row.Day:yyyy-MM-dd} {before.Figures.InChinese} 改为 {row.Figures.InChinese}") { Reason = row.Reason }
            .Enter("case.step", Content(row)), stop);
        live.Raise("ledgers");
        return new Entered(row.Id, row.Version, "已更正，原数值留存；该日的物料衡算随后重新进行。");
    }

    private LedgerDay Row(OutletDuties duties, LedgerFigures figures, string? note, string? replaces = null, string? reason = null) => new()
    {
        Id = NewId.Make(),
        EnterpriseId = duties.Outlet.EnterpriseId,
        EnterpriseName = duties.Outlet.EnterpriseName,
        Division = duties.Outlet.Division,
        OutletId = duties.Outlet.Id,
        OutletName = $"{duties.Outlet.Code} {duties.Outlet.Name}",
        Medium = duties.Outlet.Medium,
        Day = duties.Day,
        CoalTonnes = figures.CoalTonnes,
        SulfurPercent = figures.SulfurPercent,
        EfficiencyPercent = figures.EfficiencyPercent,
        WaterIn = figures.WaterIn,
        DemandIn = figures.DemandIn,
        Note = note?.Trim() ?? "",
        MadeBy = db.Caller.Name,
        MadePost = db.Caller.PostTitle,
        MadeAt = db.Now,
        Reason = reason,
        Replaces = replaces,
    };

    private object Content(LedgerDay row) => new { row.Id, row.OutletId, row.Day, row.CoalTonnes, row.SulfurPercent, row.EfficiencyPercent, row.WaterIn, row.DemandIn, row.Replaces, row.Reason, person = db.Caller.PersonId, at = row.MadeAt };
}
