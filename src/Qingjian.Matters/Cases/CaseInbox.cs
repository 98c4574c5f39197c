using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Cases.Pages;
using Qingjian.Matters.Deadlines;
using Qingjian.Platform.Access;
using Qingjian.Platform.Inbox;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases;

/// <summary>Cases in the inbox: to whom the next step of each state falls, and to the party once a paper was served on it.</summary>
internal sealed class CaseInbox(MattersDb db) : IInboxSource
{
    private const string Kind = "案件";

    public IReadOnlyList<string> Kinds => [Kind];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        var found = box switch
        {
            InboxBox.Todo => await Waiting(stop),
            InboxBox.Done => await Handled(stop),
            InboxBox.Returned => await Returned(stop),
            _ => [],
        };
        if (most == 0 || found.Count == 0) return new([], found.Count);
        var ids = found.Select(f => f.Id).ToList();
        var clocks = (await db.Set<DeadlineInstance>().AsNoTracking().Where(d => ids.Contains(d.OwnerId) && d.DoneOn == null).ToListAsync(stop)).ToLookup(d => d.OwnerId);
        var last = await db.Steps.AsNoTracking().Where(s => ids.Contains(s.ObjectId)).GroupBy(s => s.ObjectId).Select(g => new { g.Key, At = g.Max(s => s.At) }).ToDictionaryAsync(g => g.Key, g => g.At, stop);
        var items = found.Select(f => Item(f, ListCases.Nearest(clocks[f.Id]), last.GetValueOrDefault(f.Id, f.CreatedAt)));
        items = box == InboxBox.Done ? items.OrderByDescending(i => i.ArrivedAt) : items.OrderBy(i => i.DueAt ?? DateTimeOffset.MaxValue);
        return new([.. items.Take(most)], found.Count);
    }

    private InboxItem Item(Case file, DeadlineInstance? clock, DateTimeOffset at) => new(
        Kind, file.Id, file.Number.Length > 0 ? $"{file.Number} {file.Title}" : file.Title, db.Caller.EnterpriseId is null ? Step(file) : "查看文书、陈述申辩", file.Agency.ShortName, at,
        clock?.DueOn is { } due ? BeijingTime.StartOf(due.AddDays(1)).AddMilliseconds(-1) : null, CaseWords.Of(file.State), db.Caller.EnterpriseId is null ? $"/cases/{file.Id}" : $"/my-cases/{file.Id}");

    private async Task<List<Case>> Waiting(CancellationToken stop)
    {
        var caller = db.Caller;
        if (caller.EnterpriseId is not null)
            return await db.Set<Case>().AsNoTracking().Where(c => c.ToldParty && (c.State == CaseState.Notified || c.State == CaseState.Served)).ToListAsync(stop);
        var states = Mine(caller);
        if (states.Count == 0) return [];
        var files = await db.Set<Case>().AsNoTracking().Where(c => states.Contains(c.State)).ToListAsync(stop);
        return [.. files.Where(file => Falls(file, caller))];
    }

    // States in which some step falls to one of the caller's duties.
    private static List<CaseState> Mine(Caller caller) =>
        [.. Enum.GetValues<CaseState>().Where(state => CasePath.From(state).Any(act => act is not (CaseAct.RecordReinspection or CaseAct.CancelPaper or CaseAct.CorrectPaper or CaseAct.RequestExtension) && caller.May(CasePath.DutyOf(state, act))))];

    // The next step of the file as it stands falls to whom?
    private static bool Falls(Case file, Caller caller)
    {
        if (file.Extension is { Open: true } && caller.May(Duty.DecideCases)) return true;
        var handler = file.Investigators.Any(i => i.PersonId == caller.PersonId);
        return file.State switch
        {
            CaseState.Filing => caller.May(Duty.ApproveFiling) && !handler,
            CaseState.Filed or CaseState.Investigating => handler,
            CaseState.UnderReview => file.Stands(file.Review) ? handler : caller.May(Duty.ReviewCases) && !handler,
            CaseState.Notified or CaseState.Hearing => handler || (file.Defence?.AnsweredAt is not null && caller.May(Duty.DecideCases)),
            CaseState.LegalReview => file.Stands(file.LegalReview) ? handler || caller.May(Duty.DecideCases) : caller.May(Duty.LegalReview),
            CaseState.Collective => caller.May(Duty.DecideCases),
            CaseState.Decided or CaseState.NoPenalty or CaseState.Demanded => handler,
            CaseState.Served or CaseState.InExecution or CaseState.Court or CaseState.Terminated => file.Closing is null ? handler : caller.May(Duty.DecideCases),
            CaseState.Suspended => caller.May(Duty.DecideCases),
            _ => false,
        };
    }

    private string Step(Case file) => file.Extension is { Open: true } && db.Caller.May(Duty.DecideCases) ? "审批延期" : file.State switch
    {
        CaseState.Filing => "审批立案",
        CaseState.Filed => "开始调查",
        CaseState.Investigating => "调查取证、提交调查报告",
        CaseState.UnderReview => file.Stands(file.Review) ? "制作并送达事先告知书" : "案件审查",
        CaseState.Notified => file.Defence is { Statement: not null, AnsweredAt: null } ? "复核陈述申辩" : file.Defence?.HearingAskedAt is not null ? "通知听证" : "期满后作出决定",
        CaseState.Hearing => "举行听证",
        CaseState.LegalReview => "法制审核",
        CaseState.Collective => file.Discussion is null ? "集体讨论" : "作出决定",
        CaseState.Decided or CaseState.NoPenalty => "送达决定书",
        CaseState.Suspended => "恢复调查",
        _ => file.Closing is null ? "执行、结案" : "审批结案",
    };

    private async Task<List<Case>> Handled(CancellationToken stop)
    {
        var me = db.Caller.PersonId;
        var ids = await db.Steps.AsNoTracking().Where(s => s.ObjectType == "case" && s.PersonId == me).Select(s => s.ObjectId).Distinct().ToListAsync(stop);
        return await db.Set<Case>().AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(stop);
    }

    private async Task<List<Case>> Returned(CancellationToken stop)
    {
        var ids = await db.Steps.AsNoTracking().Where(s => s.Kind == "case.return-to-investigation").Select(s => s.ObjectId).Distinct().ToListAsync(stop);
        if (ids.Count == 0) return [];
        var files = await db.Set<Case>().AsNoTracking().Where(c => ids.Contains(c.Id) && c.State == CaseState.Investigating).ToListAsync(stop);
        return [.. files.Where(f => f.Investigators.Any(i => i.PersonId == db.Caller.PersonId))];
    }
}
