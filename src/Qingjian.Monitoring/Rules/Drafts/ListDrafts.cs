using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Rules.Drafts;

/// <summary>The drafts, newest first, and one of them with its trials and the text it would take the place of.</summary>
internal static class ListDrafts
{
    internal sealed record Row(
        string Id, string Kind, string KindWord, string Title, string Document, DateOnly InForceFrom, DraftState State, string DraftedByName, DateTimeOffset DraftedAt, string Reason,
        string? EndedByName, DateTimeOffset? EndedAt, string? EndReason, long Version);

    internal sealed record Trial(
        string Id, DateOnly From, DateOnly To, string AskedByName, DateTimeOffset AskedAt, DateTimeOffset? DoneAt, int DaysDone, int Days, int Compared, int Differing, int Newly, int NoLonger);

    internal sealed record File(Row Draft, string Text, IReadOnlyList<Trial> Trials, bool Mine);

    private static readonly Orders<RuleDraft> Orders = new("-draftedAt") { ["draftedAt"] = d => d.DraftedAt, ["title"] = d => d.Title, ["inForceFrom"] = d => d.InForceFrom };

    private static readonly Tabs<RuleDraft, DraftState> Tabs = new(d => d.State);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["title"] = new("规则", d => d.Title, 40),
        ["state"] = new("状态", d => Word(d.State), 10),
        ["kindWord"] = new("种类", d => d.KindWord, 14),
        ["document"] = new("文号、标准号", d => d.Document, 34),
        ["inForceFrom"] = new("施行日期", d => d.InForceFrom, 12),
        ["draftedByName"] = new("起草人", d => d.DraftedByName, 12),
        ["draftedAt"] = new("起草时间", d => d.DraftedAt, 20),
        ["reason"] = new("理由", d => d.Reason, 40),
        ["endedByName"] = new("施行或撤回人", d => d.EndedByName, 14),
        ["endReason"] = new("依据", d => d.EndReason, 40),
    };

    public static void Map(RouteGroupBuilder drafts)
    {
        drafts.MapGet("/", List).Requires(Duty.ReadDrafts);
        drafts.MapGet("/export", Export).Requires(Duty.ReadDrafts);
        drafts.MapGet("/{id}", Read).Requires(Duty.ReadDrafts);
    }

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, MonitoringDb db, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query).ToPage(query, Orders, Tabs, stop)).As(View));

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, MonitoringDb db, CancellationToken stop)
    {
        var all = await Rows(db, query).ToAll(query, Orders, Tabs, stop);
        return await sheet.Answer("规则草案", query, Columns, all.Select(View), new Act("draft.export", "rule-draft", "list", $"导出规则草案 {all.Count} 份"), stop);
    }

    private static async Task<Results<Ok<File>, ProblemHttpResult>> Read(string id, MonitoringDb db, TrialProgress progress, CancellationToken stop)
    {
        if (await db.Set<RuleDraft>().AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, stop) is not { } draft) return Problems.NotFound();
        var trials = await db.Set<DraftTrial>().AsNoTracking().Where(trial => trial.DraftId == id).OrderByDescending(trial => trial.AskedAt).ToListAsync(stop);
        return TypedResults.Ok(new File(View(draft), draft.Text, [.. trials.Select(trial => View(trial, progress))], draft.DraftedBy == db.Caller.PersonId));
    }

    private static Trial View(DraftTrial trial, TrialProgress progress)
    {
        var days = trial.To.DayNumber - trial.From.DayNumber + 1;
        var done = trial.DoneAt is not null ? days : progress.Of(trial.Id)?.Done ?? 0;
        return new(trial.Id, trial.From, trial.To, trial.AskedByName, trial.AskedAt, trial.DoneAt, done, days, trial.Compared, trial.Differing, trial.Newly, trial.NoLonger);
    }

    private static Row View(RuleDraft d) => new(
        d.Id, d.Kind, RuleEndpoints.KindWord(d.Kind), d.Title, d.Document, d.InForceFrom, d.State, d.DraftedByName, d.DraftedAt, d.Reason, d.EndedByName, d.EndedAt, d.EndReason, d.Version);

    private static IQueryable<RuleDraft> Rows(MonitoringDb db, ListQuery query) =>
        db.Set<RuleDraft>().AsNoTracking()
            .Saying(query, d => d.Title, d => d.Document, d => d.Reason);

    private static string Code(DraftState state) => state.ToString().ToLowerInvariant();

    private static string Word(DraftState state) => state switch { DraftState.Draft => "草案", DraftState.Enacted => "已施行", _ => "已撤回" };
}
