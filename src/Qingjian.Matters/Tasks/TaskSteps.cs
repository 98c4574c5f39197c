namespace Qingjian.Matters.Tasks;

/// <summary>How long each step of a task may take, as <c>law/task-steps</c> says.</summary>
internal sealed record TaskSteps(
    IReadOnlyList<int> EscalateAtPercent, decimal FactorNormal, decimal FactorUrgent, decimal FactorCritical, decimal FactorAlert, IReadOnlyList<TaskStepLimit> Steps)
{
    /// <summary>When the step that began at <paramref name="since"/> is due; null for a state that waits for nothing.</summary>
    public DateTimeOffset? Due(TaskState state, TaskPriority priority, bool alert, DateTimeOffset since)
    {
        if (Of(state) is not { } step) return null;
        var factor = priority switch
        {
            TaskPriority.Urgent => FactorUrgent,
            TaskPriority.Critical => FactorCritical,
            _ => FactorNormal,
        } * (alert ? FactorAlert : 1m);
        return since + TimeSpan.FromMinutes((double)Math.Max(1m, decimal.Round(step.Hours * 60m * factor)));
    }

    /// <summary>What the state waits for, e.g. 接受; null for an ended task.</summary>
    public string? WaitsFor(TaskState state) => Of(state)?.WaitsFor;

    private TaskStepLimit? Of(TaskState state) => Steps.FirstOrDefault(s => string.Equals(s.State, state.ToString(), StringComparison.OrdinalIgnoreCase));
}

/// <param name="State">The state, e.g. dispatched.</param>
/// <param name="WaitsFor">What it waits for, in Chinese.</param>
/// <param name="Hours">Hours of a task of normal priority.</param>
internal sealed record TaskStepLimit(string State, string WaitsFor, decimal Hours);
