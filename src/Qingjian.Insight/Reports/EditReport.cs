using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Reports;

/// <summary>A person edits the words of a draft; figures, tables and charts stay as counted.</summary>
internal static class EditReport
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Sections">All sections in order.</param>
    internal sealed record Request(long Version, IReadOnlyList<ReportSection> Sections);

    public static void Map(RouteGroupBuilder reports) => reports.MapPut("/{id}", Handle).Requires(Duty.WriteReports);

    private static async Task<Results<Ok<MakeReport.Changed>, ProblemHttpResult>> Handle(string id, Request request, InsightDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Reports.FirstOrDefaultAsync(r => r.Id == id, stop) is not { } report) return Problems.NotFound();
        if (!Decide(report, request.Sections).Try(out var sections, out var why)) return why.ToProblem();
        db.Expect(report, request.Version);
        report.Sections = sections;
        await db.Commit(db.Note(report, "report.edit", "修改文字"), stop);
        live.Raise("reports");
        return TypedResults.Ok(new MakeReport.Changed(report.Id, report.Version));
    }

    /// <summary>Pure: what is wrong, or the sections trimmed.</summary>
    internal static Outcome<List<ReportSection>> Decide(Report report, IReadOnlyList<ReportSection> sections)
    {
        if (report.State != ReportState.Draft) return Refusal.Of("report-not-draft", $"报告现在是“{Report.WordOf(report.State)}”，只有草稿可以修改；需要改请先退回。");
        if (sections.Count is 0 or > 10) return Refusal.OfField("sections-count", "sections", "报告须有1到10个部分。");
        for (var at = 0; at < sections.Count; at++)
        {
            if (sections[at].Heading.Trim().Length is 0 or > 40) return Refusal.OfField("section-heading", $"sections[{at}].heading", "每个部分须有标题，不超过40个字。");
            if (sections[at].Text.Trim().Length is 0 or > 8000) return Refusal.OfField("section-text", $"sections[{at}].text", "每个部分须有文字，不超过8000字。");
        }
        return sections.Select(each => new ReportSection(each.Heading.Trim(), each.Text.Trim())).ToList();
    }
}
