using Qingjian.Judgement;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Transmission;

/// <summary>传输有效率 of one outlet and day. Never changed but for the moment a newer count took its place.</summary>
internal sealed class DayTransmission : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public DateOnly Day { get; init; }
    public required string OutletId { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    /// <summary>Loggers that spoke for the outlet, those of record first, joined by commas.</summary>
    public required string Mn { get; init; }
    public int Due { get; init; }
    public int Received { get; init; }
    public int Valid { get; init; }
    /// <summary>即时; null for a day before the house listened.</summary>
    public int? DueThen { get; init; }
    public int? ReceivedThen { get; init; }
    public int? ValidThen { get; init; }
    public int TakenOut { get; init; }
    /// <summary>24 letters for each factor: <c>a21026=....;a21002=..xx</c>.</summary>
    public required string Cells { get; init; }
    /// <summary>Digest of the transmission rule.</summary>
    public required string Rule { get; init; }
    public DateTimeOffset CountedAt { get; init; }
    /// <summary>Why it was counted, Chinese.</summary>
    public required string Why { get; init; }
    public DateTimeOffset? SupersededAt { get; set; }

    /// <summary>Letters by factor.</summary>
    public IEnumerable<(string Factor, string Letters)> Factors() => Read(Cells);

    public static IEnumerable<(string Factor, string Letters)> Read(string cells)
    {
        foreach (var part in cells.Split(';', StringSplitOptions.RemoveEmptyEntries))
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at) yield return (part[..at], part[(at + 1)..]);
    }

    public static string Write(IEnumerable<TransmissionDay> factors) =>
        string.Join(';', factors.OrderBy(each => each.Factor, StringComparer.Ordinal).Select(each => $"{each.Factor}={each.Letters}"));

    /// <summary>Whether another count of the same outlet and day came to the same.</summary>
    public bool SameAs(DayTransmission other) => Cells == other.Cells && Rule == other.Rule && TakenOut == other.TakenOut
        && (Due, Received, Valid) == (other.Due, other.Received, other.Valid) && (DueThen, ReceivedThen, ValidThen) == (other.DueThen, other.ReceivedThen, other.ValidThen);
}
