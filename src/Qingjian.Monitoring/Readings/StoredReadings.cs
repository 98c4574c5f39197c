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

    public IReadOnlyList<ReadingChange> Changes(long after, int take) => store.Changes(after, take);

    public Task NextPeriodValue => arrivals.NextPeriodValue;

    public static Reading Show(StoredReading stored)
    {
        var factors = new List<FactorReading>();
        foreach (var cell in stored.Cells())
        {
            // The same code may have come in two parts of a split packet.
            var at = factors.FindIndex(factor => factor.Code == cell.Code);
            var factor = Fill(at < 0 ? new FactorReading(cell.Code, cell.Flag) : factors[at], cell);
            if (at < 0) factors.Add(factor);
            else factors[at] = factor;
        }
        return new Reading(stored.Mn, stored.Kind, Beijing.FromLocalSeconds(stored.Time), stored.Revision, factors);
    }

    private static FactorReading Fill(FactorReading factor, Cell cell)
    {
        factor = factor with
        {
            Flag = cell.HasFlag ? cell.Flag : factor.Flag,
            Suspect = factor.Suspect || cell.Marks.HasFlag(FactorMarks.Suspect),
            Late = factor.Late || cell.Late,
            RawPacketId = cell.Origin.Raw.Value,
            ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(cell.Origin.ReceivedAt),
        };
        Dictionary<string, string>? others = null;
        foreach (var value in cell.Values)
            factor = value.Field switch
            {
                "Avg" or "Rtd" => factor with { Value = value.Number },
                "Min" => factor with { Min = value.Number },
                "Max" => factor with { Max = value.Number },
                "ZsAvg" or "ZsRtd" => factor with { Converted = value.Number },
                "ZsMin" => factor with { ConvertedMin = value.Number },
                "ZsMax" => factor with { ConvertedMax = value.Number },
                "Cou" => factor with { Total = value.Number },
                _ => factor with { Others = Put(ref others, factor.Others, value) },
            };
        return factor;
    }

    private static Dictionary<string, string> Put(ref Dictionary<string, string>? others, IReadOnlyDictionary<string, string> before, CellValue value)
    {
        others ??= new Dictionary<string, string>(before);
        others[value.Field] = value.Text ?? value.Number?.ToString(CultureInfo.InvariantCulture) ?? "";
        return others;
    }
}
