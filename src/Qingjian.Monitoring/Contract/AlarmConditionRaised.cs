namespace Qingjian.Monitoring.Contract;

/// <summary>An alarm condition of the bureau (报警条件) was raised, stepped up or raised again for an outlet. It is no verdict and nobody has to answer it.</summary>
/// <param name="StepId">The step.</param>
/// <param name="ConditionId">The condition.</param>
/// <param name="OutletId">Outlet (排放口).</param>
/// <param name="Title">Level and name of the condition, Chinese.</param>
/// <param name="Sentence">Chinese sentence with the numbers.</param>
/// <param name="Colour">blue, yellow, orange, red.</param>
/// <param name="At">When, by the data.</param>
public sealed record AlarmConditionRaised(string StepId, string ConditionId, string OutletId, string Title, string Sentence, string Colour, DateTimeOffset At);
