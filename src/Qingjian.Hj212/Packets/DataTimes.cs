namespace Qingjian.Hj212;

/// <summary>Judgements on DataTime that need the receiver's clock. They add to the findings of a packet; the reader itself
/// looks at no clock.</summary>
public static class DataTimes
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Day = TimeSpan.FromDays(1);

    /// <summary>L13: refuses a DataTime too old or too far ahead. None when it is inside the window or the packet has none.</summary>
    public static Finding Window(in Packet packet, DateTimeOffset now, Rulings? rulings = null)
    {
        rulings ??= Rulings.Default;
        if (packet.DataTime is not { } local)
            return Finding.None;
        var age = now - Times.ToInstant(local);
        return age > rulings.OldestDataTime || age < -rulings.NewestDataTime ? Finding.DataTimeOutsideWindow : Finding.None;
    }

    /// <summary>How long a period of a data command is: the realtime interval for 2011, an hour for 2021, the minute interval
    /// for 2051, five minutes for 2111, an hour, a day. Null for commands without periods.</summary>
    public static TimeSpan? IntervalOf(int command, TimeSpan realtime, TimeSpan minute) => command switch
    {
        2011 or 2013 => realtime,
        2051 or 2052 => minute,
        2111 => TimeSpan.FromMinutes(5),
        2021 or 2061 or 2062 => Hour,
        2031 or 2041 => Day,
        _ => null,
    };

    /// <summary>M16: late means older than <see cref="Rulings.LateAfterIntervals"/> intervals of its kind.</summary>
    public static bool IsLate(in Packet packet, DateTimeOffset receivedAt, TimeSpan interval, Rulings? rulings = null) =>
        packet.DataTime is { } local
        && receivedAt - Times.ToInstant(local) > interval * (rulings ?? Rulings.Default).LateAfterIntervals;

    /// <summary>2025: compares RF with the delay. None for other editions.</summary>
    public static Finding Backfill(in Packet packet, bool isLate) => packet.Version != ProtocolVersion.V2025
        ? Finding.None
        : (isLate, packet.IsBackfill) switch
        {
            (true, false) => Finding.BackfillUnmarked,
            (false, true) => Finding.BackfillOnFresh,
            _ => Finding.None,
        };
}
