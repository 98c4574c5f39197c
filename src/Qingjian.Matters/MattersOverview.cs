using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Cases;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Tasks;
using Qingjian.Platform.Access;
using Qingjian.Platform.Overview;
using Qingjian.Vocabulary;

namespace Qingjian.Matters;

/// <summary>What of clues, tasks and cases waits, and what is late.</summary>
internal sealed class MattersOverview(MattersDb db) : IOverviewSource
{
    public int Order => 30;

    public async Task<IReadOnlyList<OverviewCard>> Read(string area, CancellationToken stop)
    {
        var clues = db.Clues.AsNoTracking().Where(c => c.Division.StartsWith(area));
        var tasks = db.Tasks.AsNoTracking().Where(t => t.Division.StartsWith(area));
        var cases = db.Set<Case>().AsNoTracking().Where(c => c.Division.StartsWith(area));
        var now = db.Now;
        var today = BeijingTime.DayOf(now);
        return
        [
            Clue("clues-registered", "待初核线索", await clues.CountAsync(c => c.State == ClueState.Registered, stop), "/clues?state=registered").NearAboveZero(),
            Clue("clues-overdue", "立案期限已过", await clues.CountAsync(c => c.FilingDone == null && c.FilingDue != null && c.FilingDue < today && CluePath.Open.Contains(c.State), stop), "/clues?overdue=true").BadAboveZero(),
            Task("tasks-initiated", "待研判任务", await tasks.CountAsync(t => t.State == TaskState.Initiated, stop), "/tasks?state=initiated").NearAboveZero(),
            Task("tasks-dispatched", "已派发待接受", await tasks.CountAsync(t => t.State == TaskState.Dispatched, stop), "/tasks?state=dispatched").NearAboveZero(),
            Task("tasks-late", "本环节超期任务", await tasks.CountAsync(t => t.StepDue != null && t.StepDue < now, stop), "/tasks?late=true").BadAboveZero(),
            Case("cases-filing", "立案待审批", await cases.CountAsync(c => c.State == CaseState.Filing, stop), "/cases?state=filing").NearAboveZero(),
            Case("cases-investigating", "调查取证", await cases.CountAsync(c => c.State == CaseState.Investigating, stop), "/cases?state=investigating"),
            Case("cases-review", "案件审查", await cases.CountAsync(c => c.State == CaseState.UnderReview, stop), "/cases?state=underReview"),
            Case("cases-closed", "已结案", await cases.CountAsync(c => c.State == CaseState.Closed, stop), "/cases?state=closed"),
        ];

        static OverviewCard Clue(string key, string title, int value, string path) => new(key, "线索与任务", title, value, "条", path, Duty.ReadClues);
        static OverviewCard Task(string key, string title, int value, string path) => new(key, "线索与任务", title, value, "件", path, Duty.ReadClues);
        static OverviewCard Case(string key, string title, int value, string path) => new(key, "案件", title, value, "件", path, Duty.ReadCases);
    }
}
