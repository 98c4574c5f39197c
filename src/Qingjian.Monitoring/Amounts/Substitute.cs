using Qingjian.Judgement;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Amounts;

/// <summary>What stands for one hour without a valid amount.</summary>
/// <param name="Start">Beginning, Beijing clock.</param>
/// <param name="Amount">kg or m³; null when nothing may stand for it.</param>
/// <param name="Because">Chinese, with numbers.</param>
internal sealed record StandIn(DateTime Start, decimal? Amount, string Because);

/// <summary>Substitutes missing and invalid hours of a factor: gas by HJ 75-2017 (the highest of the last valid amounts), water by HJ 356-2019 (concentration and flow of the
/// preceding period). The measured hours stay as they are.</summary>
internal static class Substitute
{
    /// <param name="medium">Air or water.</param>
    /// <param name="factor">HJ 212 code.</param>
    /// <param name="days">Hours of the factor by day, history included.</param>
    /// <param name="flow">Hours of the flow by day; used for water.</param>
    /// <param name="rule">The rule in force.</param>
    /// <param name="passed">Passed checks of the factor on record, Beijing clock; used for gas, where the hours before the last calibration stand for those out of control.</param>
    public static IReadOnlyList<StandIn> Of(Medium medium, string factor, IReadOnlyList<(DateOnly Day, IReadOnlyList<HourItem> Hours)> days, IReadOnlyList<(DateOnly Day, IReadOnlyList<HourItem> Hours)> flow, SubstitutionRule rule, IEnumerable<DateTime>? passed = null)
    {
        if (medium == Medium.Air)
            return factor == MeasureAmounts.GasFlow ? [] : [.. SubstituteAmounts.Of(Flat(days).Select(hour => new AmountHour(hour.Start, hour.Item.State, hour.Item.Amount)), rule, passed).Select(each => new StandIn(each.Start, each.Amount, each.Because))];
        var volumes = Fill(MeasureAmounts.WaterFlow, Flat(flow).Select(hour => new WaterHour(hour.Start, hour.Item.Amount, hour.Item.State == AmountState.Stopped)), rule);
        if (factor == MeasureAmounts.WaterFlow) return [.. volumes.Values.Where(each => each.Because.Length > 0).Select(each => new StandIn(each.Start, each.Value, each.Because))];
        var concentrations = Fill(factor, Flat(days).Select(hour => new WaterHour(hour.Start, hour.Item.Concentration, hour.Item.State == AmountState.Stopped)), rule);
        return [.. Flat(days).Where(hour => hour.Item.State is not (AmountState.Valid or AmountState.Stopped)).Select(hour =>
        {
            var (value, volume) = (concentrations.GetValueOrDefault(hour.Start), volumes.GetValueOrDefault(hour.Start));
            var amount = value?.Value is { } mean && volume?.Value is { } cubic ? mean * cubic * 0.001m : (decimal?)null;
            return new StandIn(hour.Start, amount, amount is null ? value?.Because is { Length: > 0 } why && value.Value is null ? why : "没有可用的流量，无法补遗"
                : $"{value!.Because}；水量{(volume!.Because.Length > 0 ? "补遗" : "实测")}{volume.Value:0.##} m³");
        })];
    }

    private sealed record Filled(DateTime Start, decimal? Value, string Because);

    private static Dictionary<DateTime, Filled> Fill(string factor, IEnumerable<WaterHour> hours, SubstitutionRule rule)
    {
        var all = hours.ToList();
        var found = all.Where(hour => hour.Value is not null).ToDictionary(hour => hour.Start, hour => new Filled(hour.Start, hour.Value, ""));
        foreach (var filled in FillWater.Of(factor, all, rule)) found[filled.Start] = new(filled.Start, filled.Value, filled.Because);
        return found;
    }

    private static IEnumerable<(DateTime Start, HourItem Item)> Flat(IReadOnlyList<(DateOnly Day, IReadOnlyList<HourItem> Hours)> days) =>
        days.SelectMany(day => day.Hours.Select((item, hour) => (day.Day.ToDateTime(new TimeOnly(hour, 0)), item)));
}
