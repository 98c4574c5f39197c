using Qingjian.Matters.Law;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>Times the steps of a task by the limits in force on the day the step begins.</summary>
internal sealed class TaskClock(MattersLaw law)
{
    /// <summary>Puts the task into a state and starts that step's clock.</summary>
    public void Enter(FieldTask task, TaskState state, DateTimeOffset now)
    {
        task.State = state;
        task.StepSince = now;
        task.Escalated = 0;
        var due = law.Steps(BeijingTime.DayOf(now)).Body.Due(state, task.Priority, task.Alert, now);
        // A step never outlasts the whole task's own limit, as long as that limit is still ahead.
        task.StepDue = due is not null && task.DueAt is { } whole && whole > now && whole < due ? whole : due;
    }

    /// <summary>What the state waits for, in Chinese.</summary>
    public string WaitsFor(FieldTask task) => law.Steps(BeijingTime.DayOf(task.StepSince)).Body.WaitsFor(task.State) ?? "无";
}
