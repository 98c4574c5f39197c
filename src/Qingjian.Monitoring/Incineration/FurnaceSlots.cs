using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Readings;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Incineration;

/// <summary>Five-minute means of furnace temperature: ready-made (CN 2111) where the logger sends them, else from its minute values of the probes or of the mean.</summary>
internal sealed class FurnaceSlots(ReadSource read)
{
    private const string Upper = "i3331", Middle = "i3332";

    /// <summary>°C by beginning of the slot, Beijing clock; a slot without a valid value is absent.</summary>
    /// <param name="outletId">Outlet of the furnace.</param>
    /// <param name="day">Beijing day.</param>
    /// <param name="spare">Probes that are not used.</param>
    public Dictionary<DateTime, decimal> Of(string outletId, DateOnly day, IReadOnlyCollection<string> spare)
    {
        var slots = new Dictionary<DateTime, decimal>();
        if (read.Find(outletId, null) is not { } source) return slots;
        var (from, to) = (BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1)));
        foreach (var row in read.Read(source, PeriodKind.FiveMinute, from, to))
            if (Good(row, FurnaceVerdict.Temperature) is { } ready) slots[BeijingTime.ClockOf(row.Time)] = ready;
        foreach (var slot in read.Read(source, PeriodKind.Minute, from, to).Select(row => (At: BeijingTime.ClockOf(row.Time), Celsius: Of(row, spare))).Where(each => each.Celsius is not null).GroupBy(each => Begin(each.At)))
            slots.TryAdd(slot.Key, slot.Average(each => each.Celsius!.Value));
        return slots;
    }

    /// <summary>The temperature of a moment from what a packet holds; null when a section has no valid probe and no mean was sent.</summary>
    public static decimal? Of(Reading row, IReadOnlyCollection<string> spare) =>
        FurnaceTemperature.Of(Probes(row, Middle, spare), Probes(row, Upper, spare)) ?? Good(row, FurnaceVerdict.Temperature);

    private static List<decimal> Probes(Reading row, string section, IReadOnlyCollection<string> spare) =>
        [.. row.Factors.Where(factor => factor.Code.StartsWith(section, StringComparison.Ordinal) && factor is { Flag: 'N' or 'T', Suspect: false, Value: not null } && !spare.Contains(factor.Code)).Select(factor => factor.Value!.Value)];

    private static decimal? Good(Reading row, string code) => row.Find(code) is { Flag: 'N' or 'T', Suspect: false } factor ? factor.Value : null;

    private static DateTime Begin(DateTime at) => at.Date.AddHours(at.Hour).AddMinutes(at.Minute - at.Minute % 5);
}
