namespace Qingjian.Hj212;

/// <summary>How the value of a name is written.</summary>
public enum ValueKind : byte
{
    /// <summary>Anything.</summary>
    Text,

    /// <summary>A decimal number, possibly negative.</summary>
    Number,

    /// <summary>Digits only.</summary>
    Digits,

    /// <summary><c>YYYYMMDDhhmmss</c>, Beijing time.</summary>
    Time,

    /// <summary><c>hhmmss</c>.</summary>
    Clock,

    /// <summary>A data flag, one character.</summary>
    Flag,
}
