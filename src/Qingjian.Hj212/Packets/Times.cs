namespace Qingjian.Hj212;

/// <summary>Times as the protocol writes them: Beijing time (UTC+8, no daylight saving), no zone on the wire.</summary>
public static class Times
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Reads <c>YYYYMMDDhhmmss</c>. False unless it is 14 digits and a real calendar time of the years 1900 to 2999.</summary>
    public static bool TryRead(ReadOnlySpan<byte> digits, out DateTime local)
    {
        local = default;
        if (digits.Length != 14)
            return false;
        int a = Two(digits, 0), b = Two(digits, 2), month = Two(digits, 4), day = Two(digits, 6),
            hour = Two(digits, 8), minute = Two(digits, 10), second = Two(digits, 12);
        if ((a | b | month | day | hour | minute | second) < 0)
            return false;
        var year = a * 100 + b;
        if (year is < 1900 or > 2999 || month is < 1 or > 12 || day < 1 || hour > 23 || minute > 59 || second > 59
            || day > 28 && day > DateTime.DaysInMonth(year, month))
            return false;
        local = new(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return true;
    }

    /// <summary>Reads a QN: 17 digits, or 14 without milliseconds.</summary>
    public static bool TryReadQn(ReadOnlySpan<byte> digits, out DateTime local)
    {
        local = default;
        if (digits.Length is not (17 or 14) || !TryRead(digits[..14], out var whole))
            return false;
        var milliseconds = 0;
        if (digits.Length == 17 && !Digits.TryRead(digits[14..], out milliseconds))
            return false;
        local = whole.AddMilliseconds(milliseconds);
        return true;
    }

    /// <summary>Reads <c>hhmmss</c>.</summary>
    public static bool TryReadClock(ReadOnlySpan<byte> digits, out TimeSpan clock)
    {
        clock = default;
        if (digits.Length != 6)
            return false;
        int hour = Two(digits, 0), minute = Two(digits, 2), second = Two(digits, 4);
        if ((hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59)
            return false;
        clock = new(hour, minute, second);
        return true;
    }

    /// <summary>The instant a Beijing time names.</summary>
    public static DateTimeOffset ToInstant(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Beijing);

    /// <summary>The Beijing time of an instant, to the millisecond.</summary>
    public static DateTime ToLocal(DateTimeOffset instant)
    {
        var local = instant.ToOffset(Beijing).DateTime;
        return new(local.Ticks - local.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Unspecified);
    }

    /// <summary>Writes 14 digits, or 17 with milliseconds when there is room for them.</summary>
    internal static void Write(DateTime local, Span<byte> digits)
    {
        Put(local.Year, digits[..4]);
        Put(local.Month, digits.Slice(4, 2));
        Put(local.Day, digits.Slice(6, 2));
        Put(local.Hour, digits.Slice(8, 2));
        Put(local.Minute, digits.Slice(10, 2));
        Put(local.Second, digits.Slice(12, 2));
        if (digits.Length == 17)
            Put(local.Millisecond, digits[14..]);
    }

    private static void Put(int value, Span<byte> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--, value /= 10)
            digits[i] = (byte)('0' + value % 10);
    }

    private static int Two(ReadOnlySpan<byte> digits, int at)
    {
        uint tens = (uint)(digits[at] - '0'), ones = (uint)(digits[at + 1] - '0');
        return tens <= 9 && ones <= 9 ? (int)(tens * 10 + ones) : -1;
    }
}
