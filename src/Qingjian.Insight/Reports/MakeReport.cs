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

namespace Qingjian.Insight.Reports;

/// <summary>Makes the draft of a report from the figures of its period, and counts a draft anew.</summary>
internal static class MakeReport
{
    /// <param name="Kind">Daily, weekly or monthly.</param>
    /// <param name="Day">Any day of the period.</param>
    /// <param name="Division">Area; the post's own when null.</param>
    internal sealed record Request(ReportKind Kind, DateOnly Day, string? Division = null);

    /// <param name="Version">Version the page was shown.</param>
    internal sealed record Again(long Version);

    internal sealed record Changed(string Id, long Version);

    public static void Map(RouteGroupBuilder reports)
    {
        reports.MapPost("/", Handle).Requires(Duty.WriteReports);
        reports.MapPost("/{id}/recount", Recount).Requires(Duty.WriteReports);
    }

    private static async Task<Results<Ok<Changed>, ProblemHttpResult>> Handle(Request request, InsightDb db, DraftReport draft, IDivisions divisions, LiveSignals live, CancellationToken stop)
    {
        var division = string.IsNullOrEmpty(request.Division) ? db.Caller.Division.PadRight(6, '0') : request.Division;
        if (divisions.Find(division) is null || !DivisionScope.Prefix(division).StartsWith(db.Caller.Division, StringComparison.Ordinal)) return Refusal.OfField("area-outside", "division", "只能为本岗位管辖范围内的区划编制报告。").ToProblem();
        var (from, _) = ReportPeriod.Of(request.Kind, request.Day);
        if (from > BeijingTime.DayOf(db.Now)) return Refusal.OfField("period-ahead", "day", "这一期还没有开始，没有数据可报。").ToProblem();
        if (await db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.Kind == request.Kind && r.Division == division && r.FromDay == from, stop) is { } there)
            return Refusal.OfField("report-exists", "day", $"这一期已有{there.Number}（{Report.WordOf(there.State)}），请打开它修改或者重新统计。").ToProblem();
        var report = await draft.Of(request.Kind, division, from, stop);
        db.Reports.Add(report);
        await db.Commit(db.Note(report, "report.make", "编制草稿"), stop);
        live.Raise("reports");
        return TypedResults.Ok(new Changed(report.Id, report.Version));
    }

    private static async Task<Results<Ok<Changed>, ProblemHttpResult>> Recount(string id, Again request, InsightDb db, DraftReport draft, LiveSignals live, CancellationToken stop)
    {
        if (await db.Reports.FirstOrDefaultAsync(r => r.Id == id, stop) is not { } report) return Problems.NotFound();
        if (report.State != ReportState.Draft) return Refusal.Of("report-not-draft", $"报告现在是“{Report.WordOf(report.State)}”，只有草稿可以重新统计。").ToProblem();
        db.Expect(report, request.Version);
        (report.Figures, report.Sections) = await draft.Count(report.Kind, report.Division, report.FromDay, report.ToDay, stop);
        report.MadeAt = db.Now;
        await db.Commit(db.Note(report, "report.recount", "重新统计，文字重新生成"), stop);
        live.Raise("reports");
        return TypedResults.Ok(new Changed(report.Id, report.Version));
    }
}

/// <summary>Writing a step on a report.</summary>
internal static class ReportSteps
{
    public static Act Note(this InsightDb db, Report report, string kind, string title, string? reason = null)
    {
        report.Steps = [.. report.Steps, new ReportStep(db.Now, db.Caller.Name, db.Caller.PostTitle, title, reason)];
        return new Act(kind, "report", report.Id, $"{report.Number} {title}") { Reason = reason };
    }
}
