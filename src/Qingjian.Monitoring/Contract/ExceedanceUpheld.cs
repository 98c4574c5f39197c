namespace Qingjian.Monitoring.Contract;

/// <summary>An officer upheld the exceedance of a supervision order after reading the enterprise's answer (督办核实为超标).</summary>
/// <param name="OrderId">Supervision order.</param>
/// <param name="OrderNumber">Its number as printed.</param>
/// <param name="OutletId">Outlet (排放口).</param>
/// <param name="EnterpriseId">Enterprise.</param>
/// <param name="Division">Division code of the outlet.</param>
/// <param name="FactorCode">Pollutant code.</param>
/// <param name="Summary">Chinese sentence of the verdict, readable by itself.</param>
/// <param name="From">First instant of the exceedance (inclusive).</param>
/// <param name="To">Last instant (exclusive).</param>
/// <param name="Value">Highest judged value, in the unit of <paramref name="Limit"/>.</param>
/// <param name="Limit">Limit in force on the day of the data.</param>
/// <param name="VerdictIds">Verdicts folded into the order.</param>
public sealed record ExceedanceUpheld(
    string OrderId, string OrderNumber, string OutletId, string EnterpriseId, string Division, string FactorCode, string Summary,
    DateTimeOffset From, DateTimeOffset To, decimal Value, decimal Limit, IReadOnlyList<string> VerdictIds);
