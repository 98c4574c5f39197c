using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Checks;

/// <summary>Findings that the supervision rules answer: the enterprise has to explain a value that does not move, a state that does not fit, a line that is not sound.</summary>
internal static class FindingEvents
{
    /// <summary>Tells a new finding, where its check pulls a trigger.</summary>
    /// <param name="act">The act that keeps it.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="rule">The settings of the check.</param>
    /// <param name="triggers">Which finding pulls which trigger.</param>
    public static Act Found(this Act act, CheckFinding finding, PatternRule rule, TriggerRule? triggers) => triggers?.OfFinding(finding.Code) is not { } pull ? act
        : act.Tell(new SupervisionEvent(finding.Id, pull.Trigger, finding.OutletId, finding.Factor, finding.FactorName, finding.FromAt, finding.ToAt,
            $"{finding.FactorName}{finding.Name}：{finding.Say}。{rule.Find(finding.Code)?.Cure}", pull.Colour, rule.Rule.Trust.Word()));
}
