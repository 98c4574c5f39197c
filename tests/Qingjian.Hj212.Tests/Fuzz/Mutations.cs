using System.Text;

namespace Qingjian.Hj212.Fuzz;

/// <summary>Makes bad packets out of good ones: bytes flipped, put in, taken out, doubled, spliced; about half of them get a right
/// length and check sum afterwards, so that the damage reaches the packet reader.</summary>
internal sealed class Mutations(IReadOnlyList<byte[]> seeds, int seed)
{
    private const int Longest = 8192;

    private static readonly byte[] Telling = [.. "#;,=&-/\r\n \0\x7f0123456789ABCDEFaw.*N"u8, 0x80, 0xC7, 0xE5, 0xFF];
    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "##", "CP=&&", "&&", "QN=", "Flag=7;PNUM=2;PNO=1;", "DataTime=", "-Rtd=", "-Flag=N", "//", "-Info=//", "\r\n", "a21026-",
            "99999999999999999999", "-0.1", "1E9", ";;", "RF=1;", "Flag=9;", "20260230250000", "NaN",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    private readonly Random _random = new(seed);
    private readonly byte[] _work = new byte[Longest + 64];
    private int _length;

    /// <summary>The next input; good until the next call.</summary>
    internal ReadOnlyMemory<byte> Next()
    {
        Take(seeds[_random.Next(seeds.Count)]);
        var steps = 1 + _random.Next(4);
        for (var i = 0; i < steps; i++)
            Step();
        if (_random.Next(2) == 0)
            Mend();
        return _work.AsMemory(0, _length);
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        _length = Math.Min(bytes.Length, Longest);
        bytes[.._length].CopyTo(_work);
    }

    private void Step()
    {
        var at = _length == 0 ? 0 : _random.Next(_length);
        switch (_random.Next(9))
        {
            case 0 when _length > 0:
                _work[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when _length > 0:
                _work[at] = Telling[_random.Next(Telling.Length)];
                break;
            case 2:
                Insert(at, [Telling[_random.Next(Telling.Length)]]);
                break;
            case 3:
                Insert(at, Words[_random.Next(Words.Length)]);
                break;
            case 4:
                Remove(at, 1 + _random.Next(16));
                break;
            case 5:
                Insert(at, _work.AsSpan(at, Math.Min(_length - at, 1 + _random.Next(200))).ToArray());
                break;
            case 6:
                var other = seeds[_random.Next(seeds.Count)];
                var from = _random.Next(other.Length);
                Insert(at, other.AsSpan(from, Math.Min(other.Length - from, 1 + _random.Next(300))));
                break;
            case 7:
                _length = at;
                break;
            default:
                Remove(0, at / 4);
                break;
        }
    }

    private void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, Longest - _length);
        if (count <= 0)
            return;
        _work.AsSpan(at, _length - at).CopyTo(_work.AsSpan(at + count));
        bytes[..count].CopyTo(_work.AsSpan(at));
        _length += count;
    }

    private void Remove(int at, int count)
    {
        count = Math.Min(count, _length - at);
        _work.AsSpan(at + count, _length - at - count).CopyTo(_work.AsSpan(at));
        _length -= count;
    }

    // The bytes between the first head and the last "&&" become a frame.
    private void Mend()
    {
        var bytes = _work.AsSpan(0, _length);
        var close = bytes.LastIndexOf("&&"u8);
        if (close < 6 || !bytes.StartsWith("##"u8))
            return;
        var segment = close + 2 - 6;
        if (segment > 9999)
            return;
        for (int i = 5, rest = segment; i >= 2; i--, rest /= 10)
            _work[i] = (byte)('0' + rest % 10);
        _length = close + 2;
        var crc = Crc.Compute(_work.AsSpan(6, segment));
        for (var shift = 12; shift >= 0; shift -= 4)
            _work[_length++] = "0123456789ABCDEF"u8[crc >> shift & 15];
        _work[_length++] = (byte)'\r';
        _work[_length++] = (byte)'\n';
    }
}
