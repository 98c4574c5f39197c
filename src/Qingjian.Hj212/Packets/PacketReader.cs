using System.Runtime.CompilerServices;

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
        Trace?.Clear();
        _fault = default;
        _pairCount = _runCount = 0;
        _dataTimePair = -1;
        _modern = false;
        _runKey = 0;
        _status = Read(segment);
        packet = new(segment, this);
        return _status;
    }

    private PacketStatus Read(ReadOnlySpan<byte> segment)
    {
        if (!FindArea(segment) || !ReadHeader(segment[.._head.HeaderLength]) || !JudgeHeader(segment))
            return PacketStatus.Refused;
        if (ReadArea(segment) && JudgeArea(segment))
            return PacketStatus.Sound;
        return _head.IsPart && IsCutThrough(segment) ? PacketStatus.Part : PacketStatus.Refused;
    }

    // A part cut inside an item shows it at its first or last pair, or has no DataTime; anything further in is a fault.
    private bool IsCutThrough(ReadOnlySpan<byte> segment)
    {
        if (_fault.Rule == Finding.DataTimeMissing)
            return true;
        if (_fault.Rule is not (Finding.PairUnreadable or Finding.SuffixUnknown or Finding.TimeBad))
            return false;
        var area = segment.Slice(_head.AreaStart, _head.AreaLength);
        var at = _fault.Offset - _head.AreaStart;
        return area[..at].IndexOfAny((byte)';', (byte)',') < 0 || area[at..].IndexOfAny((byte)';', (byte)',') < 0;
    }

    private bool FindArea(ReadOnlySpan<byte> segment)
    {
        var cp = segment.IndexOf("CP=&&"u8);
        if (cp < 0)
        {
            cp = FindLooseCp(segment);
            if (cp < 0)
                return Refuse(Finding.CpMissing, segment.Length);
            Note(Finding.KeySpelling, cp);
        }
        _head.HeaderLength = cp;
        var from = cp + 5;
        var end = _rulings.EndAtLastMark ? segment.EndsWith("&&"u8) ? segment.Length - 2 : segment.LastIndexOf("&&"u8) : from + segment[from..].IndexOf("&&"u8);
        if (end < from)
            return Refuse(Finding.CpEndMissing, segment.Length);
        // "&&&": no value ends in '&'.
        while (end > from && segment[end - 1] == '&')
            end--;
        if (end + 2 < segment.Length)
            Note(Finding.TextAfterEnd, end + 2);
        _head.AreaStart = from;
        _head.AreaLength = end - from;
        if (end - from > 950)
            Note(Finding.AreaLong, from);
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Note(Finding finding, int offset)
    {
        _found = _found.With(finding);
        Trace?.Add(new(finding, offset));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Refuse(Finding rule, int offset)
    {
        _fault = new(rule, offset);
        return false;
    }
}
