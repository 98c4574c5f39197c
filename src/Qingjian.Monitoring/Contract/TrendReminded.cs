namespace Qingjian.Monitoring.Contract;

/// <summary>An enterprise was reminded of a trend before a limit was exceeded (苗头性问题提醒). Nothing has happened yet; nothing is to be answered.</summary>
/// <param name="ReminderId">The reminder.</param>
/// <param name="OutletId">Outlet (排放口).</param>
/// <param name="EnterpriseId">Enterprise.</param>
/// <param name="Division">Division code of the outlet.</param>
/// <param name="Factor">HJ 212 code.</param>
/// <param name="FactorName">Chinese.</param>
/// <param name="Summary">Chinese sentence, readable by itself.</param>
/// <param name="At">When it was made.</param>
public sealed record TrendReminded(string ReminderId, string OutletId, string EnterpriseId, string Division, string Factor, string FactorName, string Summary, DateTimeOffset At);
