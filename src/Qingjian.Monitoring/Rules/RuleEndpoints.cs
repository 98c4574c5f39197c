using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Rules;

/// <summary>The law files with their trust, their text, and their confirmation by the legal desk.</summary>
internal static class RuleEndpoints
{
    internal sealed record RuleRow(
        string Digest, string Path, string Kind, string KindWord, string Title, string Issuer, string Document, string Clause, DateOnly InForceFrom, DateOnly? InForceUntil, Trust Trust,
        string State, string? ConfirmedBy, string? ConfirmedPost, DateTimeOffset? ConfirmedAt, string? ConfirmedSource, string? ConfirmedNote);

    internal sealed record RuleFile(RuleRow Rule, string Origin, string? Note, string Text);

    /// <param name="Source">The text compared with, e.g. 生态环境部公告原文.</param>
    /// <param name="Note">What was compared and found.</param>
    internal sealed record Confirmation(string Source, string Note);

    private static readonly SheetColumns<RuleRow> Columns = new()
    {
        ["title"] = new("规则", row => row.Title, 40),
        ["state"] = new("状态", row => row.State switch { "waiting" => "待确认", "confirmed" => "已确认", _ => "不需确认" }, 12),
        ["kindWord"] = new("种类", row => row.KindWord, 14),
        ["issuer"] = new("发布机关", row => row.Issuer, 20),
        ["document"] = new("文号、标准号", row => row.Document, 34),
        ["clause"] = new("条款", row => row.Clause, 28),
        ["inForceFrom"] = new("施行日期", row => row.InForceFrom, 12),
        ["inForceUntil"] = new("失效日期", row => row.InForceUntil, 12),
        ["trust"] = new("可信度", row => row.Trust.InChinese(), 14),
        ["confirmedBy"] = new("确认人", row => row.ConfirmedBy, 12),
        ["confirmedAt"] = new("确认时间", row => row.ConfirmedAt, 20),
        ["confirmedSource"] = new("核对所用原文", row => row.ConfirmedSource, 34),
        ["confirmedNote"] = new("核对结论", row => row.ConfirmedNote, 40),
        ["digest"] = new("摘要（SHA-256）", row => row.Digest, 66),
    };

    public static void Map(IEndpointRouteBuilder app)
    {
        var rules = app.MapGroup("/api/rules").WithTags("rules");
        rules.MapGet("/", List).Requires(Duty.SignedIn);
        rules.MapGet("/export", Export).Requires(Duty.SignedIn);
        rules.MapGet("/{digest}", Read).Requires(Duty.SignedIn);
        rules.MapPost("/{digest}/confirm", Confirm).Requires(Duty.ConfirmRules);
    }

    private static async Task<Ok<Page<RuleRow>>> List([AsParameters] ListQuery query, Rulebook book, RuleConfirmations confirmations, CancellationToken stop)
    {
        var rows = Found(query, book, await confirmations.All(stop));
        var counts = rows.GroupBy(row => row.State).ToDictionary(group => group.Key, group => group.Count());
        var shown = InState(rows, query);
        return TypedResults.Ok(shown.ToPage(query, counts));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, Rulebook book, RuleConfirmations confirmations, CancellationToken stop)
    {
        var rows = InState(Found(query, book, await confirmations.All(stop)), query);
        return await sheet.Answer("规则确认", query, Columns, rows, new Act("rule.export", "list", "rules", $"导出规则 {rows.Count} 条"), stop);
    }

    private static List<RuleRow> Found(ListQuery query, Rulebook book, IReadOnlyDictionary<string, RuleConfirmation> known)
    {
        var rows = book.Rules.Select(rule => Row(rule, known));
        if (query.Text is { } text)
            rows = rows.Where(row => row.Title.Contains(text, StringComparison.OrdinalIgnoreCase) || row.Document.Contains(text, StringComparison.OrdinalIgnoreCase) || row.KindWord.Contains(text, StringComparison.Ordinal));
        return [.. Sorted(rows, query.Sort)];
    }

    private static List<RuleRow> InState(List<RuleRow> rows, ListQuery query) =>
        string.IsNullOrEmpty(query.State) ? rows : [.. rows.Where(row => row.State == query.State)];

    // What waits for the legal desk stands on top.
    private static IOrderedEnumerable<RuleRow> Sorted(IEnumerable<RuleRow> rows, string? sort)
    {
        if (sort?.TrimStart('-') is not ("title" or "kindWord" or "document" or "inForceFrom" or "confirmedAt"))
            return rows.OrderByDescending(row => row.State == "waiting").ThenBy(row => row.Path, StringComparer.Ordinal);
        Func<RuleRow, string> by = sort.TrimStart('-') switch
        {
            "title" => row => row.Title,
            "kindWord" => row => row.KindWord,
            "document" => row => row.Document,
            "inForceFrom" => row => row.InForceFrom.ToString("O", CultureInfo.InvariantCulture),
            _ => row => row.ConfirmedAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "",
        };
        return sort.StartsWith('-') ? rows.OrderByDescending(by, StringComparer.Ordinal) : rows.OrderBy(by, StringComparer.Ordinal);
    }

    private static async Task<Results<Ok<RuleFile>, ProblemHttpResult>> Read(string digest, Rulebook book, LawInForce law, RuleConfirmations confirmations, CancellationToken stop) =>
        book.Find(digest) is { } rule ? TypedResults.Ok(new RuleFile(Row(rule, await confirmations.All(stop)), rule.Origin, rule.Note, law.TextOf(rule))) : Problems.NotFound();

    private static async Task<Results<Ok<RuleRow>, ProblemHttpResult>> Confirm(
        string digest, Confirmation request, MonitoringDb db, Rulebook book, RuleConfirmations confirmations, LiveSignals live, CancellationToken stop)
    {
        if (book.Find(digest) is not { } rule) return Problems.NotFound();
        if (string.IsNullOrWhiteSpace(request.Source)) return Refusal.OfField("source-missing", "source", "请写明核对所用的原文，例如：生态环境部公告2014年第35号原文。").ToProblem();
        if (string.IsNullOrWhiteSpace(request.Note)) return Refusal.OfField("note-missing", "note", "请写明核对的内容和结论，例如：逐项核对表4各限值，与原文一致。").ToProblem();
        if (await db.Confirmations.FindAsync([digest], stop) is { } before)
            return Refusal.Of("already-confirmed", $"“{rule.Title}”已由{before.PersonName}于{BeijingTime.ClockOf(before.ConfirmedAt):yyyy-MM-dd}确认，不需要再次确认。").ToProblem(StatusCodes.Status409Conflict);
        var caller = db.Caller;
        db.Confirmations.Add(new RuleConfirmation
        {
            Digest = digest,
            Path = rule.Path,
            Title = rule.Title,
            Source = request.Source.Trim(),
            Note = request.Note.Trim(),
            PersonId = caller.PersonId,
            PersonName = caller.Name,
            Post = caller.PostTitle,
            ConfirmedAt = db.Now,
        });
        await db.Commit(new Act("rule.confirm", "rule", digest, $"确认规则“{rule.Title}”（{rule.Document}）") { Reason = request.Note.Trim() }
            .Enter("config", new { digest, rule.Path, request.Source, request.Note, caller.PersonId, caller.Name, at = db.Now }), stop);
        live.Raise("rules");
        return TypedResults.Ok(Row(rule, await confirmations.All(stop)));
    }

    private static RuleRow Row(Rule rule, IReadOnlyDictionary<string, RuleConfirmation> known)
    {
        var confirmed = known.GetValueOrDefault(rule.Digest);
        var state = confirmed is not null ? "confirmed" : rule.Trust == Trust.Memory ? "waiting" : "settled";
        return new(rule.Digest, rule.Path, rule.Kind, KindWord(rule.Kind), rule.Title, rule.Issuer, rule.Document, rule.Clause, rule.InForceFrom, rule.InForceUntil, rule.Trust, state,
            confirmed?.PersonName, confirmed?.Post, confirmed?.ConfirmedAt, confirmed?.Source, confirmed?.Note);
    }

    internal static string KindWord(string kind) => kind switch
    {
        "limits" => "排放限值",
        "validity" => "数据有效性",
        "deadlines" => "期限",
        "calendar" => "工作日历",
        "provisional-calendar" => "暂定日历",
        "rulings" => "处理规则",
        "supervision" => "电子督办",
        "causes" => "违法行为目录",
        "documents" => "文书目录",
        "discretion" => "裁量基准",
        "factors" => "污染因子",
        "hearing" => "听证门槛",
        "clue-sources" => "线索来源",
        "task-steps" => "任务环节",
        "checklist" => "检查清单",
        "substitution" => "缺失数据替代",
        "transmission" => "传输有效率",
        "incineration" => "焚烧管理",
        "patterns" => "异常识别",
        "trend" => "苗头提醒",
        "cards" => "黄红牌",
        "electricity" => "用电监控",
        "sampling" => "自动留样",
        "marks" => "标记规则",
        "mark-checks" => "标记核对",
        _ => "规则",
    };
}
