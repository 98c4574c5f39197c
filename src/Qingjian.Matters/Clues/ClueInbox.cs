using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Inbox;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>Clues in the inbox: to review, to file, late or extended.</summary>
internal sealed class ClueInbox(MattersDb db) : IInboxSource
{
    public IReadOnlyList<string> Kinds { get; } = ["线索"];

    public async Task<InboxSlice> Read(InboxBox box, int most, CancellationToken stop)
    {
        if (Rows(box) is not { } rows) return InboxSlice.Empty;
        var total = await rows.CountAsync(stop);
        if (most == 0 || total == 0) return new([], total);
        var ordered = box == InboxBox.Done ? rows.OrderByDescending(c => c.ReviewedAt) : rows.OrderBy(c => c.FilingDue == null).ThenBy(c => c.FilingDue);
        var clues = await ordered.Take(most).ToListAsync(stop);
        return new([.. clues.Select(c => new InboxItem("线索", c.Id, $"{c.Target}：{c.Content}", Step(c), c.OrderNumber is null ? c.RegisteredByName : $"督办单 {c.OrderNumber}",
            c.RegisteredAt, c.FilingDue is { } day ? BeijingTime.StartOf(day.AddDays(1)) : null, c.State.InChinese(), $"/clues/{c.Id}"))], total);
    }

    private IQueryable<Clue>? Rows(InboxBox box)
    {
        var me = db.Caller;
        var all = db.Clues.AsNoTracking();
        var today = BeijingTime.DayOf(db.Now);
        return box switch
        {
            InboxBox.Todo when me.May(Duty.TriageClues) && me.May(Duty.InvestigateCases) => all.Where(c => c.State == ClueState.Registered || c.State == ClueState.Confirmed),
            InboxBox.Todo when me.May(Duty.TriageClues) => all.Where(c => c.State == ClueState.Registered),
            // Who went and found it proposes the filing.
            InboxBox.Todo when me.May(Duty.InvestigateCases) => all.Where(c => c.State == ClueState.Confirmed && c.CaseId == null
                && db.Tasks.Any(t => t.Id == c.TaskId && (t.LeadPersonId == me.PersonId || t.SecondPersonId == me.PersonId))),
            InboxBox.Done => all.Where(c => db.Steps.Any(s => s.ObjectId == c.Id && s.PersonId == me.PersonId)),
            InboxBox.Urged when me.May(Duty.TriageClues) => all.Where(c => c.FilingDone == null && c.FilingWarn < today && CluePath.Open.Contains(c.State)),
            InboxBox.Extended when me.May(Duty.TriageClues) || me.May(Duty.ApproveFiling) => all.Where(c => c.FilingExtended && c.FilingDone == null && CluePath.Open.Contains(c.State)),
            _ => null,
        };
    }

    private static string Step(Clue clue) => clue.State switch
    {
        ClueState.Registered => "初核",
        ClueState.Confirmed => "提出立案",
        ClueState.Inspecting => "等待检查反馈",
        _ => "立案决定",
    };
}
