using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Tasks;
using Qingjian.Platform.Access;
using Qingjian.Platform.Overview;
using Qingjian.Vocabulary;

namespace Qingjian.Matters;

/// <summary>What of clues and tasks waits, and what is late.</summary>
internal sealed class MattersOverview(MattersDb db) : IOverviewSource
{
    public int Order => 30;

    public async Task<IReadOnlyList<OverviewCard>> Read(string area, CancellationToken stop)
    {
        var clues = db.Clues.AsNoTracking().Where(c => c.Division.StartsWith(area));
        var tasks = db.Tasks.AsNoTracking().Where(t => t.Division.StartsWith(area) && t.State != TaskState.Closed && t.State != TaskState.Dismissed);
        var now = db.Now;
        var today = BeijingTime.DayOf(now);
        return
        [
            Clue("clues-registered", "待初核线索", await clues.CountAsync(c => c.State == ClueState.Registered, stop), "/clues?state=registered").NearAboveZero(),
            Clue("clues-overdue", "立案期限已过", await clues.CountAsync(c => c.FilingDone == null && c.FilingDue != null && c.FilingDue < today && CluePath.Open.Contains(c.State), stop), "/clues?overdue=true").BadAboveZero(),
            Task("tasks-open", "在办任务", await tasks.CountAsync(stop), "/tasks"),
            Task("tasks-late", "本环节超期任务", await tasks.CountAsync(t => t.StepDue != null && t.StepDue < now, stop), "/tasks?late=true").BadAboveZero(),
        ];

        static OverviewCard Clue(string key, string title, int value, string path) => new(key, "线索与任务", title, value, "条", path, Duty.ReadClues);
        static OverviewCard Task(string key, string title, int value, string path) => new(key, "线索与任务", title, value, "件", path, Duty.ReadClues);
    }
}
