namespace Qingjian.Monitoring.Contract;

/// <summary>A judgement came to something that needs attention: an exceedance or a warning (判定超标或者预警).</summary>
/// <param name="VerdictId">The verdict.</param>
/// <param name="OutletId">Outlet (排放口).</param>
/// <param name="EnterpriseId">Enterprise.</param>
/// <param name="Division">Division code of the outlet.</param>
/// <param name="Factor">HJ 212 code.</param>
/// <param name="FactorName">Its Chinese name.</param>
/// <param name="Period">hour or day.</param>
/// <param name="Start">Beginning of the period.</param>
/// <param name="Trigger">Word of the supervision rules: day_exceeded, hour_exceeded, hour_dispatch, ….</param>
/// <param name="Sentence">Chinese sentence an enterprise understands.</param>
/// <param name="Value">Value compared.</param>
/// <param name="Unit">Unit of value and limit.</param>
/// <param name="Limit">The limit as its source writes it.</param>
/// <param name="LimitName">Standard, category and clause, or permit.</param>
/// <param name="Multiple">Times over the limit; null for pH.</param>
/// <param name="Colour">blue, yellow, orange, red.</param>
/// <param name="Trust">Weakest trust of the rules used: text, second-hand, memory.</param>
public sealed record VerdictReached(
    string VerdictId, string OutletId, string EnterpriseId, string Division, string Factor, string FactorName, string Period, DateTimeOffset Start,
    string Trigger, string Sentence, decimal? Value, string? Unit, string? Limit, string? LimitName, decimal? Multiple, string Colour, string Trust);

/// <summary>An hour that had exceeded was followed by one that did not, or was judged anew and no longer does.</summary>
/// <param name="OutletId">Outlet.</param>
/// <param name="Factor">HJ 212 code.</param>
/// <param name="At">End of the exceedance: beginning of the first hour within the limit.</param>
/// <param name="Sentence">Chinese sentence of the later verdict.</param>
/// <param name="Withdrawn">Id of a verdict that no longer stands after judging anew; null when the values themselves came back.</param>
public sealed record ExceedanceEnded(string OutletId, string Factor, DateTimeOffset At, string Sentence, string? Withdrawn);

/// <summary>A logger has been silent long enough for an order (数据传输中断).</summary>
/// <param name="SilenceId">The silence.</param>
/// <param name="MonitorId">Logger.</param>
/// <param name="Mn">Its MN.</param>
/// <param name="OutletId">An outlet it speaks for.</param>
/// <param name="EnterpriseId">Enterprise.</param>
/// <param name="Division">Division code.</param>
/// <param name="Since">Last packet.</param>
public sealed record LinkSilent(string SilenceId, string MonitorId, string Mn, string OutletId, string EnterpriseId, string Division, DateTimeOffset Since);

/// <summary>A silent logger spoke again.</summary>
public sealed record LinkBack(string SilenceId, string OutletId, DateTimeOffset Since, DateTimeOffset At);

/// <summary>A mark of an enterprise was accepted by an officer: the hours it covers are judged anew.</summary>
/// <param name="MarkId">The mark.</param>
/// <param name="OutletId">Outlet.</param>
/// <param name="From">Beginning.</param>
/// <param name="To">End, exclusive.</param>
public sealed record MarkAccepted(string MarkId, string OutletId, DateTimeOffset From, DateTimeOffset To);

/// <summary>A person decided whether the values of some hours count (人工审核): they are judged anew.</summary>
/// <param name="OutletId">Outlet.</param>
/// <param name="From">Beginning of the first hour.</param>
/// <param name="To">End of the last hour, exclusive.</param>
public sealed record HoursReviewed(string OutletId, DateTimeOffset From, DateTimeOffset To);
