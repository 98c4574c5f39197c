using System.Collections.Frozen;

namespace Qingjian.Monitoring.Interventions;

/// <summary>Which acts of the audit trail are hands on data, and how grave they are.</summary>
/// <param name="Kind">Kind of trace.</param>
/// <param name="Risk">How far it may change what is punished.</param>
/// <param name="Before">What held before, in words; null shows the digest of the rows.</param>
/// <param name="After">What holds since; null shows the digest of the rows.</param>
internal sealed record ActTrace(InterventionKind Kind, InterventionRisk Risk, string? Before = null, string? After = null)
{
    public static readonly FrozenDictionary<string, ActTrace> Known = new Dictionary<string, ActTrace>(StringComparer.Ordinal)
    {
        ["quarantine.release"] = new(InterventionKind.Quarantine, InterventionRisk.Medium, "隔离，不作为数据", "释放，作为数据"),
        ["quarantine.dismiss"] = new(InterventionKind.Quarantine, InterventionRisk.Medium, "隔离，等待处理", "不采用"),
        ["suffix.allow"] = new(InterventionKind.Quarantine, InterventionRisk.Low, "未知后缀，隔离", "登记为厂商后缀，接收"),
        ["rule.confirm"] = new(InterventionKind.Rule, InterventionRisk.Medium, "待法制确认", "已确认"),
        ["draft.enact"] = new(InterventionKind.Rule, InterventionRisk.High, "规则草案", "施行"),
        ["calendar.load"] = new(InterventionKind.Rule, InterventionRisk.Medium, "暂定或者没有该年日历", "按通知的工作日历重算期限"),
        ["monitor.edit"] = new(InterventionKind.Register, InterventionRisk.High),
        ["monitor.bind"] = new(InterventionKind.Register, InterventionRisk.High),
        ["monitor.unbind"] = new(InterventionKind.Register, InterventionRisk.High),
        ["outlet.duties"] = new(InterventionKind.Register, InterventionRisk.High),
        ["inlet.set"] = new(InterventionKind.Register, InterventionRisk.Medium),
        ["outlet.edit"] = new(InterventionKind.Register, InterventionRisk.Medium),
        ["monitor.address.confirm"] = new(InterventionKind.Address, InterventionRisk.Low, "来源未核实", "来源已核实"),
        ["monitor.address.withdraw"] = new(InterventionKind.Address, InterventionRisk.Low, "来源已核实", "来源未核实"),
        ["command.send"] = new(InterventionKind.Command, InterventionRisk.Medium, "数采仪原设置", "见指令记录的执行结果"),
        ["finding.set-aside"] = new(InterventionKind.Finding, InterventionRisk.High, "有效，计入综合得分", "搁置，不计入综合得分"),
        ["finding.take-up"] = new(InterventionKind.Finding, InterventionRisk.Low, "搁置", "恢复，计入综合得分"),
        ["alarm.change"] = new(InterventionKind.Rule, InterventionRisk.Low),
        ["alarm.disable"] = new(InterventionKind.Rule, InterventionRisk.Low, "启用", "停用"),
        ["order.withdraw"] = new(InterventionKind.Order, InterventionRisk.High, "督办中", "撤销"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
