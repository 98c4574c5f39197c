namespace Qingjian.Monitoring.Contract;

/// <summary>A period value was stored or changed. The changes form a numbered list that lasts seven days; who reads it keeps the last
/// position together with what was done about it, and so misses none and does none twice.</summary>
/// <param name="Position">Rises by time of storing, with gaps.</param>
/// <param name="Mn">The logger.</param>
/// <param name="Kind">Minute or longer; realtime values are not listed.</param>
/// <param name="Time">Start of the period, Beijing time.</param>
/// <param name="Revised">Codes whose earlier value was replaced; empty for first values and added factors.</param>
/// <param name="Late">The values came later than two intervals after their time (补传).</param>
public sealed record ReadingChange(long Position, string Mn, PeriodKind Kind, DateTimeOffset Time, IReadOnlyList<string> Revised, bool Late);
