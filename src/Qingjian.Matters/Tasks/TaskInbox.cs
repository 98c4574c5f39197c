using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Inbox;

namespace Qingjian.Matters.Tasks;

/// <summary>Tasks in the inbox of whoever's turn it is.</summary>
internal sealed class TaskInbox(MattersDb db, TaskClock clock) : IInboxSource
{
    public IReadOnlyList<string> Kinds { get; } = ["任务"];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        if (Rows(box) is not { } rows) return InboxSlice.Empty;
        var total = await rows.CountAsync(stop);
        if (most == 0 || total == 0) return new([], total);
        var ordered = box == InboxBox.Done ? rows.OrderByDescending(t => t.StepSince) : rows.OrderBy(t => t.StepDue == null).ThenBy(t => t.StepDue);
        var tasks = await ordered.Take(most).ToListAsync(stop);
        return new([.. tasks.Select(t => new InboxItem("任务", t.Id, $"{t.Title}（{t.Number}）", clock.WaitsFor(t), t.InitiatedUnit ?? t.InitiatedByName, t.StepSince, t.StepDue, t.State.InChinese(), $"/tasks/{t.Id}"))], total);
    }

    private IQueryable<FieldTask>? Rows(InboxBox box)
    {
        var me = db.Caller;
        var (triage, dispatch, handle) = (me.May(Duty.TriageClues), me.May(Duty.DispatchTasks), me.May(Duty.HandleTasks));
        var all = db.Tasks.AsNoTracking();
        var mine = all.Where(t =>
            (triage && t.State == TaskState.Initiated)
            || (dispatch && (t.State == TaskState.Triaged || t.State == TaskState.Returned))
            || (handle && (t.LeadPersonId == me.PersonId || t.SecondPersonId == me.PersonId)
                && (t.State == TaskState.Dispatched || t.State == TaskState.Accepted || t.State == TaskState.OnSite || t.State == TaskState.Rework))
            || (triage && t.LeadPersonId != me.PersonId && t.SecondPersonId != me.PersonId && (t.State == TaskState.Feedback || t.State == TaskState.Verified)));
        if (!triage && !dispatch && !handle) return null;
        return box switch
        {
            InboxBox.Todo => mine,
            InboxBox.Done => all.Where(t => db.Steps.Any(s => s.ObjectId == t.Id && s.PersonId == me.PersonId)),
            InboxBox.Urged => mine.Where(t => t.Urged > 0 || t.Escalated >= 100),
            InboxBox.Returned => mine.Where(t => t.State == TaskState.Returned || t.State == TaskState.Rework),
            InboxBox.Forwarded => all.Where(t => dispatch && t.OrganisationId != null && t.OrganisationId == me.OrganisationId && t.State == TaskState.Triaged),
            InboxBox.Extended => all.Where(t => t.Extended > 0 && !TaskPath.Ended.Contains(t.State) && (dispatch || t.LeadPersonId == me.PersonId || t.SecondPersonId == me.PersonId)),
            _ => null,
        };
    }
}
