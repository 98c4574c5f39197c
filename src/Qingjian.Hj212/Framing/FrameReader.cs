using System.Buffers;

namespace Qingjian.Hj212;

/// <summary>Takes frames off a stream of bytes. One reader for each connection; not for use by two threads at once.</summary>
/// <remarks>Never throws on bytes. Memory: nothing is kept between calls that end with <see cref="FrameStatus.NeedMore"/>;
/// a frame that lies in several pieces of the input, or is encrypted, is put together in a rented buffer of at most
/// <see cref="Rulings.LongestSegment"/> and some bytes.</remarks>
public sealed partial class FrameReader(Rulings? rulings = null, ISegmentCodec? codec = null) : IDisposable
{
    private const int HeadLength = 6, CrcLength = 4, LongestTail = 4;

    private readonly Rulings _rulings = rulings ?? Rulings.Default;
    private readonly ISegmentCodec? _codec = codec;
    private byte[]? _pieces, _plain;
    private long _waiting;
    private int _skipped;
    private bool _tailOwed, _tailBegun, _tailLost, _inWreck;

    /// <summary>Takes one frame off the front of <paramref name="input"/>.</summary>
    /// <returns><see cref="FrameStatus.Complete"/> or <see cref="FrameStatus.Broken"/>: call again, there may be more.
    /// <see cref="FrameStatus.NeedMore"/>: everything useful has been taken; what is left in the input is the beginning of
    /// a frame.</returns>
    public FrameStatus TryRead(ref ReadOnlySequence<byte> input, out Frame frame) => Read(ref input, out frame, final: false);

    /// <summary>Called when the frame at the front did not finish in time (limit L4): takes what is still good, otherwise
    /// gives up its head and goes on one byte later.</summary>
    public FrameStatus GiveUp(ref ReadOnlySequence<byte> input, out Frame frame) => Read(ref input, out frame, final: true);

    /// <summary>Gives rented buffers back; spans of the last frame are void after this.</summary>
    public void Dispose()
    {
        Return(ref _pieces);
        Return(ref _plain);
    }

    private FrameStatus Read(ref ReadOnlySequence<byte> input, out Frame frame, bool final)
    {
        Dispose();
        frame = default;
        if (_tailOwed)
            TakeTail(ref input);
        // The usual case: the head stands at the front of the first piece.
        if (input.FirstSpan is [(byte)'#', (byte)'#', _, _, _, _, ..] front && front[2] != '#')
            return Measure(ref input, front[..HeadLength], out frame, final);
        while (true)
        {
            if (!FindHead(ref input))
                return Wait(0);
            if (input.Length < HeadLength)
                return final ? Unfinished(ref input, out frame) : Wait(input.Length);

            Span<byte> head = stackalloc byte[HeadLength];
            input.Slice(0, HeadLength).CopyTo(head);
            if (head[2] == '#')
            {
                input = input.Slice(1);
                _skipped++;
                continue;
            }
            return Measure(ref input, head, out frame, final);
        }
    }

    private FrameStatus Measure(ref ReadOnlySequence<byte> input, scoped ReadOnlySpan<byte> head, out Frame frame, bool final)
    {
        frame = default;
        var length = 0;
        for (var i = 2; i < HeadLength; i++)
        {
            var digit = head[i] - '0';
            if ((uint)digit > 9)
                return Break(ref input, out frame, new(Finding.LengthNotFourDigits, i), length: -1);
            length = length * 10 + digit;
        }
        if (length < _rulings.ShortestSegment || length > _rulings.LongestSegment)
            return Break(ref input, out frame, new(Finding.LengthOutOfRange, 2), length);

        var need = HeadLength + length + CrcLength;
        var window = input.FirstSpan;
        if (window.Length >= need + LongestTail)
            window = window[..(need + LongestTail)];
        else
        {
            if (input.Length < need)
            {
                if (Mend(ref input, length, atEnd: !final, out frame))
                    return FrameStatus.Complete;
                return final ? Unfinished(ref input, out frame) : Wait(input.Length);
            }
            window = Contiguous(input, (int)Math.Min(input.Length, need + LongestTail));
        }
        var segment = window.Slice(HeadLength, length);
        var digits = window.Slice(HeadLength + length, CrcLength);
        var isHex = Hex.TryRead(digits, out var said, out var lower);
        var computed = Crc.Compute(segment);
        if (isHex && said == computed && (_codec is null || !LooksEncrypted(segment)))
            return Accept(ref input, window, segment, length, said, computed, CrcVariant.Hj212, Lower(lower), out frame);
        return Doubt(ref input, window, segment, length, isHex, said, computed, Lower(lower), final, out frame);
    }

    // The check sum does not fit as it stands: encrypted, the other algorithm, a wrong length, or damaged.
    private FrameStatus Doubt(ref ReadOnlySequence<byte> input, ReadOnlySpan<byte> window, ReadOnlySpan<byte> segment,
        int length, bool isHex, ushort said, ushort computed, FindingSet found, bool final, out Frame frame)
    {
        var encrypted = LooksEncrypted(segment);
        if (isHex && encrypted && Decrypt(segment, said, out var plain, out var before))
        {
            if (before)
                found = found.With(Finding.KeyBefore);
            return Accept(ref input, window, plain, length, said, said, CrcVariant.Hj212, found, out frame, encrypted: true);
        }
        if (isHex && said == computed)
            return Accept(ref input, window, segment, length, said, computed, CrcVariant.Hj212, found, out frame);
        if (isHex && !encrypted && IsModbus(segment, said, out var variant))
        {
            found = found.With(variant == CrcVariant.ModbusHighFirst ? Finding.CrcModbusHighFirst : Finding.CrcModbusLowFirst);
            return Accept(ref input, window, segment, length, said, computed, variant, found, out frame);
        }
        if (isHex && encrypted)
            return Break(ref input, out frame, new(Finding.EncryptedNoKey, HeadLength), length, said, computed);
        if (Mend(ref input, length, atEnd: false, out frame))
            return FrameStatus.Complete;

        var tail = window[(HeadLength + length + CrcLength)..];
        if (isHex && !(tail.Length >= 2 && tail[0] != '\r' && tail[0] != '\n' && tail[0] != '*' && tail[0] != '#'))
            return Break(ref input, out frame, new(Finding.CrcWrong, HeadLength + length), length, said, computed);
        var end = FindEnd(input, out _);
        if (end < 0 && !final && input.Length < Longest)
            return Wait(input.Length);
        var rule = end >= 0 && end != HeadLength + length + CrcLength ? Finding.LengthAndCrcWrong
            : isHex ? Finding.CrcWrong : Finding.CrcNotHex;
        return Break(ref input, out frame, new(rule, rule == Finding.LengthAndCrcWrong ? 2 : HeadLength + length), length, said, computed);
    }

    private FrameStatus Accept(ref ReadOnlySequence<byte> input, ReadOnlySpan<byte> window, ReadOnlySpan<byte> segment,
        int length, ushort said, ushort computed, CrcVariant variant, FindingSet found, out Frame frame, bool encrypted = false)
    {
        var end = HeadLength + length + CrcLength;
        var taken = end + TailAt(window[end..], ref found);
        if (!_rulings.TolerateTail && (found.Has(Finding.TailMissing) || found.Has(Finding.TailHalf)))
            return Break(ref input, out frame, new(Finding.FrameUnfinished, end), length, said, computed);
        input = input.Slice(taken);
        frame = new(window[..taken], segment)
        {
            Findings = Surroundings(found, length, !input.IsEmpty),
            Crc = variant,
            AnnouncedLength = length,
            CrcSaid = said,
            CrcComputed = computed,
            Skipped = _skipped,
            WasEncrypted = encrypted,
        };
        _skipped = 0;
        _waiting = 0;
        _inWreck = false;
        return FrameStatus.Complete;
    }

    private FindingSet Surroundings(FindingSet found, int length, bool more)
    {
        if (_skipped > 0 && !_inWreck)
            found = found.With(Finding.BytesBeforeHead);
        if (length > 1024)
            found = found.With(Finding.LongSegment);
        if (more)
            found = found.With(Finding.FramesTogether);
        if (_waiting > 0)
            found = found.With(Finding.FrameInPieces);
        if (_tailLost)
            found = found.With(Finding.TailMissing);
        _tailLost = false;
        return found;
    }

    private FrameStatus Break(ref ReadOnlySequence<byte> input, out Frame frame, Fault fault, int length,
        ushort said = 0, ushort computed = 0)
    {
        // Raw goes to the line end, or to the announced end, whichever comes first; never into the next head.
        var end = FindEnd(input, out var lineEnd);
        long raw = end < 0 ? Math.Min(input.Length, Longest) : end + lineEnd;
        if (length >= 0)
            raw = Math.Min(raw, HeadLength + length + CrcLength + 2L);
        raw = Math.Min(raw, input.Length);
        frame = new(Contiguous(input, (int)raw), default, fault)
        {
            AnnouncedLength = length,
            CrcSaid = said,
            CrcComputed = computed,
            Skipped = _skipped,
        };
        // One byte only: in "###0101" the true head is the second, and a wrong length must not swallow the frame behind it.
        input = input.Slice(1);
        _skipped = 0;
        _waiting = 0;
        _inWreck = true;
        return FrameStatus.Broken;
    }

    private FrameStatus Unfinished(ref ReadOnlySequence<byte> input, out Frame frame) =>
        Break(ref input, out frame, new(Finding.FrameUnfinished, (int)Math.Min(input.Length, Longest)), length: -1);

    private FrameStatus Wait(long held)
    {
        Dispose();
        _waiting = held;
        return FrameStatus.NeedMore;
    }

    private static FindingSet Lower(bool lower) => lower ? default(FindingSet).With(Finding.CrcLowerCase) : default;

    private int Longest => HeadLength + _rulings.LongestSegment + CrcLength + LongestTail;
}
