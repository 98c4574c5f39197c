namespace Qingjian.Monitoring.Gateway.Backfill;

/// <summary>An earlier request for a stretch of periods, Beijing clock.</summary>
internal readonly record struct AskedBefore(DateTime From, DateTime To, DateTime At);

/// <summary>A request to make now.</summary>
/// <param name="From">Start of the first period, Beijing clock.</param>
/// <param name="To">Start of the last.</param>
/// <param name="Periods">How many.</param>
/// <param name="Turn">1 for the first time.</param>
internal sealed record PlannedAsk(DateTime From, DateTime To, int Periods, int Turn);

/// <summary>Which missing periods are asked for now: at once, and again at the hours of the law after the first time, and then no more.</summary>
internal static class PlanAsks
{
    /// <param name="missing">Starts of missing periods, in order.</param>
    /// <param name="step">Length of a period.</param>
    /// <param name="asked">Requests made before for this logger and kind.</param>
    /// <param name="now">Beijing clock.</param>
    /// <param name="again">When it is asked again, from the first time.</param>
    /// <param name="most">Most periods of one request.</param>
    /// <returns>Requests in order of time, and when the next repetition is due (null for none).</returns>
    public static (IReadOnlyList<PlannedAsk> Asks, DateTime? Next) Of(
        IReadOnlyList<DateTime> missing, TimeSpan step, IReadOnlyList<AskedBefore> asked, DateTime now, IReadOnlyList<TimeSpan> again, int most)
    {
        var asks = new List<PlannedAsk>();
        DateTime? next = null;
        foreach (var start in missing)
        {
            var (times, first) = Before(asked, start);
            if (times > again.Count) continue;
            if (times > 0 && now < first + again[times - 1])
            {
                if (next is null || first + again[times - 1] < next) next = first + again[times - 1];
                continue;
            }
            if (asks.Count > 0 && asks[^1] is var last && last.Turn == times + 1 && last.To + step == start && last.Periods < most) asks[^1] = last with { To = start, Periods = last.Periods + 1 };
            else asks.Add(new(start, start, 1, times + 1));
        }
        return (asks, next);
    }

    private static (int Times, DateTime First) Before(IReadOnlyList<AskedBefore> asked, DateTime start)
    {
        var (times, first) = (0, DateTime.MaxValue);
        foreach (var ask in asked)
        {
            if (start < ask.From || start > ask.To) continue;
            times++;
            if (ask.At < first) first = ask.At;
        }
        return (times, first);
    }
}
