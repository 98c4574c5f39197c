namespace Qingjian.Judgement;

/// <summary>Checks of marks: against the data (K01 to K05, K13), against time and one another (K06 to K12). A hit is a clue that a mark may be
/// false, for a person to look at.</summary>
public static class MarkFaults
{
    /// <summary>All hits of the marks of one outlet, in order of check and time.</summary>
    /// <param name="marks">Marks in order of beginning, the days before included.</param>
    /// <param name="hours">Hours of the outlet over the same stretch.</param>
    /// <param name="from">Hits that end before it are left out.</param>
    /// <param name="rule">The settings in force.</param>
    public static IReadOnlyList<PatternHit> In(IReadOnlyList<MarkLooked> marks, IReadOnlyList<OutletHour> hours, DateTime from, PatternRule rule)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var byHour = hours.ToDictionary(hour => hour.Start);
        return [.. marks.SelectMany(mark => Against(mark, byHour, rule).Concat(Alone(mark, rule))).Concat(Between(marks, rule)).Where(hit => hit.To > from)
            .OrderBy(hit => hit.Code, StringComparer.Ordinal).ThenBy(hit => hit.From)];
    }

    private static IEnumerable<PatternHit> Against(MarkLooked mark, Dictionary<DateTime, OutletHour> byHour, PatternRule rule)
    {
        var within = Whole(mark).Where(byHour.ContainsKey).Select(start => byHour[start]).ToList();
        var still = mark.Sense is MarkSense.Stopped or MarkSense.Warming;
        if (still && rule.Find("K01") is { } oxygen && within.Where(hour => hour.Oxygen is { } value && value < oxygen["oxygen"]).ToList() is { Count: > 0 } low)
            yield return Hit(oxygen, mark, low.Min(hour => hour.Oxygen!.Value), oxygen["oxygen"], 0.8m, $"氧含量最低{FindPatterns.Show(low.Min(hour => hour.Oxygen!.Value))}%，说明仍在燃烧");
        if (still && rule.Find("K02") is { } flow && within.Where(hour => hour.FlowShare is { } share && share > flow["share"]).ToList() is { Count: > 0 } running)
            yield return Hit(flow, mark, running.Max(hour => hour.FlowShare!.Value), flow["share"], 0.8m, $"流量仍有平时的{FindPatterns.Percent(running.Max(hour => hour.FlowShare!.Value))}");
        if (mark.Sense == MarkSense.Stopped && rule.Find("K03") is { } furnace && within.Where(hour => hour.Furnace is { } celsius && celsius > furnace["celsius"]).ToList() is { Count: > 0 } hot)
            yield return Hit(furnace, mark, hot.Max(hour => hour.Furnace!.Value), furnace["celsius"], 1m, $"炉膛温度仍有{FindPatterns.Show(hot.Max(hour => hour.Furnace!.Value))}℃");
        if (mark.Sense is MarkSense.Fault && rule.Find("K04") is { } fault && Day(mark.From, byHour, fault) is { } crossed)
            yield return Hit(fault, mark, crossed, 1m, 0.8m, $"开始前日均值刚升到限值的{FindPatterns.Percent(crossed)}");
        if (mark.Sense is MarkSense.Maintenance or MarkSense.Calibration && rule.Find("K05") is { } falls
            && byHour.GetValueOrDefault(Floor(mark.From).AddHours(-1))?.Loading is { } before && byHour.GetValueOrDefault(Ceiling(mark.To))?.Loading is { } after && before > falls["near"] && after < falls["falls"] * before)
            yield return Hit(falls, mark, after / before, falls["falls"], 0.7m, $"开始前为限值的{FindPatterns.Percent(before)}，结束时降到{FindPatterns.Percent(after)}");
        if (mark.Sense is MarkSense.Maintenance or MarkSense.Calibration or MarkSense.DeviceFault && rule.Find("K13") is { } flag && within.Count >= flag.Count("hours") && within.All(hour => hour.Flag == 'N'))
            yield return Hit(flag, mark, within.Count, flag["hours"], 0.4m, $"{within.Count}个完整小时内数采仪的数据标记一直为正常（N）");
    }

    // The running mean of the day passed the limit within the hours just before the mark.
    private static decimal? Day(DateTime from, Dictionary<DateTime, OutletHour> byHour, Pattern fault)
    {
        decimal? Mean(DateTime until)
        {
            var values = Enumerable.Range(0, 24).Select(hour => from.Date.AddHours(hour)).Where(hour => hour < until).Select(hour => byHour.GetValueOrDefault(hour)?.Loading).OfType<decimal>().ToList();
            return values.Count >= fault.Count("least") ? values.Average() : null;
        }
        var (now, before) = (Mean(Floor(from)), Mean(Floor(from).AddHours(-(double)fault["hours"])));
        return now > 1m && before <= 1m ? now : null;
    }

    private static IEnumerable<PatternHit> Alone(MarkLooked mark, PatternRule rule)
    {
        if (mark.Sense == MarkSense.Maintenance && rule.Find("K06") is { } maintenance && mark.Hours > maintenance["hours"])
            yield return Hit(maintenance, mark, mark.Hours, maintenance["hours"], mark.Hours / (3m * maintenance["hours"]), $"持续{FindPatterns.Show(Math.Round(mark.Hours, 1))}小时");
        var deadline = mark.To.Date.AddDays(mark.To.TimeOfDay == TimeSpan.Zero ? 0 : 1);
        if (rule.Find("K08") is { } late && mark.MadeAt != default && (decimal)(mark.MadeAt - deadline).TotalHours is var over && over > late["hour_of_next_day"])
            yield return Hit(late, mark, Math.Round(over, 1), late["hour_of_next_day"], 0.5m, $"{mark.MadeAt:M月d日HH:mm}才标记，晚于次日{late.Count("hour_of_next_day")}时");
        if (mark.Sense is MarkSense.StartStop or MarkSense.Fault && rule.Find("K11") is { } each && mark.Hours > each["hours"])
            yield return Hit(each, mark, mark.Hours, each["hours"], mark.Hours / (3m * each["hours"]), $"一次持续{FindPatterns.Show(Math.Round(mark.Hours, 1))}小时，超过单次{each.Count("hours")}小时");
        if (mark.Sense is MarkSense.DeviceFault or MarkSense.Fault && !mark.Proved && rule.Find("K12") is { } proof && mark.Hours > proof["hours"])
            yield return Hit(proof, mark, mark.Hours, proof["hours"], 0.4m, $"持续{FindPatterns.Show(Math.Round(mark.Hours, 1))}小时而没有任何证明材料");
    }

    private static IEnumerable<PatternHit> Between(IReadOnlyList<MarkLooked> marks, PatternRule rule)
    {
        var states = marks.Where(mark => mark.IsState).OrderBy(mark => mark.From).ToList();
        for (var at = 1; at < states.Count; at++)
        {
            if (rule.Find("K09") is { } overlap && states[at].From < states[at - 1].To && states[at].Sense != states[at - 1].Sense)
                yield return Hit(overlap, states[at], (decimal)(states[at - 1].To - states[at].From).TotalMinutes, 0m, 0.5m, $"与“{states[at - 1].Name}”重叠");
            // 停运之后须先烘炉、启炉；直接故障也不合顺序 (M38).
            if (rule.Find("K10") is { } order && states[at - 1].Sense == MarkSense.Stopped && states[at].Sense == MarkSense.Fault && (decimal)(states[at].From - states[at - 1].To).TotalMinutes is >= 0m and var gap && gap <= order["minutes"])
                yield return Hit(order, states[at], gap, order["minutes"], 0.5m, "紧接在“停运”之后，没有经过启动");
        }
        if (rule.Find("K07") is not { } daily) yield break;
        foreach (var same in marks.GroupBy(mark => mark.Sense))
        {
            var (run, last) = (new List<MarkLooked>(), (MarkLooked?)null);
            foreach (var mark in same.OrderBy(mark => mark.From).Append(null))
            {
                if (last is not null && (mark is null || mark.From.Date != last.From.Date.AddDays(1) || Math.Abs((mark.From.TimeOfDay - last.From.TimeOfDay).TotalMinutes) > (double)daily["minutes"]))
                {
                    if (run.Count >= daily["days"])
                        yield return FindPatterns.Hit(daily, "", run[0].From, run[^1].To, run.Count, daily["days"], run.Count / (2m * daily["days"]), $"“{run[0].Name}”连续{run.Count}天在{run[0].From:HH:mm}前后重复");
                    run.Clear();
                }
                if (mark is not null) run.Add(mark);
                last = mark;
            }
        }
    }

    // Hours that the mark covers from beginning to end.
    private static IEnumerable<DateTime> Whole(MarkLooked mark)
    {
        for (var hour = Ceiling(mark.From); hour.AddHours(1) <= mark.To; hour = hour.AddHours(1)) yield return hour;
    }

    private static DateTime Floor(DateTime at) => at.Date.AddHours(at.Hour);

    private static DateTime Ceiling(DateTime at) => Floor(at) == at ? at : Floor(at).AddHours(1);

    private static PatternHit Hit(Pattern check, MarkLooked mark, decimal statistic, decimal threshold, decimal score, string say) =>
        FindPatterns.Hit(check, "", mark.From, mark.To, statistic, threshold, score, $"标记“{mark.Name}”（{mark.From:M月d日HH:mm}至{mark.To:M月d日HH:mm}）：{say}");
}
