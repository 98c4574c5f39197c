using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Insight.Reports.Layout;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Messages;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Reports;

/// <summary>What may be done with a report, step by step.</summary>
internal enum ReportAct
{
    /// <summary>提交审批.</summary>
    Submit,
    /// <summary>退回修改.</summary>
    SendBack,
    /// <summary>审批: fixed as DOCX, its digest in the evidence log.</summary>
    Approve,
    /// <summary>发送.</summary>
    Send,
}

/// <summary>The way of a report from draft to sent. Nobody approves his own.</summary>
internal static class ApproveReport
{
    /// <param name="Version">Version the page was shown.</param>
    /// <param name="Reason">Opinion; needed to send back.</param>
    internal sealed record Request(long Version, string Reason = "");

    public static void Map(RouteGroupBuilder reports)
    {
        reports.MapPost("/{id}/submit", (string id, Request request, InsightDb db, LiveSignals live, CancellationToken stop) => Handle(id, ReportAct.Submit, request, db, live, stop)).Requires(Duty.WriteReports);
        reports.MapPost("/{id}/send-back", (string id, Request request, InsightDb db, LiveSignals live, CancellationToken stop) => Handle(id, ReportAct.SendBack, request, db, live, stop)).Requires(Duty.ApproveReports);
        reports.MapPost("/{id}/approve", (string id, Request request, InsightDb db, LiveSignals live, CancellationToken stop) => Handle(id, ReportAct.Approve, request, db, live, stop)).Requires(Duty.ApproveReports);
        reports.MapPost("/{id}/send", (string id, Request request, InsightDb db, LiveSignals live, CancellationToken stop) => Handle(id, ReportAct.Send, request, db, live, stop)).Requires(Duty.WriteReports);
    }

    private static async Task<Results<Ok<MakeReport.Changed>, ProblemHttpResult>> Handle(string id, ReportAct act, Request request, InsightDb db, LiveSignals live, CancellationToken stop)
    {
        if (await db.Reports.FirstOrDefaultAsync(r => r.Id == id, stop) is not { } report) return Problems.NotFound();
        if (!Decide(report, act, request.Reason, db.Caller).Try(out var next, out var why)) return why.ToProblem();
        db.Expect(report, request.Version);
        report.State = next;
        var reason = request.Reason.Trim() is { Length: > 0 } said ? said : null;
        var note = db.Note(report, $"report.{act switch { ReportAct.Submit => "submit", ReportAct.SendBack => "send-back", ReportAct.Approve => "approve", _ => "send" }}", InChinese(act), reason);
        if (act == ReportAct.Approve)
        {
            (report.ApprovedByName, report.ApprovedAt) = (db.Caller.Name, db.Now);
            var docx = SetReport.Of(report, db.Now, draft: false);
            report.DocxSha256 = Convert.ToHexStringLower(SHA256.HashData(docx));
            db.ReportFiles.Add(new ReportFile { ReportId = report.Id, Docx = docx });
            note.Enter("evidence.add", report.DocxSha256, docx.Length);
        }
        if (act == ReportAct.Send)
        {
            report.SentAt = db.Now;
            note.Tell(new OutsideNotice("report.sent", "", report.Number, report.Division, null, ["county", "city", "province"]));
        }
        await db.Commit(note, stop);
        live.Raise("reports");
        live.Raise("inbox");
        return TypedResults.Ok(new MakeReport.Changed(report.Id, report.Version));
    }

    /// <summary>Pure: where the act leads, or why it is refused.</summary>
    internal static Outcome<ReportState> Decide(Report report, ReportAct act, string reason, Caller caller)
    {
        ReportState? next = (report.State, act) switch
        {
            (ReportState.Draft, ReportAct.Submit) => ReportState.Submitted,
            (ReportState.Submitted, ReportAct.SendBack) => ReportState.Draft,
            (ReportState.Submitted, ReportAct.Approve) => ReportState.Approved,
            (ReportState.Approved, ReportAct.Send) => ReportState.Sent,
            _ => null,
        };
        if (next is not { } state) return Refusal.Of("report-act-not-allowed", $"报告现在是“{Report.WordOf(report.State)}”，不能{InChinese(act)}。");
        if (act == ReportAct.Approve && caller.PersonId == report.MadeBy) return Refusal.Of("own-report", "报告不能由编制人自己审批，请由另一人审批。");
        if (act == ReportAct.SendBack && string.IsNullOrWhiteSpace(reason)) return Refusal.OfField("reason-missing", "reason", "请写明退回的理由。");
        return state;
    }

    public static string InChinese(ReportAct act) => act switch { ReportAct.Submit => "提交审批", ReportAct.SendBack => "退回修改", ReportAct.Approve => "审批通过", _ => "发送" };
}
