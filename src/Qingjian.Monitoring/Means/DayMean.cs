using System.Globalization;
using Qingjian.Judgement;
using Qingjian.Monitoring.Amounts;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Means;

/// <summary>计算值: the means of one factor of an outlet and day as the house works them out. Never changed but for the moment a newer one took its place.</summary>
internal sealed class DayMean : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public DateOnly Day { get; init; }
    public required string OutletId { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public required string Factor { get; init; }
    /// <summary>24 hours, see <see cref="HourMean"/>.</summary>
    public required string Hours { get; init; }
    public decimal? Value { get; init; }
    public decimal? Converted { get; init; }
    /// <summary>Hours behind it.</summary>
    public int Count { get; init; }
    public int Needed { get; init; }
    /// <summary>Hours among them that were not sent and stand on minutes.</summary>
    public int MadeHours { get; init; }
    /// <summary>Day mean as the logger sent it.</summary>
    public decimal? Sent { get; init; }
    public bool Differs { get; init; }
    public int DifferingHours { get; init; }
    /// <summary>Digest of the law file.</summary>
    public required string Rule { get; init; }
    public DateTimeOffset CountedAt { get; init; }
    public required string Why { get; init; }
    public DateTimeOffset? SupersededAt { get; set; }

    public IReadOnlyList<HourMean> Items() => HourMean.Read(Hours);

    /// <summary>Whether another result of the same day came to the same.</summary>
    public bool SameAs(DayMean other) => (Hours, Value, Converted, Count, Needed, MadeHours, Sent) == (other.Hours, other.Value, other.Converted, other.Count, other.Needed, other.MadeHours, other.Sent);
}

/// <summary>One hour: the mean worked out, and the one that was sent.</summary>
/// <param name="Mean">Null when there were no shorter values.</param>
/// <param name="Sent">Null when none was sent.</param>
/// <param name="Differs">They do not agree.</param>
internal sealed record HourMean(ComputedMean? Mean, decimal? Sent, bool Differs)
{
    public static string Write(IEnumerable<HourMean> hours) => string.Join(';', hours.Select(hour => hour.Mean is not { } mean ? hour.Sent is { } only ? $"|||||{Text(only)}" : ""
        : string.Join('|', Text(mean.Value), Text(mean.Converted), mean.Count.ToString(CultureInfo.InvariantCulture), mean.Needed.ToString(CultureInfo.InvariantCulture), $"{mean.Flag}{mean.Shown}", Text(hour.Sent), hour.Differs ? "!" : "")));

    public static IReadOnlyList<HourMean> Read(string hours) => [.. hours.Split(';').Select(One)];

    private static HourMean One(string text)
    {
        if (text.Length == 0) return new(null, null, false);
        var parts = text.Split('|');
        if (parts[4].Length == 0) return new(null, Number(parts[5]), false);
        return new(new(Number(parts[0]), Number(parts[1]), int.Parse(parts[2], CultureInfo.InvariantCulture), int.Parse(parts[3], CultureInfo.InvariantCulture), parts[4][0], parts[4][1]), Number(parts[5]), parts[6] == "!");
    }

    private static string Text(decimal? value) => value is { } known ? known.Normal().ToString(CultureInfo.InvariantCulture) : "";

    private static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
