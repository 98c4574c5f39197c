namespace Qingjian.Bench;

/// <summary>Goes as fast as the real clock, some hours behind it: so that hours of a load end one after the other while minutes pass.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long behind;

    /// <summary>How far behind the real clock it is.</summary>
    public TimeSpan Behind
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref behind));
        set => Interlocked.Exchange(ref behind, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - Behind;
}
