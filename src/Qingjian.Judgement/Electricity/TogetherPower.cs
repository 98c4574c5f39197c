namespace Qingjian.Judgement;

/// <summary>Power of several meters as one.</summary>
public static class TogetherPower
{
    /// <summary>Production and treatment at the same moments. A moment at which any meter is silent is left out: nothing is known of it.</summary>
    /// <param name="production">Readings of each production meter, in order of time.</param>
    /// <param name="treatment">Readings of each treatment meter, in order of time.</param>
    /// <param name="clock">Turns an instant into the Beijing clock.</param>
    /// <param name="rule">Says how long a reading speaks.</param>
    public static IReadOnlyList<PlantPower> Of(IReadOnlyList<IReadOnlyList<PowerReading>> production, IReadOnlyList<IReadOnlyList<PowerReading>> treatment, Func<DateTimeOffset, DateTime> clock, ElectricityRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (production.Count == 0 || treatment.Count == 0) return [];
        var moments = production.Concat(treatment).SelectMany(readings => readings).Select(reading => reading.At).Distinct().Order().ToList();
        var (made, used) = (production.Select(_ => -1).ToArray(), treatment.Select(_ => -1).ToArray());
        var found = new List<PlantPower>();
        for (var at = 0; at < moments.Count; at++)
        {
            var (running, treating) = (Sum(production, made, moments[at]), Sum(treatment, used, moments[at]));
            if (running is not { } first || treating is not { } second) continue;
            var until = moments[at] + rule.Holds;
            if (at + 1 < moments.Count && moments[at + 1] < until) until = moments[at + 1];
            found.Add(new(clock(moments[at]), clock(until), first, second));
        }
        return found;

        decimal? Sum(IReadOnlyList<IReadOnlyList<PowerReading>> meters, int[] place, DateTimeOffset moment)
        {
            decimal? sum = 0m;
            for (var meter = 0; meter < meters.Count; meter++)
            {
                while (place[meter] + 1 < meters[meter].Count && meters[meter][place[meter] + 1].At <= moment) place[meter]++;
                sum = place[meter] >= 0 && meters[meter][place[meter]].At + rule.Holds > moment ? sum + Math.Max(0m, meters[meter][place[meter]].Kw) : null;
            }
            return sum;
        }
    }

    /// <summary>Electricity of each hour in kWh, all meters together; an hour of which readings cover less than half has none.</summary>
    /// <param name="meters">Readings of each meter, in order of time.</param>
    /// <param name="clock">Turns an instant into the Beijing clock.</param>
    /// <param name="rule">Says how long a reading speaks.</param>
    public static IReadOnlyDictionary<DateTime, decimal> Hours(IReadOnlyList<IReadOnlyList<PowerReading>> meters, Func<DateTimeOffset, DateTime> clock, ElectricityRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var sums = new Dictionary<DateTime, (decimal Kwh, TimeSpan Covered)>();
        foreach (var readings in meters)
            for (var at = 0; at < readings.Count; at++)
            {
                var end = readings[at].At + rule.Holds;
                if (at + 1 < readings.Count && readings[at + 1].At < end) end = readings[at + 1].At;
                for (var (from, until) = (clock(readings[at].At), clock(end)); from < until;)
                {
                    var hour = from.Date.AddHours(from.Hour);
                    var stop = hour.AddHours(1) < until ? hour.AddHours(1) : until;
                    var (kwh, covered) = sums.GetValueOrDefault(hour);
                    sums[hour] = (kwh + Math.Max(0m, readings[at].Kw) * (stop - from).Ticks / TimeSpan.TicksPerHour, covered + (stop - from));
                    from = stop;
                }
            }
        return sums.Where(hour => hour.Value.Covered >= meters.Count * TimeSpan.FromMinutes(30)).ToDictionary(hour => hour.Key, hour => Math.Round(hour.Value.Kwh, 3));
    }
}
