using System.Buffers;

namespace Qingjian.Hj212;

// Heads, tails and buffers.
public sealed partial class FrameReader
{
    // Leaves the input at "##"; bytes that can never be a head are gone.
    private bool FindHead(ref ReadOnlySequence<byte> input)
    {
        if (input.FirstSpan is [(byte)'#', (byte)'#', ..])
            return true;
        if (input.IsSingleSegment)
        {
            var at = input.FirstSpan.IndexOf("##"u8);
            return Drop(ref input, at);
        }
        var reader = new SequenceReader<byte>(input);
        return Drop(ref input, reader.TryReadTo(out ReadOnlySequence<byte> before, "##"u8) ? before.Length : -1);
    }

    private bool Drop(ref ReadOnlySequence<byte> input, long head)
    {
        var drop = head;
        if (head < 0)
        {
            // The last byte may be half a head.
            drop = input.Length;
            if (drop > 0 && Last(input) == '#')
                drop--;
        }
        Skip(input, drop);
        input = input.Slice(drop);
        return head >= 0;
    }

    // Line ends and blanks between frames are no news.
    private void Skip(in ReadOnlySequence<byte> input, long count)
    {
        if (count == 0)
            return;
        foreach (var piece in input.Slice(0, count))
        {
            var span = piece.Span;
            if (span.IndexOfAnyExcept("\r\n \0"u8) >= 0)
            {
                _skipped = (int)Math.Min(int.MaxValue, _skipped + count);
                return;
            }
        }
    }

    // The first span of a slice may be empty when pieces of the input are.
    private static byte Last(in ReadOnlySequence<byte> input)
    {
        Span<byte> last = stackalloc byte[1];
        input.Slice(input.Length - 1).CopyTo(last);
        return last[0];
    }

    // How many bytes of tail stand at the front; what is still owed is taken on the next call.
    private int TailAt(ReadOnlySpan<byte> rest, ref FindingSet found)
    {
        var at = 0;
        if (rest is [(byte)'*', (byte)'*', ..])
        {
            at = 2;
            found = found.With(Finding.TailStars);
        }
        rest = rest[at..];
        switch (rest)
        {
            case [(byte)'\r', (byte)'\n', ..]:
                return at + 2;
            case [(byte)'\r']:
                _tailOwed = _tailBegun = true;
                return at + 1;
            case []:
                _tailOwed = true;
                _tailBegun = false;
                return at;
            case [(byte)'\r' or (byte)'\n', ..]:
                found = found.With(Finding.TailHalf);
                return at + 1;
            default:
                found = found.With(Finding.TailMissing);
                return at;
        }
    }

    // The frame before was handed out as soon as its check sum stood there; its tail may come now.
    private void TakeTail(ref ReadOnlySequence<byte> input)
    {
        if (input.IsEmpty)
            return;
        var taken = 0;
        foreach (var piece in input.Slice(0, Math.Min(LongestTail, input.Length)))
        {
            foreach (var b in piece.Span)
            {
                if (b is not ((byte)'*' or (byte)'\r' or (byte)'\n'))
                    goto done;
                taken++;
                if (b != '*')
                    _tailBegun = true;
                if (b != '\n')
                    continue;
                _tailOwed = false;
                goto done;
            }
        }
    done:
        if (taken < input.Length)
            _tailOwed = false;
        if (!_tailOwed && !_tailBegun)
            _tailLost = true;
        input = input.Slice(taken);
    }

    // The first line end or next head behind the first: where a frame with a wrong length may end. -1 when not there yet.
    private int FindEnd(in ReadOnlySequence<byte> input, out int lineEnd)
    {
        lineEnd = 0;
        var window = Contiguous(input, (int)Math.Min(input.Length, Longest));
        var from = HeadLength - 2;
        if (window.Length <= from)
            return -1;
        var line = window[from..].IndexOf("\r\n"u8);
        var next = (line < 0 ? window[from..] : window.Slice(from, line)).IndexOf("##"u8);
        if (next >= 0)
            return from + next;
        if (line < 0)
            return -1;
        lineEnd = 2;
        return from + line;
    }

    private ReadOnlySpan<byte> Contiguous(scoped in ReadOnlySequence<byte> input, int count)
    {
        if (input.FirstSpan.Length >= count)
            return input.FirstSpan[..count];
        _pieces ??= ArrayPool<byte>.Shared.Rent(Longest);
        input.Slice(0, count).CopyTo(_pieces);
        return _pieces.AsSpan(0, count);
    }

    private static void Return(ref byte[]? buffer)
    {
        if (buffer is null)
            return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = null;
    }
}
