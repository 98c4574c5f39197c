using System.Collections.Immutable;

namespace Qingjian.Hj212;

/// <summary>Which way a command goes.</summary>
public enum Direction
{
    /// <summary>From the host to the station.</summary>
    Down,

    /// <summary>From the station to the host.</summary>
    Up,

    /// <summary>Both ways.</summary>
    Both,
}

/// <summary>What kind of exchange a command opens or belongs to.</summary>
public enum CommandKind
{
    /// <summary>Answered by 9011, then 9012.</summary>
    Request,

    /// <summary>Data; answered by 9014 when asked.</summary>
    Upload,

    /// <summary>Answered by 9013.</summary>
    Notify,

    /// <summary>An answer, a log-in or a heartbeat.</summary>
    Interaction,
}

/// <summary>One field a command carries.</summary>
/// <param name="Name">Field name, or the suffix when <paramref name="PerCode"/>.</param>
/// <param name="PerCode">The name on the wire is <c>code-Name</c>.</param>
/// <param name="Optional">May be left out.</param>
/// <param name="Code">The fixed code before the suffix (i23005, SB, L, a01901), or empty for any.</param>
public sealed record CommandField(string Name, bool PerCode, bool Optional, string Code);

/// <summary>One row of the table of commands: a CN in one direction.</summary>
/// <param name="Cn">Command number.</param>
/// <param name="Direction">Which way it goes.</param>
/// <param name="Kind">Kind of exchange.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="FieldsText">The fields as the table says them.</param>
/// <param name="ExpectedAnswers">The answers as the table says them.</param>
/// <param name="Since">Edition that brought it; 2025 is second hand, 2005 was dropped in 2017.</param>
/// <param name="Fields">The fields taken apart.</param>
public sealed record Command(int Cn, Direction Direction, CommandKind Kind, string NameZh, string NameEn, string FieldsText,
    string ExpectedAnswers, int Since, ImmutableArray<CommandField> Fields)
{
    /// <summary>True when the command goes from the host to the station.</summary>
    public bool GoesDown => Direction != Direction.Up;

    /// <summary>True when the command goes from the station to the host.</summary>
    public bool GoesUp => Direction != Direction.Down;
}
