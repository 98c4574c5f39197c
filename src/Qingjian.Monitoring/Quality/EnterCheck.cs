using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Quality;

/// <summary>登记质控记录: the enterprise or an engineer of the bureau enters a calibration or verification with its figures. What the bureau enters takes effect at once;
/// what the enterprise enters waits for an officer, for a failed check takes data out of judgement.</summary>
internal sealed class EnterCheck(MonitoringDb db, ISources sources, Rulebook book, FileStore files, QualityEffect effect, LiveSignals live)
{
    private const int MostDaysBack = 366;

    /// <param name="OutletId">Outlet.</param>
    /// <param name="Factor">HJ 212 code registered for it.</param>
    /// <param name="Kind">Which check.</param>
    /// <param name="MadeOn">When it was made.</param>
    /// <param name="ZeroDrift">% of full scale, −100 to 100.</param>
    /// <param name="SpanDrift">% of full scale.</param>
    /// <param name="RelativeError">%.</param>
    /// <param name="Worker">Who made it, 2 to 30 characters.</param>
    /// <param name="Note">Instrument, standard gas or sample, remarks; up to 500 characters.</param>
    /// <param name="FileIds">Records already uploaded.</param>
    internal sealed record Request(
        string OutletId, string Factor, InstrumentCheckKind Kind, DateTimeOffset MadeOn, decimal? ZeroDrift, decimal? SpanDrift, decimal? RelativeError, string Worker, string? Note = null, IReadOnlyList<string>? FileIds = null);

    internal sealed record Entered(string Id, QualityState State, InstrumentCheckResult Result, string Sentence);

    public static void Map(RouteGroupBuilder checks)
    {
        static async Task<Results<Ok<Entered>, ProblemHttpResult>> Handle(Request request, EnterCheck act, CancellationToken stop) => (await act.Enter(request, stop)).ToAnswer();
        checks.MapPost("/", Handle).Requires(Duty.ManageMonitors);
        checks.MapPost("/own", Handle).Requires(Duty.MarkData);
    }

    /// <summary>A new record.</summary>
    public async Task<Outcome<Entered>> Enter(Request request, CancellationToken stop)
    {
        var day = BeijingTime.DayOf(request.MadeOn);
        if (await sources.DutiesOf(request.OutletId, day, stop) is not { } duties) return Refusal.OfField("outlet-unknown", "outletId", "没有找到这个排放口，请从列表中选择。");
        if (book.InstrumentsOn(duties.Outlet.Medium, day) is not { } rule) return Refusal.Of("control-rule", "该日期没有校准校验规则，不能登记。");
        var figures = QualityCheck.Figures(request.ZeroDrift, request.SpanDrift, request.RelativeError);
        if (Fault(request, duties, rule, figures, db.Now) is { } fault) return fault;
        var attached = (request.FileIds ?? []).Distinct().ToList();
        if ((await files.Find(attached, stop)).Count != attached.Count) return Refusal.OfField("file-missing", "fileIds", "有附件没有找到，请重新上传后再提交。");
        if (await db.Set<QualityCheck>().AnyAsync(each => each.OutletId == request.OutletId && each.Factor == request.Factor && each.Kind == request.Kind && each.MadeOn == request.MadeOn && each.State != QualityState.Refused, stop))
            return Refusal.OfField("check-twice", "madeOn", "这个因子在同一时间的同类记录已经登记，不用重复登记。");
        var own = db.Caller.EnterpriseId is not null;
        var (result, say) = rule.ResultOf(new("", request.Kind, request.Factor, BeijingTime.ClockOf(request.MadeOn), figures));
        var check = new QualityCheck
        {
            Id = NewId.Make(),
            EnterpriseId = duties.Outlet.EnterpriseId,
            EnterpriseName = duties.Outlet.EnterpriseName,
            Division = duties.Outlet.Division,
            OutletId = duties.Outlet.Id,
            OutletName = $"{duties.Outlet.Code} {duties.Outlet.Name}",
            Factor = request.Factor,
            FactorName = ReadSource.NameOf(request.Factor),
            Kind = request.Kind,
            MadeOn = request.MadeOn,
            ZeroDrift = request.ZeroDrift,
            SpanDrift = request.SpanDrift,
            RelativeError = request.RelativeError,
            Worker = request.Worker.Trim(),
            Note = request.Note?.Trim() ?? "",
            FileIds = attached,
            Result = result,
            Say = say,
            Rule = rule.Rule.Digest,
            State = own ? QualityState.Waiting : QualityState.Standing,
            MadeBy = db.Caller.Name,
            MadeAt = db.Now,
            AcceptedAt = own ? null : db.Now,
        };
        db.Add(check);
        var act = new Act("quality.enter", "quality-check", check.Id, $"登记质控记录：{check.EnterpriseName} {check.OutletName} {check.FactorName} {say}")
            .Enter("case.step", new { check.Id, check.OutletId, check.Factor, check.Kind, check.MadeOn, check.ZeroDrift, check.SpanDrift, check.RelativeError, check.Result, check.State, check.Rule });
        if (!own) await effect.Tell(act, check, stop);
        await db.Commit(act, stop);
        live.Raise("quality");
        return new Entered(check.Id, check.State, result, own ? $"{say}。已提交，经审核采纳后生效。" : result == InstrumentCheckResult.Out ? $"{say}。自该时刻起至下次合格为失控时段，数据不参与判定。" : $"{say}。");
    }

    /// <summary>Pure: what is wrong; null when nothing is.</summary>
    internal static Refusal? Fault(Request request, OutletDuties duties, InstrumentRule rule, IReadOnlyDictionary<InstrumentFigure, decimal> figures, DateTimeOffset now)
    {
        if (duties.Factors.All(factor => factor.Code != request.Factor)) return Refusal.OfField("check-factor", "factor", "该排放口没有登记这个因子，请从列表中选择。");
        if (!Enum.IsDefined(request.Kind)) return Refusal.OfField("check-kind", "kind", "请选择校准（标样核查）或者校验（比对）。");
        if (request.MadeOn > now) return Refusal.OfField("check-future", "madeOn", "时间不能晚于现在。");
        if (request.MadeOn < now.AddDays(-MostDaysBack)) return Refusal.OfField("check-old", "madeOn", $"只登记最近{MostDaysBack}天内的记录。");
        if (request.Worker is null || request.Worker.Trim().Length is < 2 or > 30) return Refusal.OfField("check-worker", "worker", "请填写操作人员姓名，2至30个字。");
        if (request.Note?.Length > 500) return Refusal.OfField("check-note", "note", "备注不超过500字。");
        if (figures.Values.Any(figure => Math.Abs(figure) > 100m)) return Refusal.OfField("check-figure", "zeroDrift", "漂移和误差以百分数填写，在-100至100之间。");
        var wanted = rule.LimitsOf(request.Kind, request.Factor);
        return wanted.Any(limit => figures.ContainsKey(limit.Measure)) ? null : Refusal.OfField("check-empty", "zeroDrift", $"请填写{string.Join('、', wanted.Select(limit => limit.Name))}中的至少一项。");
    }
}
