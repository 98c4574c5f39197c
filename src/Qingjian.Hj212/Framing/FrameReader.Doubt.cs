using System.Buffers;
using System.Buffers.Binary;

namespace Qingjian.Hj212;

// Frames that do not fit at first sight.
public sealed partial class FrameReader
{
    // A wrong length whose bytes carry a right check sum is recognised and named; whether it is answered is the monitor's setting.
    private bool Mend(ref ReadOnlySequence<byte> input, int announced, bool atEnd, out Frame frame)
    {
        frame = default;
        // While more may come, look only when the input ends like a frame.
        if (atEnd && (input.Length < HeadLength + _rulings.ShortestSegment + CrcLength + 2 || Last(input) != '\n'))
            return false;
        var end = FindEnd(input, out var lineEnd);
        if (end < 0)
            return false;
        var window = Contiguous(input, end + lineEnd);
        var stars = window[..end].EndsWith("**"u8) ? 2 : 0;
        var length = end - stars - CrcLength - HeadLength;
        if (length == announced || length < _rulings.ShortestSegment || length > _rulings.LongestSegment)
            return false;
        var segment = window.Slice(HeadLength, length);
        if (!segment.EndsWith("&&"u8) || !Hex.TryRead(window.Slice(HeadLength + length, CrcLength), out var said, out var lower))
            return false;

        var found = Lower(lower).With(Finding.LengthWrong);
        var computed = Crc.Compute(segment);
        var variant = CrcVariant.Hj212;
        if (said != computed)
        {
            if (!IsModbus(segment, said, out variant))
                return false;
            found = found.With(variant == CrcVariant.ModbusHighFirst ? Finding.CrcModbusHighFirst : Finding.CrcModbusLowFirst);
        }
        if (stars > 0)
            found = found.With(Finding.TailStars);
        if (lineEnd == 0)
            found = found.With(Finding.TailMissing);
        input = input.Slice(end + lineEnd);
        frame = new(window, segment)
        {
            Findings = Surroundings(found, length, input.Length > 0),
            Crc = variant,
            AnnouncedLength = announced,
            CrcSaid = said,
            CrcComputed = computed,
            Skipped = _skipped,
        };
        _skipped = 0;
        _waiting = 0;
        _inWreck = false;
        return true;
    }

    private static bool IsModbus(ReadOnlySpan<byte> segment, ushort said, out CrcVariant variant)
    {
        var modbus = Crc.ComputeModbus(segment);
        variant = said == modbus ? CrcVariant.ModbusHighFirst : CrcVariant.ModbusLowFirst;
        return said == modbus || said == BinaryPrimitives.ReverseEndianness(modbus);
    }

    // A data area with bytes that no text has, under version bits 2, is cipher text.
    private static bool LooksEncrypted(ReadOnlySpan<byte> segment) =>
        SegmentParts.TryFind(segment, out var parts) && Edition2025.MayBeEncrypted(parts.Flag, parts.Command)
        && Edition2025.IsCipherText(segment[parts.Area]);

    private bool Decrypt(ReadOnlySpan<byte> segment, ushort said, out ReadOnlySpan<byte> plain, out bool before)
    {
        plain = default;
        before = false;
        if (_codec is null || !SegmentParts.TryFind(segment, out var parts))
            return false;
        _plain ??= ArrayPool<byte>.Shared.Rent(Longest);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var copy = _plain.AsSpan(0, segment.Length);
            segment.CopyTo(copy);
            if (!_codec.TryDecode(segment[parts.Mn], attempt, copy[parts.Area]))
                continue;
            if (Crc.Compute(copy) != said || Edition2025.IsCipherText(copy[parts.Area]))
                continue;
            plain = copy;
            before = attempt == 1;
            return true;
        }
        return false;
    }
}
