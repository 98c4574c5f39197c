namespace Qingjian.Vocabulary;

/// <summary>What length of time a stored value stands for.</summary>
public enum PeriodKind
{
    /// <summary>实时值.</summary>
    Realtime = 1,
    /// <summary>分钟值.</summary>
    Minute = 2,
    /// <summary>小时值: hh:00:00 to hh:59:59 Beijing time, named by its beginning.</summary>
    Hour = 3,
    /// <summary>日值: the natural day in Beijing time.</summary>
    Day = 4,
}
