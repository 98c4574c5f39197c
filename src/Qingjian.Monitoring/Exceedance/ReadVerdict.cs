using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Rules;
using Qingjian.Monitoring.Spans;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>One verdict, and the "why?" of any verdict: kept ones from their canonical form, compliant ones by replay.</summary>
internal static class ReadVerdict
{
    internal sealed record VerdictFile(
        string Id, string EnterpriseId, string EnterpriseName, string Division, string OutletId, string OutletName, string Factor, string FactorName, LimitPeriod Period,
        DateTimeOffset StartAt, VerdictOutcome Outcome, string Reason, string ReasonWord, decimal? Value, string? Unit, string? Limit, string? LimitName, decimal? Multiple, string? Colour,
        string Sentence, Trust Trust, string Digest, string Book, DateTimeOffset JudgedAt, DateTimeOffset? SupersededAt, string? SupersededBy, string? SupersededWhy,
        string? OrderId, string? OrderNumber, bool AwaitsReview, VerdictWhy Why);

    public static void Map(RouteGroupBuilder verdicts)
    {
        verdicts.MapGet("/{id}", Handle).Requires(Duty.ReadVerdicts);
        verdicts.MapGet("/{id}/why", Why).Requires(Duty.ReadVerdicts);
        verdicts.MapGet("/why", WhyOf).Requires(Duty.ReadVerdicts);
    }

    private static async Task<Results<Ok<VerdictFile>, ProblemHttpResult>> Handle(string id, MonitoringDb db, Rulebook book, Replay replay, SpanVerdicts spans, RuleConfirmations confirmations, CancellationToken stop)
    {
        if (await db.Verdicts.AsNoTracking().FirstOrDefaultAsync(v => v.Id == id, stop) is not { } v) return Problems.NotFound();
        var day = BeijingTime.DayOf(v.StartAt);
        var orders = await db.Orders.AsNoTracking().Where(o => o.OutletId == v.OutletId && o.Factor == v.Factor && o.Day == day).ToListAsync(stop);
        var order = orders.FirstOrDefault(o => o.Occurrences.Any(each => each.VerdictId == id));
        return TypedResults.Ok(new VerdictFile(
            v.Id, v.EnterpriseId!, v.EnterpriseName, v.Division, v.OutletId, v.OutletName, v.Factor, v.FactorName, v.Period, v.StartAt, v.Outcome, v.Reason, JudgedReason.WordOf(v.Reason),
            v.Value, v.Unit, v.Limit, v.LimitName, v.Multiple, v.Colour, v.Sentence, v.Trust, v.Digest, v.Book, v.JudgedAt, v.SupersededAt, v.SupersededBy, v.SupersededWhy,
            order?.Id, order?.Number, v is { AwaitsReview: true, SupersededAt: null }, await Kept(v, book, replay, spans, confirmations, stop)));
    }

    private static async Task<Results<Ok<VerdictWhy>, ProblemHttpResult>> Why(string id, MonitoringDb db, Rulebook book, Replay replay, SpanVerdicts spans, RuleConfirmations confirmations, CancellationToken stop) =>
        await db.Verdicts.AsNoTracking().FirstOrDefaultAsync(v => v.Id == id, stop) is { } found
            ? TypedResults.Ok(await Kept(found, book, replay, spans, confirmations, stop))
            : Problems.NotFound();

    private static async Task<Results<Ok<VerdictWhy>, ProblemHttpResult>> WhyOf(
        string outletId, string factor, Word<LimitPeriod> period, DateTimeOffset start, Rulebook book, Replay replay, RuleConfirmations confirmations, CancellationToken stop)
    {
        if (period.Value is var kind && kind == LimitPeriod.Instant)
            return Refusal.OfField("period-unknown", "period", "均值只有 hour（小时）和 day（日）两种，请核对。").ToProblem();
        var clock = BeijingTime.ClockOf(start);
        if (await replay.Day(outletId, DateOnly.FromDateTime(clock), null, stop) is not { } result) return Problems.NotFound();
        var at = kind == LimitPeriod.Day ? clock.Date : clock.Date.AddHours(clock.Hour);
        var row = result.Now.FirstOrDefault(each => each.Row.Period == kind && each.Row.Start == at);
        var verdict = row?.Verdicts.FirstOrDefault(each => each.Pollutant == factor);
        if (row is null || verdict is null) return Refusal.Of("no-verdict", "这个时段没有收到该因子的数据，没有作出判定。").ToProblem(StatusCodes.Status404NotFound);
        var stored = result.Stored.GetValueOrDefault((kind, at));
        return TypedResults.Ok(VerdictWhy.Of(verdict, row.Law, book, await confirmations.All(stop), [Same(stored?.Digest == row.Row.Digest, stored is not null)]));
    }

    private static async Task<VerdictWhy> Kept(VerdictRecord record, Rulebook book, Replay replay, SpanVerdicts spans, RuleConfirmations confirmations, CancellationToken stop)
    {
        var notes = new List<string>();
        if (record.SupersededAt is { } superseded)
            notes.Add($"此判定已于{BeijingTime.ClockOf(superseded):yyyy-MM-dd HH:mm}被新的判定取代（{record.SupersededWhy}），原判定保留备查。");
        else if (SpanVerdict.Is(record.Factor))
        {
            var day = BeijingTime.DayOf(record.StartAt);
            var again = (await spans.Of(day, day, record.EnterpriseId, SpanKinds.All, stop)).FirstOrDefault(each => each.Verdict.Subject == record.OutletId && each.Verdict.Pollutant == record.Factor);
            notes.Add(Same(again?.Verdict.Digest() == record.Digest, true));
        }
        else if (await replay.Day(record.OutletId, BeijingTime.DayOf(record.StartAt), null, stop) is { } result)
        {
            var again = result.Now.Where(each => each.Row.Period == record.Period && each.Row.Start == BeijingTime.ClockOf(record.StartAt))
                .SelectMany(each => each.Verdicts).FirstOrDefault(verdict => verdict.Pollutant == record.Factor);
            notes.Add(Same(again?.Digest() == record.Digest, true));
        }
        return VerdictWhy.Of(record, book, await confirmations.All(stop), notes);
    }

    private static string Same(bool same, bool stored) =>
        !stored ? "该时段尚未存储判定结果，以下为按当日施行的规则即时计算。"
        : same ? "已按数据当日施行的规则重新计算，与存储的判定逐字节一致。"
        : "重新计算的结果与存储的判定不一致：数据、标记或者规则文件在判定之后有变化，请重新判定或者查看数据的修订。";
}
