using Qingjian.Judgement;
using Qingjian.Monitoring.Marks;

namespace Qingjian.Monitoring.Incineration;

/// <summary>A plant with its furnaces at a moment.</summary>
/// <param name="ExceedanceDays">Days of this month on which a furnace exceeded a day limit (M40).</param>
/// <param name="ExceedanceDaysLimit">From how many on production is restricted; null where there is no such rule.</param>
internal sealed record PlantView(
    string EnterpriseId, string EnterpriseName, string Division, string DivisionName, string Address, DateTimeOffset At, int ExceedanceDays, int? ExceedanceDaysLimit, IReadOnlyList<PlantView.FurnaceView> Furnaces)
{
    /// <param name="Day">The day shown.</param>
    /// <param name="Celsius">Latest temperature; null when none came lately.</param>
    /// <param name="Temperatures">The 288 five-minute means; null where missing.</param>
    /// <param name="Slots">One letter each: o in order, l low, f low under a mark, m missing, - not yet.</param>
    /// <param name="Low">Slots that count under article 11.</param>
    /// <param name="Allowed">How many are no violation.</param>
    /// <param name="Condition">The condition marked now, else 正常运行.</param>
    internal sealed record FurnaceView(
        string OutletId, string Name, string OutletName, string Kind, decimal Threshold, DateOnly Day, decimal? Celsius, DateTimeOffset? CelsiusAt, IReadOnlyList<decimal?> Temperatures, string Slots, int Low, int Free, int Missing,
        int Allowed, LowTemperatureOutcome LowOutcome, string Because, string Condition, IReadOnlyList<Pollutant> Pollutants, IReadOnlyList<Account> Accounts, IReadOnlyList<MarkView> Marks, bool Shown, IReadOnlyList<string> SpareProbes, long Version);

    /// <param name="Now">Latest momentary converted value.</param>
    /// <param name="HourMean">Latest hour mean, converted.</param>
    /// <param name="HourLimit">Hour limit as its source writes it.</param>
    /// <param name="DayMean">Mean of the valid hours of the day so far.</param>
    /// <param name="Hours">How many hours that mean rests on.</param>
    /// <param name="DayLimit">Day limit as its source writes it.</param>
    /// <param name="Over">The mean so far is above the day limit.</param>
    internal sealed record Pollutant(
        string Code, string Name, string Unit, decimal? Now, DateTimeOffset? NowAt, decimal? HourMean, DateTimeOffset? HourAt, string? HourLimit, decimal? DayMean, int Hours, string? DayLimit, bool Over);

    /// <param name="Level">0, or the warning passed: 50, 80, 100.</param>
    internal sealed record Account(string Code, string Name, AccountPeriod Period, DateOnly From, int UsedMinutes, int BeyondMinutes, int AllowedMinutes, int Level);
}
