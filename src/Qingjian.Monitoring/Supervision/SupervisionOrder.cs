using Qingjian.Judgement;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Supervision;

/// <summary>One verdict folded into an order.</summary>
/// <param name="VerdictId">The verdict, or the silence.</param>
/// <param name="From">First instant.</param>
/// <param name="To">End, exclusive.</param>
/// <param name="Value">Value compared.</param>
/// <param name="Multiple">Times over the limit.</param>
/// <param name="Sentence">Chinese sentence.</param>
/// <param name="Withdrawn">Why it no longer stands (judged anew); null while it does.</param>
internal sealed record Occurrence(string VerdictId, DateTimeOffset From, DateTimeOffset To, decimal? Value, decimal? Multiple, string Sentence, string? Withdrawn = null);

/// <summary>电子督办单. Repeats of one outlet, factor and rule within a natural day are one order with growing occurrences.</summary>
internal sealed class SupervisionOrder : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public required string Number { get; init; }
    public long Version { get; set; }
    public OrderState State { get; set; }
    /// <summary>warning, dispatch, handling: of the supervision rules.</summary>
    public required string Class { get; init; }
    /// <summary>Word of the supervision rules: day_exceeded, hour_exceeded, silence, low_temperature, …</summary>
    public required string Trigger { get; init; }
    public required string Colour { get; set; }
    public string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public required string OutletName { get; init; }
    /// <summary>HJ 212 code; empty for a silence.</summary>
    public required string Factor { get; init; }
    public required string FactorName { get; init; }
    /// <summary>The natural day of the data.</summary>
    public DateOnly Day { get; init; }
    public required string Title { get; set; }
    /// <summary>Sentence of the gravest verdict.</summary>
    public required string Summary { get; set; }
    public string? LimitName { get; set; }
    public decimal? Value { get; set; }
    public decimal? Limit { get; set; }
    public string? Unit { get; set; }
    public decimal? Multiple { get; set; }
    public Trust Trust { get; set; }
    public IReadOnlyList<Occurrence> Occurrences { get; set; } = [];
    public DateTimeOffset FromAt { get; set; }
    public DateTimeOffset ToAt { get; set; }
    /// <summary>The event goes on: the last hour judged was still over the limit, or the line is still silent.</summary>
    public bool Ongoing { get; set; }
    public DateTimeOffset IssuedAt { get; init; }
    /// <summary>When the enterprise's answer is due.</summary>
    public DateTimeOffset DueAt { get; set; }
    /// <summary>When the bureau's check is due; null when the rules set no limit.</summary>
    public DateTimeOffset? CheckDueAt { get; set; }
    /// <summary>The check is due on a day of a provisional calendar year (暂定).</summary>
    public bool DueProvisional { get; set; }
    /// <summary>0 the enterprise, 1 the county, 2 the city, 3 the province.</summary>
    public int Level { get; set; }
    /// <summary>That it stayed unanswered to the last level was told.</summary>
    public bool UnansweredTold { get; set; }
    /// <summary>When the first answer was due; null where none is asked.</summary>
    public DateTimeOffset? FirstDueAt { get; init; }
    public DateTimeOffset? FirstAnsweredAt { get; set; }
    /// <summary>How often the bureau was urged to check.</summary>
    public int Urged { get; set; }
    public DateTimeOffset? UrgedAt { get; set; }
    public DateTimeOffset? ReceivedAt { get; set; }
    public string? ReceivedBy { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public DateTimeOffset? CheckedAt { get; set; }
    public string? CheckedBy { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? CloseNote { get; set; }
    /// <summary>How often it was sent back.</summary>
    public int Returns { get; set; }
    /// <summary>Digest of the rulebook it was issued under.</summary>
    public required string Rulebook { get; init; }
    /// <summary>Digest of the supervision rules.</summary>
    public required string RuleDigest { get; init; }

    /// <summary>Whether verdicts stand behind it that can be upheld; else a fact that another part told.</summary>
    public bool OfVerdicts => VerdictTriggers.Contains(Trigger) || Trigger is "low_temperature_day" or "maintenance_over";

    /// <summary>Triggers that a verdict on the value of a factor pulls: said with its name.</summary>
    public static readonly string[] VerdictTriggers = ["hour_exceeded", "hour_dispatch", "hour_warning", "day_exceeded", "day_warning"];

    /// <summary>Verdicts that still stand.</summary>
    public IReadOnlyList<Occurrence> Standing => [.. Occurrences.Where(each => each.Withdrawn is null)];
}

/// <summary>A mark as an enterprise makes it in its answer.</summary>
/// <param name="Kind">Code of the supervision rules.</param>
/// <param name="Name">Chinese.</param>
/// <param name="From">Beginning.</param>
/// <param name="To">End, exclusive.</param>
/// <param name="Note">What happened.</param>
internal sealed record StatedMark(string Kind, string Name, DateTimeOffset From, DateTimeOffset To, string Note);

/// <summary>An enterprise's answer. Never changed; a further answer is a further row.</summary>
internal sealed class OrderAnswer : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string OrderId { get; init; }
    public required string Division { get; init; }
    public string? EnterpriseId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string Post { get; init; }
    public required string Cause { get; init; }
    public required string CauseName { get; init; }
    public required string Text { get; init; }
    public required string Measures { get; init; }
    public IReadOnlyList<StatedMark> Marks { get; init; } = [];
    public IReadOnlyList<string> FileIds { get; init; } = [];
    public bool Late { get; init; }
    /// <summary>accepted, sent-back, upheld.</summary>
    public string? Outcome { get; set; }
    public string? OutcomeReason { get; set; }
    public DateTimeOffset? OutcomeAt { get; set; }
    public string? OutcomeBy { get; set; }
}

/// <summary>To whom an order was delivered.</summary>
internal sealed class OrderDelivery
{
    public required string Id { get; init; }
    public required string OrderId { get; init; }
    /// <summary>enterprise, county, city, province.</summary>
    public required string To { get; init; }
    public required string Name { get; init; }
    public string? OrganisationId { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? ReceivedAt { get; set; }
    public string? ReceivedBy { get; set; }
}

/// <summary>One line of an order's time line.</summary>
internal sealed class OrderStep
{
    /// <summary>Counts steps in the order they were written.</summary>
    public long Position { get; init; }
    public required string Id { get; init; }
    public required string OrderId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string Post { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public string? Reason { get; init; }
    public string? FromState { get; init; }
    public string? ToState { get; init; }
    /// <summary>Page that tells more, for officers: the case that came of the order.</summary>
    public string? Path { get; init; }
}
