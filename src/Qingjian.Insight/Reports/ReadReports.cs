using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Insight.Reports.Layout;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Insight.Reports;

/// <summary>报告: the list, one report with its figures, and its DOCX.</summary>
internal static class ReadReports
{
    /// <param name="Kind">daily, weekly or monthly.</param>
    internal sealed record Filter(Word<ReportKind>? Kind = null);

    internal sealed record Row(string Id, ReportKind Kind, string KindWord, string Number, string Title, string Division, DateOnly FromDay, DateOnly ToDay, ReportState State, string StateWord, string MadeByName, DateTimeOffset MadeAt, string? ApprovedByName, DateTimeOffset? ApprovedAt, DateTimeOffset? SentAt);

    internal sealed record ReportView(Row Head, long Version, string Agency, IReadOnlyList<ReportSection> Sections, SupervisionFigures Figures, IReadOnlyList<ReportStep> Steps, string? DocxSha256, IReadOnlyList<string> Acts);

    private static readonly Orders<Report> Orders = new("-madeAt") { ["madeAt"] = r => r.MadeAt, ["fromDay"] = r => r.FromDay, ["number"] = r => r.Number, ["approvedAt"] = r => r.ApprovedAt, ["sentAt"] = r => r.SentAt };

    private static readonly Tabs<Report, ReportState> Tabs = new(r => r.State);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["title"] = new("报告", r => r.Title, 46),
        ["number"] = new("编号", r => r.Number, 24),
        ["kind"] = new("类别", r => r.KindWord, 10),
        ["state"] = new("状态", r => r.StateWord, 10),
        ["fromDay"] = new("起", r => r.FromDay, 12),
        ["toDay"] = new("止", r => r.ToDay, 12),
        ["madeByName"] = new("编制人", r => r.MadeByName, 12),
        ["madeAt"] = new("编制时间", r => r.MadeAt, 20),
        ["approvedByName"] = new("审批人", r => r.ApprovedByName, 12),
        ["approvedAt"] = new("审批时间", r => r.ApprovedAt, 20),
        ["sentAt"] = new("发送时间", r => r.SentAt, 20),
    };

    public static void Map(RouteGroupBuilder reports)
    {
        reports.MapGet("/", List).Requires(Duty.ReadReports);
        reports.MapGet("/export", Export).Requires(Duty.ReadReports);
        reports.MapGet("/{id}", Read).Requires(Duty.ReadReports);
        reports.MapGet("/{id}/docx", Docx).Requires(Duty.ReadReports);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, [AsParameters] Filter filter, InsightDb db, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query, filter).ToPage(query, Orders, Tabs, stop)).As(Show));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] Filter filter, [AsParameters] SheetRequest sheet, InsightDb db, CancellationToken stop)
    {
        var rows = await Rows(db, query, filter).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("分析报告", query, Columns, rows.Select(Show), new Act("report.export", "list", "reports", $"导出报告清单{rows.Count}条"), stop);
    }

    private static async Task<Results<Ok<ReportView>, ProblemHttpResult>> Read(string id, InsightDb db, CancellationToken stop) =>
        await db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, stop) is { } r
            ? TypedResults.Ok(new ReportView(Show(r), r.Version, r.Agency, r.Sections, r.Figures, r.Steps, r.DocxSha256, Acts(r, db.Caller)))
            : Problems.NotFound();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Docx(string id, InsightDb db, CancellationToken stop)
    {
        if (await db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, stop) is not { } report) return Problems.NotFound();
        var kept = await db.ReportFiles.AsNoTracking().FirstOrDefaultAsync(f => f.ReportId == id, stop);
        if (kept is not null && Convert.ToHexStringLower(SHA256.HashData(kept.Docx)) != report.DocxSha256)
            throw new InvalidDataException($"The archived bytes of report {id} do not have the digest that was logged.");
        return TypedResults.File(kept?.Docx ?? SetReport.Of(report, db.Now, draft: true), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", $"{report.Title}{(kept is null ? "（草稿）" : "")}.docx");
    }

    private static List<string> Acts(Report report, Caller caller)
    {
        List<string> acts = [];
        if (report.State == ReportState.Draft && caller.May(Duty.WriteReports)) acts.AddRange(["edit", "recount"]);
        foreach (var (act, duty, word) in new[] { (ReportAct.Submit, Duty.WriteReports, "submit"), (ReportAct.Approve, Duty.ApproveReports, "approve"), (ReportAct.SendBack, Duty.ApproveReports, "sendBack"), (ReportAct.Send, Duty.WriteReports, "send") })
            if (caller.May(duty) && ApproveReport.Decide(report, act, "x", caller).Try(out _, out _)) acts.Add(word);
        return acts;
    }

    private static IQueryable<Report> Rows(InsightDb db, ListQuery query, Filter filter)
    {
        var rows = db.Reports.AsNoTracking().Saying(query, r => r.Title, r => r.Number).In(query.Division).Being(r => r.Kind, filter.Kind);
        if (query.From is { } from) rows = rows.Where(r => r.ToDay >= from);
        return query.To is { } to ? rows.Where(r => r.FromDay <= to) : rows;
    }

    private static Row Show(Report r) => new(r.Id, r.Kind, Report.WordOf(r.Kind), r.Number, r.Title, r.Division, r.FromDay, r.ToDay, r.State, Report.WordOf(r.State), r.MadeByName, r.MadeAt, r.ApprovedByName, r.ApprovedAt, r.SentAt);
}
