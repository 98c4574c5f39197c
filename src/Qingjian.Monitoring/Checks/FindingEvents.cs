using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Checks;

/// <summary>Findings that the supervision rules answer: the enterprise has to explain a value that does not move, a state that does not fit, a line that is not sound.</summary>
internal static class FindingEvents
{
    /// <summary>The trigger that a check pulls; null for one that only counts towards a clue.</summary>
    public static string? TriggerOf(string code) => code switch
    {
        "P01" or "P02" or "P07" or "P20" => "constant_value",
        "P22" => "implausible_mark",
        "L01" or "L03" or "L04" or "L08" or "L09" => "link_abnormal",
        _ => null,
    };

    /// <summary>Tells a new finding, where its check pulls a trigger.</summary>
    public static Act Found(this Act act, CheckFinding finding, PatternRule rule) => TriggerOf(finding.Code) is not { } trigger ? act
        : act.Tell(new SupervisionEvent(finding.Id, trigger, finding.OutletId, finding.Factor, finding.FactorName, finding.FromAt, finding.ToAt,
            $"{finding.FactorName}{finding.Name}：{finding.Say}。{rule.Find(finding.Code)?.Cure}", trigger == "link_abnormal" ? "blue" : "yellow", rule.Rule.Trust.Word()));
}
