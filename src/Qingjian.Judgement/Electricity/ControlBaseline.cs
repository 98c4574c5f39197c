using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>Electricity of production on one Beijing day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Kwh">kWh.</param>
/// <param name="Covered">Share of the day that readings cover, 0 to 1.</param>
public sealed record DayEnergy(DateOnly Day, decimal Kwh, decimal Covered);

/// <summary>What an enterprise usually uses in a day: the mean of its normal days before an order.</summary>
/// <param name="Kwh">Mean in kWh a day.</param>
/// <param name="Days">The days it was made of, oldest first.</param>
public sealed record ControlBaseline(decimal Kwh, IReadOnlyList<DayEnergy> Days)
{
    /// <summary>The baseline of an order; null when there are too few normal days.</summary>
    /// <param name="days">Days before the order, in any order.</param>
    /// <param name="first">First day of the order.</param>
    /// <param name="controlled">Days under another order: no normal days.</param>
    /// <param name="rule">In force on the first day.</param>
    public static ControlBaseline? Before(IEnumerable<DayEnergy> days, DateOnly first, IReadOnlySet<DateOnly> controlled, ElectricityRule rule)
    {
        var known = days.Where(day => day.Day < first && day.Day >= first.AddDays(-rule.LookBackDays) && day.Covered >= rule.CoveredShare && !controlled.Contains(day.Day)).ToList();
        if (known.Count == 0) return null;
        var median = FindPatterns.Median([.. known.Select(day => day.Kwh)]);
        var normal = known.Where(day => day.Kwh > 0 && day.Kwh >= rule.NormalShare * median).OrderByDescending(day => day.Day).Take(rule.BaselineDays).Reverse().ToList();
        return normal.Count < rule.BaselineLeastDays ? null : new(decimal.Round(normal.Average(day => day.Kwh), 1), normal);
    }

    /// <summary>How it was reached, Chinese.</summary>
    public string Sentence => string.Create(CultureInfo.InvariantCulture, $"基准为{Days[0].Day:yyyy-MM-dd}至{Days[^1].Day:yyyy-MM-dd}间{Days.Count}个正常生产日的日均用电{Kwh:0.#}千瓦时");
}
