namespace Qingjian.Monitoring.Contract;

/// <summary>Periods out of control of an outlet came out otherwise, because a record of a check took effect or ceased to. The hours are judged anew.</summary>
/// <param name="CheckId">The record.</param>
/// <param name="OutletId">Outlet.</param>
/// <param name="From">Beginning of what changed.</param>
/// <param name="To">End, exclusive; not later than the moment it changed.</param>
public sealed record OutOfControlChanged(string CheckId, string OutletId, DateTimeOffset From, DateTimeOffset To);
