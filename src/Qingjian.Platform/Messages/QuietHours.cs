using System.Globalization;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Messages;

/// <summary>静默时段: messages wait for its end, none is lost. The hours are Beijing time; a stretch over midnight is meant as it reads (22:00 to 07:00).</summary>
internal static class QuietHours
{
    /// <summary>When a message may leave; the instant itself outside the quiet hours, or for a level that passes.</summary>
    public static DateTimeOffset Leave(DateTimeOffset at, MessageChannel channel, string level)
    {
        if (Read(channel.QuietFrom) is not { } from || Read(channel.QuietTo) is not { } to || from == to) return at;
        if (channel.QuietPasses != "none" && MessageLevel.Rank(level) >= MessageLevel.Rank(channel.QuietPasses)) return at;
        var clock = BeijingTime.ClockOf(at);
        var time = TimeOnly.FromDateTime(clock);
        if (!time.IsBetween(from, to)) return at;
        var day = DateOnly.FromDateTime(clock);
        return BeijingTime.InstantOf((to > time ? day : day.AddDays(1)).ToDateTime(to));
    }

    /// <summary>HH:mm, or null.</summary>
    public static TimeOnly? Read(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
