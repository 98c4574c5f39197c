using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Monitoring.Spans;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>重新判定: replays a past day of an outlet with the rules then in force (or of another day) and shows what comes out. Writes no verdict.</summary>
internal static class Rejudge
{
    /// <param name="OutletId">Outlet.</param>
    /// <param name="Day">Day of the data.</param>
    /// <param name="RulesOf">Judge by the rules in force on this day instead; null for the day of the data.</param>
    internal sealed record Request(string OutletId, DateOnly Day, DateOnly? RulesOf = null);

    internal sealed record Line(LimitPeriod Period, DateTimeOffset StartAt, string Factor, string FactorName, VerdictOutcome Outcome, string ReasonWord, string? StoredWord, string Sentence, string Digest);

    internal sealed record Group(LimitPeriod Period, DateTimeOffset StartAt, bool Stored, bool Same);

    internal sealed record Answer(string Sentence, bool Same, string Book, IReadOnlyList<Group> Groups, IReadOnlyList<Line> Lines);

    public static void Map(RouteGroupBuilder verdicts) => verdicts.MapPost("/rejudge", Handle).Requires(Duty.Rejudge);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(Request request, Replay replay, SpanReplay spans, Rulebook book, AuditTrail trail, CancellationToken stop)
    {
        if (await replay.Day(request.OutletId, request.Day, request.RulesOf, stop) is not { } result) return Problems.NotFound();
        var groups = new List<Group>();
        var lines = new List<Line>();
        foreach (var now in result.Now)
        {
            var stored = result.Stored.GetValueOrDefault((now.Row.Period, now.Row.Start));
            var at = BeijingTime.InstantOf(now.Row.Start);
            groups.Add(new(now.Row.Period, at, stored is not null, stored?.Digest == now.Row.Digest));
            lines.AddRange(now.Verdicts.Select(verdict => new Line(
                now.Row.Period, at, verdict.Pollutant, now.Law.NameOf(verdict.Pollutant), verdict.Outcome, JudgedReason.Of(verdict).Word,
                stored?.Factors.Where(each => each.Factor == verdict.Pollutant).Select(each => each.Reason.Word).FirstOrDefault(), verdict.Sentence, verdict.Digest())));
        }
        if (request.RulesOf is null)
        {
            var (more, same) = await spans.Day(request.OutletId, request.Day, stop);
            lines.AddRange(more);
            if (more.Count > 0) groups.Add(new(LimitPeriod.Day, BeijingTime.StartOf(request.Day), true, same));
        }
        var compared = groups.Where(group => group.Stored).ToList();
        var differing = compared.Count(group => !group.Same);
        var sentence = groups.Count == 0 ? $"{BeijingTime.InChinese(request.Day)}没有收到数据，没有可重新判定的内容。"
            : request.RulesOf is { } other ? $"按{BeijingTime.InChinese(other)}施行的规则计算，{compared.Count}组中{differing}组与存储的判定不同；未写入任何结果。"
            : differing == 0 ? $"按当日施行的规则重新判定{groups.Count}组，{compared.Count}组已存储的判定全部逐字节一致；未写入任何结果。"
            : $"按当日施行的规则重新判定，{compared.Count}组中{differing}组与存储的判定不一致；未写入任何结果，请查看数据修订和标记。";
        await trail.Note(new Act("verdict.rejudge", "outlet", request.OutletId, $"重新判定 {request.Day:yyyy-MM-dd}：{sentence}"), stop);
        return TypedResults.Ok(new Answer(sentence, compared.Count > 0 && differing == 0, book.Digest, groups, lines));
    }
}
