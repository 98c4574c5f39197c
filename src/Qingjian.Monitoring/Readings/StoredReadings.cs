using System.Globalization;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Readings;

/// <summary>Answers other rooms' questions from the store.</summary>
internal sealed class StoredReadings(IReadingStore store, ArrivedReadings arrivals) : IReadings
{
    public IReadOnlyList<Reading> Of(string mn, PeriodKind kind, DateTimeOffset from, DateTimeOffset until) =>
        [.. store.Read(mn, kind, Beijing.LocalSeconds(from), Beijing.LocalSeconds(until)).Select(Show)];

    public IReadOnlyList<Reading> All(PeriodKind kind, DateTimeOffset from, DateTimeOffset until) =>
        [.. store.ReadAll(kind, Beijing.LocalSeconds(from), Beijing.LocalSeconds(until)).Select(Show)];

    public Reading? Latest(string mn, PeriodKind kind, DateTimeOffset from, DateTimeOffset until) =>
        store.Latest(mn, kind, Beijing.LocalSeconds(from), Beijing.LocalSeconds(until)) is { } found ? Show(found) : null;

    public IReadOnlyList<Reading> Revisions(string mn, PeriodKind kind, DateTimeOffset time) =>
        [.. store.Revisions(mn, kind, Beijing.LocalSeconds(time)).Select(Show)];

    public IReadOnlyList<Reading> RevisedIn(PeriodKind kind, DateTimeOffset from, DateTimeOffset until) =>
        [.. store.RevisedIn(kind, Beijing.LocalSeconds(from), Beijing.LocalSeconds(until)).Select(Show)];

    public IReadOnlyList<ReadingChange> Changes(long after, int take) => store.Changes(after, take);

    public Task NextPeriodValue => arrivals.NextPeriodValue;

    public static Reading Show(StoredReading stored)
    {
        var cells = stored.Cells();
        var factors = new List<FactorReading>(cells.Count);
        foreach (var cell in cells)
        {
            // The same code may have come in two parts of a split packet.
            var at = factors.Count - 1;
            while (at >= 0 && factors[at].Code != cell.Code) at--;
            var factor = Fill(at < 0 ? new FactorReading(cell.Code, cell.Flag) : factors[at], cell);
            if (at < 0) factors.Add(factor);
            else factors[at] = factor;
        }
        return new Reading(stored.Mn, stored.Kind, Beijing.FromLocalSeconds(stored.Time), stored.Revision, factors);
    }

    // One object for a factor, not one for each of its values: years of readings pass through here.
    private static FactorReading Fill(FactorReading factor, Cell cell)
    {
        var (value, min, max, converted, convertedMin, convertedMax, total) = (factor.Value, factor.Min, factor.Max, factor.Converted, factor.ConvertedMin, factor.ConvertedMax, factor.Total);
        Dictionary<string, string>? others = null;
        foreach (var each in cell.Values)
            switch (each.Field)
            {
                case "Avg" or "Rtd": value = each.Number; break;
                case "Min": min = each.Number; break;
                case "Max": max = each.Number; break;
                case "ZsAvg" or "ZsRtd": converted = each.Number; break;
                case "ZsMin": convertedMin = each.Number; break;
                case "ZsMax": convertedMax = each.Number; break;
                case "Cou": total = each.Number; break;
                default: Put(ref others, factor.Others, each); break;
            }
        return new FactorReading(factor.Code, cell.HasFlag ? cell.Flag : factor.Flag)
        {
            Value = value,
            Min = min,
            Max = max,
            Converted = converted,
            ConvertedMin = convertedMin,
            ConvertedMax = convertedMax,
            Total = total,
            Others = others ?? factor.Others,
            Suspect = factor.Suspect || cell.Marks.HasFlag(FactorMarks.Suspect),
            Late = factor.Late || cell.Late,
            RawPacketId = cell.Origin.Raw.Value,
            ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(cell.Origin.ReceivedAt),
        };
    }

    private static void Put(ref Dictionary<string, string>? others, IReadOnlyDictionary<string, string> before, CellValue value)
    {
        others ??= new Dictionary<string, string>(before);
        others[value.Field] = value.Text ?? value.Number?.ToString(CultureInfo.InvariantCulture) ?? "";
    }
}
