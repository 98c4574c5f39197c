using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Interventions;

/// <summary>What kind of hand was laid on data.</summary>
internal enum InterventionKind
{
    /// <summary>人工审核: a value was said to count, or not to.</summary>
    Review = 1,
    /// <summary>标记: made, accepted, refused, changed, taken back.</summary>
    Mark = 2,
    /// <summary>数据改动: the logger sent another value for the same hour.</summary>
    Revision = 3,
    /// <summary>数据标记改动: the logger sent another flag for the same hour.</summary>
    Flag = 4,
    /// <summary>隔离区: quarantined bytes were released or dismissed.</summary>
    Quarantine = 5,
    /// <summary>规则: confirmed, put in force, a calendar year loaded.</summary>
    Rule = 6,
    /// <summary>档案: limits, factors, bindings or settings of a logger were changed.</summary>
    Register = 7,
    /// <summary>来源地址: an address was confirmed or withdrawn.</summary>
    Address = 8,
    /// <summary>反控: a command went to a logger.</summary>
    Command = 9,
    /// <summary>异常发现: set aside or taken up.</summary>
    Finding = 10,
    /// <summary>督办: an order was withdrawn.</summary>
    Order = 11,
    /// <summary>台账: figures of a day were corrected by the enterprise.</summary>
    Ledger = 12,
}

/// <summary>How far a hand may change what is punished.</summary>
internal enum InterventionRisk
{
    /// <summary>低.</summary>
    Low = 1,
    /// <summary>中.</summary>
    Medium = 2,
    /// <summary>高: may make an exceedance vanish.</summary>
    High = 3,
}

/// <summary>One trace. Made from what is kept elsewhere (decisions, histories, revisions, the audit trail) and so cannot be edited.</summary>
/// <param name="Id">Kind and number of what it was made from.</param>
/// <param name="Person">Name, or the logger.</param>
/// <param name="EnterpriseName">Null where no enterprise is concerned.</param>
/// <param name="DataFrom">Beginning of the data concerned; null where no stretch is.</param>
/// <param name="Before">What held before, in words or as a digest.</param>
/// <param name="After">What holds since.</param>
/// <param name="ObjectType">Object in the evidence log.</param>
/// <param name="Path">Page that tells more.</param>
internal sealed record Intervention(
    string Id, DateTimeOffset At, InterventionKind Kind, InterventionRisk Risk, string Person, string Post, string? EnterpriseId, string? EnterpriseName, string Division, string? OutletId, string? OutletName,
    DateTimeOffset? DataFrom, DateTimeOffset? DataTo, string What, string? Reason, string Before, string After, string ObjectType, string ObjectId, string? Path);

/// <summary>The stretch of time and nothing else: each reader is scoped by its own rows.</summary>
/// <param name="From">First instant of the acts.</param>
/// <param name="Until">Exclusive.</param>
internal sealed record InterventionPeriod(DateTimeOffset From, DateTimeOffset Until);

internal static class InterventionWords
{
    public static string InChinese(this InterventionKind kind) => kind switch
    {
        InterventionKind.Review => "人工审核",
        InterventionKind.Mark => "标记",
        InterventionKind.Revision => "数据改动",
        InterventionKind.Flag => "数据标记改动",
        InterventionKind.Quarantine => "隔离区处理",
        InterventionKind.Rule => "规则与日历",
        InterventionKind.Register => "档案变更",
        InterventionKind.Address => "来源地址",
        InterventionKind.Command => "反控命令",
        InterventionKind.Finding => "异常发现搁置",
        InterventionKind.Ledger => "台账更正",
        _ => "督办撤销",
    };

    public static string InChinese(this InterventionRisk risk) => risk switch { InterventionRisk.High => "高", InterventionRisk.Medium => "中", _ => "低" };

    public static string Clock(DateTimeOffset at) => $"{BeijingTime.ClockOf(at):M月d日H时}";
}
