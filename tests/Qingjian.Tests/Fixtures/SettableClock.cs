namespace Qingjian.Tests.Fixtures;

/// <summary>A clock that tests set: 90 statutory days pass in a second. Timers still run in real time.</summary>
public sealed class SettableClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref ticks, now.UtcTicks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    /// <summary>A Beijing wall-clock time.</summary>
    public void SetBeijing(int year, int month, int day, int hour = 9, int minute = 0) =>
        Set(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.FromHours(8)));
}
