namespace Qingjian.Judgement;

/// <summary>Electricity used in a stretch of time.</summary>
/// <param name="Kwh">kWh, from power times the time each reading speaks for.</param>
/// <param name="Covered">Share of the stretch for which readings speak, 0 to 1.</param>
public readonly record struct Energy(decimal Kwh, decimal Covered)
{
    /// <summary>Energy between two instants.</summary>
    /// <param name="readings">In order of time; one before <paramref name="from"/> may still speak for it.</param>
    /// <param name="from">Beginning.</param>
    /// <param name="until">End, exclusive, after <paramref name="from"/>.</param>
    /// <param name="rule">Says how long a reading speaks.</param>
    public static Energy Between(IReadOnlyList<PowerReading> readings, DateTimeOffset from, DateTimeOffset until, ElectricityRule rule)
    {
        decimal kwh = 0;
        var covered = TimeSpan.Zero;
        for (var i = 0; i < readings.Count; i++)
        {
            var begin = readings[i].At < from ? from : readings[i].At;
            var end = readings[i].At + rule.Holds;
            if (i + 1 < readings.Count && readings[i + 1].At < end) end = readings[i + 1].At;
            if (end > until) end = until;
            if (end <= begin) continue;
            kwh += Math.Max(0, readings[i].Kw) * (decimal)(end - begin).TotalHours;
            covered += end - begin;
        }
        return new(decimal.Round(kwh, 3), Math.Min(1, decimal.Round((decimal)(covered / (until - from)), 4)));
    }
}
