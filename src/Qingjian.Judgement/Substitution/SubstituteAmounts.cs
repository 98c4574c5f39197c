using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>What stands for an hour without a valid amount. The measured values stay untouched beside it.</summary>
/// <param name="Start">Beginning of the hour, Beijing clock.</param>
/// <param name="Amount">kg; null when nothing may be replaced automatically, or nothing came before.</param>
/// <param name="Wanted">Valid amounts the rule asks for; null below the lowest band.</param>
/// <param name="Used">Valid amounts there were.</param>
/// <param name="RunFrom">First hour of its run.</param>
/// <param name="RunHours">Length of the run in hours.</param>
/// <param name="Capture">Capture rate of the hour's own quarter.</param>
/// <param name="LookedBefore">Amounts before this moment were looked at: the run, or the last calibration before it.</param>
/// <param name="Because">Chinese, with numbers.</param>
public sealed record SubstitutedHour(
    DateTime Start, decimal? Amount, int? Wanted, int Used, DateTime RunFrom, int RunHours, decimal Capture, DateTime LookedBefore, string Because);

/// <summary>Replaces hourly emission amounts of gas (HJ 75-2017 chapter 12): the highest of the last valid amounts before the run.</summary>
public static class SubstituteAmounts
{
    /// <summary>Answers each hour that is neither valid nor stopped, in order of time.</summary>
    /// <param name="hours">Hours of one factor; order does not matter, each hour at most once. Earlier hours serve as history.</param>
    /// <param name="rule">The rule in force on the days of the data.</param>
    /// <param name="passed">Moments of passed checks of the instrument on record, Beijing clock, any order: each is a calibration as an hour flagged C is.</param>
    public static IReadOnlyList<SubstitutedHour> Of(IEnumerable<AmountHour> hours, SubstitutionRule rule, IEnumerable<DateTime>? passed = null)
    {
        var checks = (passed ?? []).Select(at => at.Date.AddHours(at.Hour)).Order().ToList();
        var ordered = hours.OrderBy(hour => hour.Start).ToList();
        var rates = CaptureRate.ByQuarter(ordered);
        var found = new List<SubstitutedHour>();
        for (var at = 0; at < ordered.Count;)
        {
            var end = EndOfRun(ordered, at);
            if (end == at) at++;
            else
            {
                Replace(ordered, at, end, rates, rule, checks, found);
                at = end;
            }
        }
        return found;
    }

    // A stopped hour ends a run (M25), so does a gap in the hours given; a calibration belongs to the run it lies in; the run is split
    // where its cause changes (M27).
    private static int EndOfRun(List<AmountHour> hours, int from)
    {
        var end = from;
        bool? cause = null;
        for (; end < hours.Count && IsInvalid(hours[end]); end++)
        {
            if (end > from && hours[end].Start != hours[end - 1].Start.AddHours(1)) break;
            if (hours[end].State == AmountState.Calibration) continue;
            var lost = hours[end].State == AmountState.OutOfControl;
            if (cause is { } known && known != lost) break;
            cause = lost;
        }
        return end;
    }

    private static bool IsInvalid(AmountHour hour) => hour.State is not (AmountState.Valid or AmountState.Stopped);

    private static void Replace(List<AmountHour> hours, int from, int end, IReadOnlyDictionary<DateOnly, decimal?> rates, SubstitutionRule rule, List<DateTime> checks, List<SubstitutedHour> found)
    {
        var run = end - from;
        var lost = Enumerable.Range(from, run).Any(at => hours[at].State == AmountState.OutOfControl);
        var before = from;
        if (lost)
        {
            // Without an earlier calibration: as other invalid hours (M26).
            var calibration = Math.Max(hours.FindLastIndex(from - 1 < 0 ? 0 : from - 1, from, hour => hour.State == AmountState.Calibration), OnRecord(hours, from, checks));
            if (calibration >= 0) before = calibration;
        }
        for (var at = from; at < end; at++)
        {
            var capture = rates[CaptureRate.QuarterOf(hours[at].Start)] ?? 0m;
            var band = rule.BandFor(capture, run);
            var amounts = band is null ? [] : LastValid(hours, before, band.Values);
            found.Add(new(hours[at].Start, amounts.Count == 0 ? null : amounts.Max(), band?.Values, amounts.Count, hours[from].Start, run, capture,
                hours[before].Start, Because(run, lost && before != from, capture, band, amounts)));
        }
    }

    // The hour of the last check before the run; one before the first hour known says nothing.
    private static int OnRecord(List<AmountHour> hours, int from, List<DateTime> checks)
    {
        var last = checks.FindLastIndex(check => check < hours[from].Start);
        return last < 0 || checks[last] < hours[0].Start ? -1 : hours.FindIndex(hour => hour.Start >= checks[last]);
    }

    private static List<decimal> LastValid(List<AmountHour> hours, int before, int wanted)
    {
        var amounts = new List<decimal>(Math.Min(wanted, before));
        for (var at = before - 1; at >= 0 && amounts.Count < wanted; at--)
            if (hours[at] is { State: AmountState.Valid, Amount: { } amount }) amounts.Add(amount);
        return amounts;
    }

    private static string Because(int run, bool fromCalibration, decimal capture, SubstitutionBand? band, List<decimal> amounts)
    {
        var rate = (capture * 100m).ToString("0.##", CultureInfo.InvariantCulture);
        if (band is null) return $"季度有效数据捕集率{rate}%，低于自动替代的下限，须以比对监测结果或者主管部门的决定为准";
        if (amounts.Count == 0) return $"连续无效{run}小时，之前没有有效排放量，无法替代";
        var short_ = amounts.Count < band.Values ? $"（应取{band.Values}个，仅有{amounts.Count}个）" : "";
        return $"季度有效数据捕集率{rate}%，连续无效{run}小时，取{(fromCalibration ? "上次校准前" : "失效前")}{amounts.Count}个有效小时排放量的最大值{VerdictJson.Plain(amounts.Max())} kg{short_}";
    }
}
