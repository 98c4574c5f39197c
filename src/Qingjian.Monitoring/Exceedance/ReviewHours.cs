using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>人工审核: shows the hours of one factor and day with all that bears on them, and takes the decision of a person, who says why.
/// The hours and their day are then judged anew; what was judged before is kept.</summary>
internal static class ReviewHours
{
    private const int LongestReason = 1000;

    internal sealed record Hour(
        int Clock, DateTimeOffset StartAt, decimal? Value, decimal? Converted, string? Unit, string Flag, string FlagWord, int? ValidMinutes, VerdictOutcome Outcome, string ReasonWord,
        string Sentence, string? Doubt, IReadOnlyList<string> Marks, string? Origin);

    internal sealed record Decided(string Id, int Clock, bool Valid, string Reason, string PersonName, string Post, DateTimeOffset At, IReadOnlyList<FileLine> Files);

    internal sealed record FileLine(string Id, string Name);

    internal sealed record Sheet(string OutletId, string OutletName, string EnterpriseName, string Factor, string FactorName, DateOnly Day, IReadOnlyList<Hour> Hours, IReadOnlyList<Decided> Decisions);

    /// <param name="OutletId">Outlet.</param>
    /// <param name="Factor">HJ 212 code.</param>
    /// <param name="Day">Beijing day of the data.</param>
    /// <param name="Hours">Hours decided about, 0 to 23.</param>
    /// <param name="Valid">True when their values count.</param>
    /// <param name="Reason">Why, 5 to 1000 characters.</param>
    /// <param name="FileIds">Attachments already uploaded.</param>
    internal sealed record Request(string OutletId, string Factor, DateOnly Day, IReadOnlyList<int> Hours, bool Valid, string Reason, IReadOnlyList<string>? FileIds = null);

    public static void Map(RouteGroupBuilder verdicts)
    {
        verdicts.MapGet("/review", Show).Requires(Duty.ReviewData);
        verdicts.MapPost("/review", Decide).Requires(Duty.ReviewData);
    }

    private static async Task<Results<Ok<Sheet>, ProblemHttpResult>> Show(string outletId, string factor, DateOnly day, MonitoringDb db, Replay replay, JudgeDays days, FileStore files, CancellationToken stop)
    {
        if (await replay.Day(outletId, day, null, stop) is not { } result || HoursOf(result, factor) is not { Count: > 0 } hours) return Problems.NotFound();
        var made = await days.AllReviews(outletId, factor, day, stop);
        var kept = (await files.Find([.. made.SelectMany(each => each.FileIds).Distinct()], stop)).ToDictionary(file => file.Id);
        var outlet = result.Now[0].Law.Duties.Outlet;
        return TypedResults.Ok(new Sheet(
            outletId, $"{outlet.Code} {outlet.Name}", outlet.EnterpriseName, factor, result.Now[0].Law.Rules.Factors(factor)?.Name ?? factor, day,
            [.. hours.Select(each => Line(each.Verdict, each.Value))],
            [.. made.OrderByDescending(each => each.Position).Select(each => new Decided(each.Id, BeijingTime.ClockOf(each.StartAt).Hour, each.Valid, each.Reason, each.PersonName, each.Post, each.At,
                [.. each.FileIds.Where(kept.ContainsKey).Select(id => new FileLine(id, kept[id].Name))]))]));
    }

    private static async Task<Results<Ok<Sheet>, ProblemHttpResult>> Decide(Request request, MonitoringDb db, Replay replay, JudgeDays days, FileStore files, LiveSignals live, CancellationToken stop)
    {
        if (await replay.Day(request.OutletId, request.Day, null, stop) is not { } result || HoursOf(result, request.Factor) is not { Count: > 0 } hours) return Problems.NotFound();
        if (Fault(request, [.. hours.Select(each => each.Value.Start.Hour)]) is { } why) return why.ToProblem();
        var attached = (request.FileIds ?? []).Distinct().ToList();
        if ((await files.Find(attached, stop)).Count != attached.Count) return Refusal.OfField("file-missing", "fileIds", "有附件没有找到，请重新上传后再提交。").ToProblem();

        var (law, reason) = (result.Now[0].Law, request.Reason.Trim());
        var clocks = request.Hours.Distinct().Order().ToList();
        var name = law.Rules.Factors(request.Factor)?.Name ?? request.Factor;
        var act = new Act("verdict.review", "outlet", request.OutletId,
            $"人工审核 {request.Day:yyyy-MM-dd} {string.Join('、', clocks)}时 {name}：认定{(request.Valid ? "有效" : "无效")}")
        { Reason = reason };
        foreach (var clock in clocks)
        {
            var review = new HourReview
            {
                Id = NewId.Make(),
                EnterpriseId = law.Duties.Outlet.EnterpriseId,
                Division = law.Duties.Outlet.Division,
                OutletId = request.OutletId,
                Factor = request.Factor,
                StartAt = BeijingTime.StartOf(request.Day).AddHours(clock),
                Valid = request.Valid,
                Reason = reason,
                FileIds = attached,
                PersonId = db.Caller.PersonId,
                PersonName = db.Caller.Name,
                Post = db.Caller.PostTitle,
                At = db.Now,
            };
            db.Reviews.Add(review);
            act.Enter("case.step", new { review.Id, review.OutletId, review.Factor, review.StartAt, review.Valid, review.Reason, review.PersonId, review.At, files = attached });
        }
        var start = BeijingTime.StartOf(request.Day);
        act.Tell(new HoursReviewed(request.OutletId, start.AddHours(clocks[0]), start.AddHours(clocks[^1] + 1)));
        await db.Commit(act, stop);
        live.Raise("inbox");
        return await Show(request.OutletId, request.Factor, request.Day, db, replay, days, files, stop);
    }

    /// <summary>Pure: what is wrong with a decision; null when nothing is.</summary>
    internal static Refusal? Fault(Request request, IReadOnlyCollection<int> received)
    {
        if (request.Hours.Count == 0) return Refusal.OfField("hours-missing", "hours", "请选择要审核的小时。");
        if (request.Hours.Where(hour => !received.Contains(hour)).Order().ToList() is { Count: > 0 } absent)
            return Refusal.OfField("hour-not-received", "hours", $"{string.Join('、', absent)}时没有收到数据，没有可审核的值；缺失的数据请要求企业补传。");
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Trim().Length < 5)
            return Refusal.OfField("reason-missing", "reason", "请写明认定的理由，至少5个字：核对了什么材料，依据是什么。");
        return request.Reason.Length > LongestReason ? Refusal.OfField("reason-too-long", "reason", $"理由不超过{LongestReason}字，详细材料请作为附件上传。") : null;
    }

    private static List<(Verdict Verdict, HourValue Value)> HoursOf(Replay.Result result, string factor) =>
        [.. result.Now.Where(row => row.Row.Period == LimitPeriod.Hour).SelectMany(row => row.Verdicts).Where(verdict => verdict.Pollutant == factor).OrderBy(verdict => verdict.Start).Select(verdict => (verdict, verdict.Hours[0]))];

    private static Hour Line(Verdict verdict, HourValue hour) => new(
        hour.Start.Hour, BeijingTime.InstantOf(hour.Start), hour.Avg, hour.ZsAvg, hour.Unit ?? verdict.Unit, hour.Flag.ToString(), DataFlags.NameOf(hour.Flag) ?? "未知标记", hour.ValidMinutes, verdict.Outcome, JudgedReason.Of(verdict).Word,
        verdict.Sentence, ReviewNeeded.IsDoubtful(hour) ? hour.Suspect ?? "超测量上限（T），真值不低于此值，作为证据前需要审核" : null,
        [.. hour.Marks.Select(mark => $"{mark.Name}{mark.Minutes}分钟")], hour.Origin);
}
