using Qingjian.Judgement;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Meters.Controls;

/// <summary>Why production is stopped or limited.</summary>
internal enum ControlKind
{
    /// <summary>错峰生产.</summary>
    PeakShift = 1,
    /// <summary>重污染天气应急.</summary>
    HeavyPollution = 2,
    /// <summary>重大活动保障.</summary>
    MajorEvent = 3,
    /// <summary>黄红牌整改: comes with the correction a card was ordered.</summary>
    CardCorrection = 4,
}

/// <summary>预警级别 of heavy pollution; an input, not computed here.</summary>
internal enum ControlLevel
{
    Yellow = 1,
    Orange = 2,
    Red = 3,
}

/// <summary>停限产指令. Seen by whoever sees one of its targets: a county sees the city's order for its plants.</summary>
internal sealed class ControlOrder : IVersioned
{
    public required string Id { get; init; }
    public required string Number { get; init; }
    public ControlKind Kind { get; init; }
    public ControlLevel? Level { get; init; }
    public ControlMeasure Measure { get; init; }
    /// <summary>Share of the baseline a limited plant may use, 0 to 1; 0 for a stop.</summary>
    public decimal LimitShare { get; init; }
    public DateTimeOffset FromAt { get; init; }
    /// <summary>End, exclusive.</summary>
    public DateTimeOffset ToAt { get; set; }
    /// <summary>Division codes whose metered plants it binds; empty when plants are named one by one.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];
    /// <summary>Document it rests on.</summary>
    public required string Basis { get; init; }
    /// <summary>The yellow or red card it comes from, or null.</summary>
    public string? CardId { get; init; }
    /// <summary>Division of who issued it.</summary>
    public required string Division { get; init; }
    public required string IssuedByName { get; init; }
    public DateTimeOffset IssuedAt { get; init; }
    public DateTimeOffset? LiftedAt { get; set; }
    public string? LiftedWhy { get; set; }
    public long Version { get; set; }
}

/// <summary>An enterprise under an order.</summary>
internal sealed class ControlTarget : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public required string OrderId { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public DateTimeOffset? ReceivedAt { get; set; }
    public string? ReceivedBy { get; set; }
    /// <summary>kWh of a normal day; null when there are too few normal days.</summary>
    public decimal? BaselineKwh { get; set; }
    public string? BaselineSay { get; set; }
    /// <summary>The order so far; null while no day can be assessed.</summary>
    public ControlResult? Result { get; set; }
    /// <summary>When it made a clue.</summary>
    public DateTimeOffset? ToldAt { get; set; }
    public long Version { get; set; }
}

/// <summary>One Beijing day of one enterprise under an order.</summary>
internal sealed class ControlDay : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string TargetId { get; init; }
    public required string OrderId { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public DateOnly Day { get; init; }
    /// <summary>Hours of the day under the order.</summary>
    public decimal Hours { get; set; }
    public decimal Kwh { get; set; }
    public decimal Covered { get; set; }
    public decimal? AllowedKwh { get; set; }
    public ControlResult Result { get; set; }
    public required string Say { get; set; }
    public required string Rule { get; set; }
    public DateTimeOffset AssessedAt { get; set; }
}

/// <summary>Words of orders for people.</summary>
internal static class ControlWords
{
    public static string Of(ControlKind kind) => kind switch
    {
        ControlKind.PeakShift => "错峰生产",
        ControlKind.HeavyPollution => "重污染天气应急",
        ControlKind.CardCorrection => "黄红牌整改",
        _ => "重大活动保障",
    };

    public static string Of(ControlLevel? level) => level switch
    {
        ControlLevel.Yellow => "黄色",
        ControlLevel.Orange => "橙色",
        ControlLevel.Red => "红色",
        _ => "",
    };

    public static string Of(ControlResult? result) => result switch
    {
        ControlResult.Executed => "已执行",
        ControlResult.Partly => "部分执行",
        ControlResult.NotExecuted => "未执行",
        ControlResult.Insufficient => "数据不足",
        ControlResult.NoBaseline => "无基准",
        _ => "尚未核查",
    };

    public static string Measure(ControlMeasure measure, decimal limit) => measure == ControlMeasure.Stop ? "停产" : $"限产至{limit * 100:0.#}%";
}
