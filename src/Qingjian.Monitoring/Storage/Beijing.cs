namespace Qingjian.Monitoring.Storage;

/// <summary>Beijing time (UTC+8, no daylight saving) as the packets write it, and instants.</summary>
internal static class Beijing
{
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    public static DateTimeOffset FromLocalSeconds(long seconds) =>
        new(DateTimeOffset.FromUnixTimeSeconds(seconds).DateTime, Offset);

    public static DateTimeOffset FromLocalMilliseconds(long milliseconds) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).DateTime, Offset);

    public static DateTimeOffset FromInstant(long unixMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds).ToOffset(Offset);

    public static long LocalSeconds(DateTimeOffset at) => LocalMilliseconds(at) / 1000;

    public static long LocalMilliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() + Month.BeijingOffset;
}
