namespace Qingjian.Hj212;

/// <summary>A command ready to be addressed: number and data area.</summary>
public sealed record Outgoing(int Command, DataArea Area);

/// <summary>The commands a host sends of its own accord.</summary>
public static class HostCommands
{
    /// <summary>1000: time-out in seconds (1 to 99) and re-sends (1 to 99).</summary>
    public static Outgoing SetTimeout(int seconds, int resends) =>
        new(1000, new DataArea().Field("OverTime", seconds).Field("ReCount", resends));

    /// <summary>1011: asks for the clock of the logger, or of one analyser.</summary>
    public static Outgoing ReadClock(string? polId = null) => new(1011, Pol(polId));

    /// <summary>1012: sets the clock; Beijing time.</summary>
    public static Outgoing SetClock(DateTime local, string? polId = null) => new(1012, Pol(polId).Field("SystemTime", local));

    /// <summary>1061: asks for the realtime interval.</summary>
    public static Outgoing ReadRealtimeInterval() => new(1061, new());

    /// <summary>1062: realtime interval, 30 to 3600 seconds.</summary>
    public static Outgoing SetRealtimeInterval(int seconds) => new(1062, new DataArea().Field("RtdInterval", seconds));

    /// <summary>1063: asks for the minute interval.</summary>
    public static Outgoing ReadMinuteInterval() => new(1063, new());

    /// <summary>1064: minute interval; 1, 2, 3, 4, 5, 6, 10, 12, 15, 20 or 30 minutes.</summary>
    public static Outgoing SetMinuteInterval(int minutes) => new(1064, new DataArea().Field("MinInterval", minutes));

    /// <summary>1072: new password of 6 letters or digits.</summary>
    public static Outgoing SetPassword(string password) => new(1072, new DataArea().Field("NewPW", password));

    /// <summary>2011: starts realtime upload.</summary>
    public static Outgoing StartRealtime() => new(2011, new());

    /// <summary>2012: stops realtime upload.</summary>
    public static Outgoing StopRealtime() => new(2012, new());

    /// <summary>2021: starts upload of facility states.</summary>
    public static Outgoing StartFacilityStates() => new(2021, new());

    /// <summary>2022: stops upload of facility states.</summary>
    public static Outgoing StopFacilityStates() => new(2022, new());

    /// <summary>2031, 2041, 2051, 2061, 2062 or 2013: asks for history; both ends are starts of periods and included.</summary>
    public static Outgoing ReadHistory(int command, DateTime begin, DateTime end) =>
        new(command, new DataArea().Field("BeginTime", begin).Field("EndTime", end));

    private static DataArea Pol(string? polId) => polId is null ? new() : new DataArea().Field("PolId", polId);
}
