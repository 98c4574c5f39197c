using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>Names of up to 8 bytes, each one number, looked up by one multiplication. What is longer is not in it.</summary>
internal sealed class WordTable
{
    internal const int Longest = 8;

    private readonly ulong[] _keys;
    private readonly int[] _values;
    private readonly int _shift;

    /// <summary>Values must not be negative. The first of two equal names stays.</summary>
    internal WordTable(IEnumerable<(string Name, int Value)> entries)
    {
        var list = entries.Where(e => e.Name.Length is > 0 and <= Longest).ToList();
        var size = BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, list.Count * 4));
        _shift = 64 - BitOperations.Log2(size);
        _keys = new ulong[size];
        _values = new int[size];
        foreach (var (name, value) in list)
        {
            var key = ShortName.Upto8(Encoding.ASCII.GetBytes(name));
            var at = Place(key);
            while (_keys[at] != 0 && _keys[at] != key)
                at = at + 1 & (int)size - 1;
            if (_keys[at] != 0)
                continue;
            _keys[at] = key;
            _values[at] = value;
        }
    }

    /// <summary>The number of a word, -1 when it is not in the table.</summary>
    internal int Find(ulong word)
    {
        var keys = _keys;
        for (var at = Place(word); (uint)at < (uint)keys.Length; at = at + 1 & keys.Length - 1)
        {
            if (keys[at] == word)
                return word == 0 ? -1 : _values[at];
            if (keys[at] == 0)
                break;
        }
        return -1;
    }

    /// <summary>Up to 8 bytes of a text as a word.</summary>
    internal static ulong Word(ReadOnlySpan<byte> text, int start, int length)
    {
        if (start + Longest > text.Length)
            return ShortName.Upto8(text.Slice(start, length));
        var word = MemoryMarshal.Read<ulong>(text[start..]);
        return length == Longest ? word : word & (1ul << length * 8) - 1;
    }

    private int Place(ulong word) => (int)(word * 0x9E3779B97F4A7C15 >> _shift);
}
