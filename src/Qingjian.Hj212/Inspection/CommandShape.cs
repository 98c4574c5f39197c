namespace Qingjian.Hj212;

/// <summary>Compares the fields of a packet with the row of its command.</summary>
internal static class CommandShape
{
    /// <summary>Which way a packet goes: data and answers go up, conditions and settings go down.</summary>
    internal static Direction DirectionOf(in Packet packet)
    {
        var up = Commands.Find(packet.Command, Direction.Up);
        var down = Commands.Find(packet.Command, Direction.Down);
        if (up is null || down is null || up.Direction == Direction.Both)
            return up is null && down is not null ? Direction.Down : Direction.Up;
        return Matches(packet, up) > Matches(packet, down) ? Direction.Up : Direction.Down;
    }

    /// <summary>Missing and unexpected fields.</summary>
    internal static List<Fault> Faults(in Packet packet, Command row)
    {
        var faults = new List<Fault>();
        foreach (var field in row.Fields)
        {
            if (!field.Optional && !field.PerCode && !Has(packet, field))
                faults.Add(new(Finding.FieldMissing, packet.Segment.Length));
        }
        // Which values a code has depends on the code; none at all is a fault.
        if (row.Fields.Any(f => f.PerCode && !f.Optional) && !HasAny(packet, row))
            faults.Add(new(Finding.FieldMissing, packet.Segment.Length));
        foreach (var pair in packet.Pairs)
        {
            if (pair.Suffix == Suffix.None && pair.Term is { } term && !row.Fields.Any(f => !f.PerCode && f.Name == term.Name))
                faults.Add(new(Finding.FieldUnexpected, pair.ValueOffset - pair.Name.Length - 1));
        }
        return faults;
    }

    private static int Matches(in Packet packet, Command row)
    {
        var score = 0;
        foreach (var field in row.Fields)
        {
            if (Has(packet, field))
                score += 2;
            else if (!field.Optional && !field.PerCode)
                score--;
        }
        // An empty area suits the command that needs nothing.
        return packet.Pairs.Count == 0 && row.Fields.All(f => f.Optional) ? score + 1 : score;
    }

    private static bool HasAny(in Packet packet, Command row)
    {
        foreach (var field in row.Fields)
        {
            if (field.PerCode && Has(packet, field))
                return true;
        }
        return false;
    }

    private static bool Has(in Packet packet, CommandField field)
    {
        foreach (var pair in packet.Pairs)
        {
            if (pair.Term?.Name == field.Name && field.PerCode == (pair.Suffix != Suffix.None))
                return true;
        }
        return false;
    }
}
