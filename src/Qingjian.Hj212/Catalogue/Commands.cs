using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Qingjian.Hj212;

/// <summary>The table of commands of the three editions.</summary>
public static class Commands
{
    /// <summary>Commands of 2017 and 2025, in the order of the table.</summary>
    public static ImmutableArray<Command> Current { get; } = Load("hj212_commands.csv");

    /// <summary>Commands of 2005 that 2017 dropped: accepted and kept, never sent. From memory of the trade.</summary>
    public static ImmutableArray<Command> Retired { get; } = Load("hj212_commands_2005.csv");

    /// <summary>Both tables.</summary>
    public static ImmutableArray<Command> All { get; } = [.. Current, .. Retired];

    private static readonly FrozenDictionary<int, Command> Up = Index(c => c.GoesUp), Down = Index(c => c.GoesDown);

    /// <summary>The command of that number going that way, or null.</summary>
    public static Command? Find(int cn, Direction direction) => direction switch
    {
        Direction.Up => Up.GetValueOrDefault(cn),
        Direction.Down => Down.GetValueOrDefault(cn),
        _ => Up.GetValueOrDefault(cn) ?? Down.GetValueOrDefault(cn),
    };

    /// <summary>The Chinese name of a command in either direction, or null.</summary>
    public static string? NameOf(int cn) => Find(cn, Direction.Both)?.NameZh;

    private static FrozenDictionary<int, Command> Index(Func<Command, bool> which) =>
        All.Where(which).ToFrozenDictionary(c => c.Cn);

    private static ImmutableArray<Command> Load(string table) => [.. Csv.Rows(table).Select(r => new Command(
        int.Parse(r[0], CultureInfo.InvariantCulture), Enum.Parse<Direction>(r[1], ignoreCase: true),
        Enum.Parse<CommandKind>(r[2], ignoreCase: true), r[3], r[4], r[5], r[6],
        int.Parse(r[7], CultureInfo.InvariantCulture), CommandFields.Of(r[5])))];
}
