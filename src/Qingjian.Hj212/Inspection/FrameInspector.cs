using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>Lays out one frame: head, length, data segment, check sum, tail.</summary>
internal sealed class FrameInspector(InspectionSettings settings, byte[] bytes, int start)
{
    private readonly List<InspectedField> _fields = [];
    private readonly List<InspectedFinding> _findings = [];

    internal InspectionReport Report(in Frame frame)
    {
        if (frame.Fault.IsNone)
        {
            var length = frame.Segment.Length;
            foreach (var finding in frame.Findings)
                _findings.Add(InspectedFinding.Of(finding, start + PlaceOf(finding, length)));
            return Lay(frame.Raw.Length, length, frame.Segment, frame.WasEncrypted, refusal: null);
        }
        var refusal = InspectedFinding.Of(frame.Fault.Rule, start + frame.Fault.Offset);
        _findings.Add(refusal);
        return Lay(frame.Raw.Length, SegmentOf(frame.Raw, frame.AnnouncedLength, frame.Fault.Rule), default, encrypted: false, refusal);
    }

    /// <summary>No head anywhere: the bytes may be a data segment by themselves.</summary>
    internal InspectionReport ReportBare()
    {
        var segment = bytes.AsSpan().TrimEnd("\r\n "u8);
        var refusal = InspectedFinding.Of(Finding.FrameUnfinished, 0);
        _findings.Add(refusal);
        return Finish(bytes.Length, segment.Length, segment, 0, null, null, refusal, encrypted: false);
    }

    private InspectionReport Lay(int rawLength, int length, ReadOnlySpan<byte> segment, bool encrypted, InspectedFinding? refusal)
    {
        var raw = bytes.AsSpan(start, rawLength);
        if (segment.IsEmpty)
            segment = raw.Slice(Math.Min(6, raw.Length), length);
        Add(0, Math.Min(2, raw.Length), "包头", "每包以“##”开始");
        int? said = null;
        if (raw.Length >= 6)
        {
            if (Digits.TryRead(raw.Slice(2, 4), out var value))
                said = value;
            Add(2, 4, "数据段长度", said is null ? "不是4位数字" : $"标明{said}字节，实际{segment.Length}字节");
        }
        var after = 6 + length;
        string? crc = null;
        if (raw.Length >= after + 4)
        {
            crc = Encoding.Latin1.GetString(raw.Slice(after, 4));
            if (!Hex.TryRead(raw.Slice(after, 4), out _, out _))
                crc = null;
        }
        return Finish(rawLength, length, segment, 6, said, crc, refusal, encrypted);
    }

    private InspectionReport Finish(int rawLength, int length, ReadOnlySpan<byte> segment, int segmentAt, int? said, string? crc,
        InspectedFinding? refusal, bool encrypted)
    {
        var computed = Crc.Compute(segment).ToString("X4", CultureInfo.InvariantCulture);
        var body = new SegmentInspector(settings, segment.ToArray(), start + segmentAt);
        body.Lay();
        _fields.AddRange(body.Fields);
        _findings.AddRange(body.Findings);
        refusal ??= body.Refusal;
        var after = segmentAt + length;
        if (crc is not null || rawLength > after)
        {
            var size = Math.Min(4, rawLength - after);
            Add(after, size, "CRC校验", crc is null ? $"不是4位十六进制，应为{computed}"
                : crc.Equals(computed, StringComparison.OrdinalIgnoreCase) ? "正确" : $"不正确，应为{computed}");
            if (rawLength > after + size)
                Add(after + size, rawLength - after - size, "包尾", "每包以CR LF结束");
        }
        return new()
        {
            Offset = start,
            Length = rawLength,
            Refusal = refusal,
            Findings = [.. _findings.OrderBy(f => f.Offset)],
            Fields = [.. _fields.OrderBy(f => f.Offset)],
            LengthSaid = said,
            LengthCounted = segment.Length,
            CrcSaid = crc,
            CrcComputed = computed,
            CrcModbus = Crc.ComputeModbus(segment).ToString("X4", CultureInfo.InvariantCulture),
            Version = body.Version,
            Mn = body.Mn,
            Command = body.Command,
            CommandName = body.Row?.NameZh ?? Commands.NameOf(body.Command),
            Direction = body.Direction,
            AnswerDue = refusal is null ? body.AnswerDue : 0,
            WasEncrypted = encrypted,
        };
    }

    private void Add(int at, int length, string nameZh, string meaning)
    {
        var from = start + at;
        var found = _findings.Where(f => f.Offset >= from && f.Offset < from + Math.Max(1, length)).ToImmutableArray();
        _fields.Add(new(from, length, RawText.Of(bytes.AsSpan(from, length)), "", nameZh, "", meaning, found));
    }

    // Where the segment of a broken frame probably ends: before the check sum in front of the line end.
    private static int SegmentOf(ReadOnlySpan<byte> raw, int announced, Finding rule)
    {
        if (raw.Length <= 6)
            return 0;
        if (announced >= 0 && rule is Finding.CrcWrong or Finding.EncryptedNoKey)
            return Math.Min(announced, raw.Length - 6);
        var end = raw.TrimEnd("\r\n"u8);
        if (end.EndsWith("**"u8))
            end = end[..^2];
        var close = end.LastIndexOf("&&"u8);
        return close >= 6 && end.Length - close - 2 <= 4 ? close + 2 - 6 : Math.Max(0, end.Length - 6);
    }

    private static int PlaceOf(Finding finding, int length) => finding switch
    {
        Finding.LengthWrong or Finding.LongSegment => 2,
        Finding.CrcLowerCase or Finding.CrcModbusHighFirst or Finding.CrcModbusLowFirst => 6 + length,
        Finding.TailMissing or Finding.TailHalf or Finding.TailStars => 6 + length + 4,
        _ => 0,
    };
}
