using Qingjian.Judgement;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Checks.Trends;

/// <summary>苗头性问题提醒: what an enterprise was told before a limit was exceeded. Never changed, save for its receipt.</summary>
internal sealed class TrendReminder : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public long Version { get; set; }
    public TrendKind Kind { get; init; }
    public string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public required string OutletName { get; init; }
    public required string Factor { get; init; }
    public required string FactorName { get; init; }
    public DateOnly Day { get; init; }
    public DateTimeOffset At { get; init; }
    public decimal Value { get; init; }
    public decimal Expected { get; init; }
    public decimal Limit { get; init; }
    public required string LimitName { get; init; }
    public string? Unit { get; init; }
    public decimal? HoursLeft { get; init; }
    public required string Say { get; init; }
    public required string RuleDigest { get; init; }
    /// <summary>First look of the enterprise.</summary>
    public DateTimeOffset? SeenAt { get; set; }
    public string? SeenBy { get; set; }
}
