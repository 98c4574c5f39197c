using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;

namespace Qingjian.Monitoring.Meters;

/// <summary>Active power of meters, from the readings as they came.</summary>
internal sealed class MeterPower(IReadings readings)
{
    /// <summary>In order of time, in kW on the primary side. Reaches back before <paramref name="from"/> as far as one reading may speak.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PowerReading>> Of(IReadOnlyCollection<MeterPoint> meters, DateTimeOffset from, DateTimeOffset until, ElectricityRule rule)
    {
        var power = meters.ToDictionary(meter => meter.Id, _ => new List<PowerReading>());
        // One logger carries several meters.
        foreach (var logger in meters.GroupBy(meter => meter.Mn))
            foreach (var reading in readings.Of(logger.Key, PeriodKind.Realtime, from - rule.Holds, until))
                foreach (var meter in logger)
                    if (reading.Find(meter.Code) is { Value: { } kw } factor && factor.Flag is 'N' or 'T')
                        power[meter.Id].Add(new(reading.Time, kw * meter.CtRatio));
        return power.ToDictionary(each => each.Key, each => (IReadOnlyList<PowerReading>)each.Value);
    }
}
