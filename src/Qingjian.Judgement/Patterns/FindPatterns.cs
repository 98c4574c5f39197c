namespace Qingjian.Judgement;

/// <summary>Looks for anomaly patterns and faults of data in the hours of one outlet. Same hours, same hits, whatever the order of arrival.</summary>
public static class FindPatterns
{
    /// <summary>All hits of all factors, in order of check and time. A check that the rule in force does not know is not made.</summary>
    /// <param name="factors">The factors of one outlet over the same hours, history included.</param>
    /// <param name="from">Hits that end before this hour are history and are left out.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> In(IReadOnlyList<FactorSeries> factors, DateTime from, PatternRule rule)
    {
        var hits = factors.SelectMany(series => Level.In(series, rule).Concat(Spread.In(series, from, rule)).Concat(Calibrations.In(series, rule)).Concat(Beside.In(series, rule))
            .Concat(Copies.In(series, from, rule)).Concat(Nights.In(series, rule)).Concat(DataFaults.In(series, rule)).Concat(DataStretches.In(series, rule)));
        return [.. hits.Concat(Together.In(factors, rule)).Where(hit => hit.To > from)
            .OrderBy(hit => hit.Code, StringComparer.Ordinal).ThenBy(hit => hit.Factor, StringComparer.Ordinal).ThenBy(hit => hit.From)];
    }

    /// <summary>Faults of a line or a plant show in every factor at once: where several factors have the same fault over the same hours it is one hit.</summary>
    public static IReadOnlyList<PatternHit> SaidOnce(IReadOnlyList<PatternHit> hits) =>
        [.. Refilled([.. hits.Where(hit => hit.Code == Refill)]), .. hits.Where(hit => hit.Code != Refill).GroupBy(hit => (hit.Code, hit.From, hit.To)).SelectMany(IEnumerable<PatternHit> (same) => same.Count() < 3 || same.Key.Code is not ("D04" or "D06" or "D07" or "D08" or "D18" or "D22" or "D23" or "D25" or "P10")
            ? same : [same.MaxBy(hit => hit.Score)! with { Factor = "", Say = $"{same.MaxBy(hit => hit.Score)!.Say}（{same.Count()}个因子）" }])];

    private const string Refill = "D02";

    // A line that came back fills many gaps of all factors in one go: one thing happened, and the latest of the values tells how bad it was.
    private static List<PatternHit> Refilled(List<PatternHit> late)
    {
        if (late.Count < 2) return late;
        var (worst, factors) = (late.MaxBy(hit => hit.Statistic)!, late.Select(hit => hit.Factor).Distinct().Count());
        return [worst with { Factor = factors > 1 ? "" : worst.Factor, From = late.Min(hit => hit.From), To = late.Max(hit => hit.To), Say = $"{factors}个因子的{late.Select(hit => (hit.From, hit.To)).Distinct().Count()}段缺数事后补传，其中{worst.Say}" }];
    }

    /// <summary>Stretches of successive hours that fulfil a condition, at least so long.</summary>
    internal static IEnumerable<(int From, int Count)> Runs(IReadOnlyList<SeriesHour> hours, int least, Func<SeriesHour, bool> wanted)
    {
        var from = -1;
        for (var at = 0; at <= hours.Count; at++)
        {
            var goesOn = at < hours.Count && wanted(hours[at]) && (from < 0 || hours[at].Start == hours[at - 1].Start.AddHours(1));
            if (goesOn && from < 0) from = at;
            if (goesOn || from < 0) continue;
            if (at - from >= least) yield return (from, at - from);
            // A gap in time may begin the next run at once.
            from = at < hours.Count && wanted(hours[at]) ? at : -1;
        }
    }

    internal static PatternHit Hit(Pattern pattern, FactorSeries series, int from, int count, decimal statistic, decimal threshold, decimal score, string say) =>
        Hit(pattern, series.Factor, series.Hours[from].Start, series.Hours[from + count - 1].Start.AddHours(1), statistic, threshold, score, say);

    internal static PatternHit Hit(Pattern pattern, string factor, DateTime from, DateTime to, decimal statistic, decimal threshold, decimal score, string say) =>
        new(pattern.Code, factor, from, to, statistic, threshold, Math.Clamp(score, 0m, 1m), say);

    internal static decimal Median(List<decimal> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2m;
    }

    internal static string Show(decimal value) => VerdictJson.Plain(Math.Round(value, 4, MidpointRounding.ToEven));

    internal static string Percent(decimal share) => $"{VerdictJson.Plain(Math.Round(share * 100m, 1, MidpointRounding.ToEven))}%";
}
