using System.Buffers;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Storage;

namespace Qingjian.Monitoring.Readings;

/// <summary>The bytes of a stored row: its parts one after the other.</summary>
internal static class PackedParts
{
    /// <param name="time">Period start, seconds of Beijing time since 1970: times in the row are kept as distances from it.</param>
    /// <param name="layoutNumber">Number of a layout in this store, 0 to write it out.</param>
    public static void Write(ArrayBufferWriter<byte> to, in Part part, long time, int layoutNumber)
    {
        var span = to.GetSpan(6 * Varint.MaxLength + part.Layout.Text.Length + part.Body.Length);
        var at = Varint.Write(span, (ulong)layoutNumber);
        if (layoutNumber == 0)
        {
            at += Varint.Write(span[at..], (ulong)part.Layout.Text.Length);
            part.Layout.Text.CopyTo(span[at..]);
            at += part.Layout.Text.Length;
        }
        var receivedLocal = part.Origin.ReceivedAt + Month.BeijingOffset;
        at += Varint.Write(span[at..], (ulong)part.Origin.Raw.Value);
        at += Varint.WriteSigned(span[at..], receivedLocal - time * 1000);
        at += Varint.WriteSigned(span[at..], part.Origin.QnTime - receivedLocal);
        at += Varint.Write(span[at..], (ulong)part.Marks);
        at += Varint.Write(span[at..], (ulong)part.Body.Length);
        part.Body.Span.CopyTo(span[at..]);
        to.Advance(at + part.Body.Length);
    }

    /// <param name="layouts">Layout by number, from 1.</param>
    public static List<Part> Read(ReadOnlySpan<byte> from, long time, IReadOnlyList<Layout> layouts)
    {
        var parts = new List<Part>(1);
        for (var at = 0; at < from.Length;)
        {
            var number = (int)Varint.Read(from, ref at);
            Layout layout;
            if (number == 0)
            {
                var length = (int)Varint.Read(from, ref at);
                layout = Layouts.Shared.Get(from.Slice(at, length));
                at += length;
            }
            else layout = layouts[number - 1];
            var raw = new RawId((long)Varint.Read(from, ref at));
            var receivedLocal = Varint.ReadSigned(from, ref at) + time * 1000;
            var qn = Varint.ReadSigned(from, ref at) + receivedLocal;
            var marks = (PartMarks)Varint.Read(from, ref at);
            var size = (int)Varint.Read(from, ref at);
            parts.Add(new Part(layout, new Origin(raw, receivedLocal - Month.BeijingOffset, qn), marks, from.Slice(at, size).ToArray()));
            at += size;
        }
        return parts;
    }

    public static List<Cell> Unpack(IEnumerable<Part> parts)
    {
        var cells = new List<Cell>();
        foreach (var part in parts) Unpack(part, cells);
        return cells;
    }

    private static void Unpack(in Part part, List<Cell> cells)
    {
        var body = part.Body.Span;
        var factors = part.Layout.Factors;
        var flags = ReadOnlySpan<byte>.Empty;
        var marks = ReadOnlySpan<byte>.Empty;
        var at = 0;
        if (part.Marks.HasFlag(PartMarks.Flags))
        {
            flags = body[..factors.Count];
            at += factors.Count;
        }
        if (part.Marks.HasFlag(PartMarks.FactorMarks))
        {
            marks = body.Slice(at, factors.Count);
            at += factors.Count;
        }
        for (var n = 0; n < factors.Count; n++)
        {
            var factor = factors[n];
            var values = new CellValue[factor.Fields.Count];
            for (var f = 0; f < values.Length; f++)
            {
                var (number, text) = PackedValue.Read(body, ref at);
                values[f] = new CellValue(factor.Fields[f], number, text);
            }
            Add(cells, part.Layout, new Cell(factor.Code, flags.IsEmpty ? 'N' : (char)flags[n], factor.HasFlag,
                marks.IsEmpty ? FactorMarks.None : (FactorMarks)marks[n], values, part.Origin, part.Marks.HasFlag(PartMarks.Late)));
        }
    }

    private static void Add(List<Cell> cells, Layout layout, Cell cell)
    {
        var at = layout.RepeatsCodes ? cells.FindLastIndex(known => known.Code == cell.Code && known.Origin == cell.Origin) : -1;
        if (at < 0)
        {
            cells.Add(cell);
            return;
        }
        var first = cells[at];
        cells[at] = first with
        {
            Values = [.. first.Values, .. cell.Values],
            Flag = cell.HasFlag ? cell.Flag : first.Flag,
            HasFlag = first.HasFlag || cell.HasFlag,
            Marks = first.Marks | cell.Marks,
        };
    }
}
