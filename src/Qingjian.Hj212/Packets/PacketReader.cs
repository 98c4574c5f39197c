namespace Qingjian.Hj212;

/// <summary>Reads data segments. Reusable and allocation-free once warm; not for use by two threads at once (keep one for
/// each worker, not for each connection).</summary>
public sealed partial class PacketReader
{
    private const int MostPairs = 20_000;

    private readonly Rulings _rulings;
    private readonly Terms _terms;

    /// <summary>A reader under these rulings and names.</summary>
    public PacketReader(Rulings? rulings = null, Terms? terms = null)
    {
        _rulings = rulings ?? Rulings.Default;
        _terms = terms ?? Terms.Default;
    }

    /// <summary>Takes a data segment apart: the bytes from <c>QN=</c> to the closing <c>&amp;&amp;</c>, decrypted.</summary>
    /// <param name="segment">Must stay unchanged while <paramref name="packet"/> is looked at.</param>
    /// <param name="packet">A view over segment and reader, good until the next call.</param>
    public PacketStatus TryRead(ReadOnlySpan<byte> segment, out Packet packet)
    {
        _head = default;
        _found = default;
        _fault = default;
        _pairCount = _runCount = 0;
        _dataTimePair = -1;
        var status = Read(segment);
        packet = new(segment, this);
        return status;
    }

    private PacketStatus Read(ReadOnlySpan<byte> segment)
    {
        if (!FindArea(segment) || !ReadHeader(segment[.._head.HeaderLength]) || !JudgeHeader(segment))
            return PacketStatus.Refused;
        if (ReadArea(segment) && JudgeArea(segment))
            return PacketStatus.Sound;
        // A part cut inside an item cannot be blamed for it.
        return _head.IsPart && _fault.Rule is Finding.PairUnreadable or Finding.SuffixUnknown or Finding.TimeBad
            or Finding.DataTimeMissing or Finding.SeparatorMissing
            ? PacketStatus.Part
            : PacketStatus.Refused;
    }

    private bool FindArea(ReadOnlySpan<byte> segment)
    {
        var cp = segment.IndexOf("CP=&&"u8);
        if (cp < 0)
        {
            cp = FindLooseCp(segment);
            if (cp < 0)
                return Refuse(Finding.CpMissing, segment.Length);
            _found = _found.With(Finding.KeySpelling);
        }
        _head.HeaderLength = cp;
        var from = cp + 5;
        var end = _rulings.EndAtLastMark ? segment.LastIndexOf("&&"u8) : from + segment[from..].IndexOf("&&"u8);
        if (end < from)
            return Refuse(Finding.CpEndMissing, segment.Length);
        if (end + 2 < segment.Length)
        {
            // "&&&" ends at its last two.
            _found = _found.With(Finding.TextAfterEnd);
        }
        _head.AreaStart = from;
        _head.AreaLength = end - from;
        if (end - from > 950)
            _found = _found.With(Finding.AreaLong);
        return true;
    }

    private static int FindLooseCp(ReadOnlySpan<byte> segment)
    {
        for (var from = 0; segment[from..].IndexOf("=&&"u8) is >= 0 and var at; from += at + 3)
        {
            var equals = from + at;
            if (equals >= 2 && (segment[equals - 2] | 0x20) == 'c' && (segment[equals - 1] | 0x20) == 'p')
                return equals - 2;
        }
        return -1;
    }

    private bool Refuse(Finding rule, int offset)
    {
        _fault = new(rule, offset);
        return false;
    }
}
