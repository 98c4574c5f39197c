using System.Globalization;

namespace Qingjian.Vocabulary;

/// <summary>Between instants and the clock of Beijing (UTC+8, no daylight saving), the clock of all data times,
/// natural hours and natural days. A Beijing clock time is a <see cref="DateTime"/> of kind Unspecified.</summary>
public static class BeijingTime
{
    /// <summary>UTC+8.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The Beijing clock time of an instant.</summary>
    public static DateTime ClockOf(DateTimeOffset instant) => instant.ToOffset(Offset).DateTime;

    /// <summary>The Beijing day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(ClockOf(instant));

    /// <summary>The instant of a Beijing clock time.</summary>
    public static DateTimeOffset InstantOf(DateTime clock) => new(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified), Offset);

    /// <summary>The instant at which a Beijing day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => InstantOf(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>Unix milliseconds UTC of a Beijing clock time.</summary>
    public static long UnixOf(DateTime clock) => InstantOf(clock).ToUnixTimeMilliseconds();

    /// <summary>The Beijing clock time of Unix milliseconds UTC.</summary>
    public static DateTime ClockOfUnix(long milliseconds) => ClockOf(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    /// <summary>For example <c>2026年7月1日</c>.</summary>
    public static string InChinese(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>For example <c>2026年7月1日8时</c>.</summary>
    public static string HourInChinese(DateTime clock) =>
        string.Create(CultureInfo.InvariantCulture, $"{clock.Year}年{clock.Month}月{clock.Day}日{clock.Hour}时");
}
