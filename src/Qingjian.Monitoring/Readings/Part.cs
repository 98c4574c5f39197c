using Qingjian.Monitoring.Gateway.Raw;

namespace Qingjian.Monitoring.Readings;

[Flags]
internal enum PartMarks
{
    None = 0,
    /// <summary>Not every flag is N: one byte for each factor stands before the values.</summary>
    Flags = 1,
    /// <summary>Some factor bears a mark: one byte for each stands before the values.</summary>
    FactorMarks = 2,
    /// <summary>补传: the data were older than two intervals when they came.</summary>
    Late = 4,
}

/// <summary>What the reader noticed about one factor of a packet.</summary>
[Flags]
internal enum FactorMarks
{
    None = 0,
    /// <summary>A value outside its physical range; kept as sent.</summary>
    Suspect = 1,
    /// <summary>A code no table knows; kept under its own name.</summary>
    UnknownCode = 2,
    /// <summary>A flag no table knows.</summary>
    UnknownFlag = 4,
}

/// <summary>Which packet a value came in.</summary>
/// <param name="ReceivedAt">Unix milliseconds UTC.</param>
/// <param name="QnTime">Milliseconds of Beijing time since 1970; the reception where the packet has no QN. Orders revisions.</param>
internal readonly record struct Origin(RawId Raw, long ReceivedAt, long QnTime)
{
    /// <summary>Later by QN, then by arrival.</summary>
    public bool IsLaterThan(Origin other) => (QnTime, Raw.Value).CompareTo((other.QnTime, other.Raw.Value)) > 0;
}

/// <summary>The values of one packet that count for one reading, packed. Most readings have one part; a split packet or a correction
/// of some factors makes it two.</summary>
/// <param name="Body">Flags where they differ from N, marks where there are any, then the values in the order of the layout.</param>
internal readonly record struct Part(Layout Layout, Origin Origin, PartMarks Marks, ReadOnlyMemory<byte> Body);

/// <summary>One factor, unpacked. A flag that was not sent is read as N (M7).</summary>
internal sealed record Cell(string Code, char Flag, bool HasFlag, FactorMarks Marks, IReadOnlyList<CellValue> Values, Origin Origin, bool Late)
{
    public bool SameAs(Cell other)
    {
        if (Flag != other.Flag || Values.Count != other.Values.Count) return false;
        foreach (var value in Values)
        {
            var found = false;
            foreach (var theirs in other.Values)
                found |= theirs.Field == value.Field && theirs.Number == value.Number && theirs.Text == value.Text;
            if (!found) return false;
        }
        return true;
    }

    /// <summary>Whether both speak of one field; if not they add to each other.</summary>
    public bool Overlaps(Cell other)
    {
        if (Values.Count == 0 || other.Values.Count == 0) return Values.Count == other.Values.Count;
        foreach (var value in Values)
            foreach (var theirs in other.Values)
                if (theirs.Field == value.Field) return true;
        return false;
    }
}

/// <param name="Field">The suffix, e.g. <c>ZsAvg</c>.</param>
/// <param name="Number">Null when missing or no number.</param>
internal readonly record struct CellValue(string Field, decimal? Number, string? Text);
