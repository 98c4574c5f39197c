using System.Buffers;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>Takes raw bytes apart for a person: every field with place, Chinese name, unit, meaning and faults. Never throws
/// on bytes; allocates as it likes.</summary>
public static class Inspection
{
    private const int MostFrames = 200;

    /// <summary>The first packet in the bytes. A data segment without frame is taken too.</summary>
    public static InspectionReport Of(ReadOnlySpan<byte> bytes, InspectionSettings? settings = null) => All(bytes, settings)[0];

    /// <summary>All packets in the bytes, at most 200; always at least one report.</summary>
    public static IReadOnlyList<InspectionReport> All(ReadOnlySpan<byte> bytes, InspectionSettings? settings = null)
    {
        settings ??= new();
        var reports = new List<InspectionReport>();
        using var frames = new FrameReader(settings.Rulings, settings.Codec);
        var whole = bytes.ToArray();
        var input = new ReadOnlySequence<byte>(whole);
        while (reports.Count < MostFrames && !input.IsEmpty)
        {
            var status = frames.TryRead(ref input, out var frame);
            if (status == FrameStatus.NeedMore)
            {
                if (input.IsEmpty)
                    break;
                status = frames.GiveUp(ref input, out frame);
                if (status == FrameStatus.NeedMore)
                    break;
            }
            // After a broken head the next byte is one further on; what was taken ends where the input begins.
            var end = whole.Length - (int)input.Length;
            var start = status == FrameStatus.Broken ? end - 1 : end - frame.Raw.Length;
            reports.Add(new FrameInspector(settings, whole, start).Report(frame));
        }
        if (reports.Count == 0)
            reports.Add(new FrameInspector(settings, whole, 0).ReportBare());
        return reports;
    }

    /// <summary>The packets in pasted text: a missing last line end is put back, <c>\r\n</c> written as letters is taken for
    /// the bytes. The report's offsets count in UTF-8 bytes of the text so mended.</summary>
    public static IReadOnlyList<InspectionReport> OfText(string text, InspectionSettings? settings = null)
    {
        text = text.Trim().Replace("\\r\\n", "\r\n", StringComparison.Ordinal).ReplaceLineEndings("\r\n");
        if (!text.EndsWith("\r\n", StringComparison.Ordinal))
            text += "\r\n";
        return All(Encoding.UTF8.GetBytes(text), settings);
    }
}
