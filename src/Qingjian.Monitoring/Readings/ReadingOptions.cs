namespace Qingjian.Monitoring.Readings;

/// <summary>How long readings are kept (section <c>Readings</c>). Hour and day values, verdicts and marks are kept without end.</summary>
public sealed class ReadingOptions
{
    /// <summary>Realtime values; they can be read again from the raw packets.</summary>
    public TimeSpan KeepRealtime { get; set; } = TimeSpan.FromDays(180);

    /// <summary>Minute and five-minute values.</summary>
    public TimeSpan KeepMinutes { get; set; } = TimeSpan.FromDays(3 * 366);

    /// <summary>The list of changes; listeners must have read them by then.</summary>
    public TimeSpan KeepChanges { get; set; } = TimeSpan.FromDays(7);
}
