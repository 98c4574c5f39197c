using System.Numerics;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>A fixed table from short ASCII names to values: open addressing, no allocation on look-up.</summary>
internal sealed class NameTable<T> where T : class
{
    private readonly (ShortName Name, T? Value)[] _slots;
    private readonly int _shift;
    private readonly Dictionary<string, T> _anyCase;

    internal NameTable(IEnumerable<KeyValuePair<string, T>> entries)
    {
        var list = entries.ToList();
        var size = BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, list.Count * 4));
        _shift = 64 - BitOperations.Log2(size);
        _slots = new (ShortName, T?)[size];
        _anyCase = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in list)
        {
            var key = ShortName.Of(Encoding.ASCII.GetBytes(name));
            if (key.Length > ShortName.Longest)
                throw new ArgumentException($"name {name} is longer than {ShortName.Longest} bytes", nameof(entries));
            var at = (int)(key.Hash >> _shift);
            while (_slots[at].Value is not null && _slots[at].Name != key)
                at = at + 1 & _slots.Length - 1;
            if (_slots[at].Value is null)
                _slots[at] = (key, value);
            _anyCase.TryAdd(name, value);
        }
    }

    internal T? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length > ShortName.Longest)
            return null;
        var key = ShortName.Of(name);
        var at = (int)(key.Hash >> _shift);
        while (true)
        {
            ref readonly var slot = ref _slots[at];
            if (slot.Value is null || slot.Name == key)
                return slot.Value;
            at = at + 1 & _slots.Length - 1;
        }
    }

    internal T? FindAnyCase(ReadOnlySpan<byte> name)
    {
        if (name.Length > ShortName.Longest)
            return null;
        Span<char> text = stackalloc char[ShortName.Longest];
        for (var i = 0; i < name.Length; i++)
            text[i] = (char)name[i];
        return _anyCase.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..name.Length], out var value) ? value : null;
    }
}
