namespace Qingjian.Hj212;

/// <summary>The values of a data area in the order sent.</summary>
public readonly ref struct Pairs
{
    private readonly ReadOnlySpan<byte> _segment;
    private readonly PacketReader _reader;

    internal Pairs(ReadOnlySpan<byte> segment, PacketReader reader)
    {
        _segment = segment;
        _reader = reader;
    }

    /// <summary>How many there are.</summary>
    public int Count => _reader.PairCount;

    /// <summary>The value at a place counted from 0.</summary>
    public Pair this[int index] => new(_segment, _reader, in _reader.PairSlots[index]);

    /// <summary>Walks over all of them.</summary>
    public Enumerator GetEnumerator() => new(_segment, _reader);

    /// <summary>The walk.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<byte> _segment;
        private readonly PacketReader _reader;
        private readonly ReadOnlySpan<PairSlot> _slots;
        private int _at;

        internal Enumerator(ReadOnlySpan<byte> segment, PacketReader reader)
        {
            _segment = segment;
            _reader = reader;
            _slots = reader.PairSlots;
            _at = -1;
        }

        /// <summary>The value stood on.</summary>
        public readonly Pair Current => new(_segment, _reader, in _slots[_at]);

        /// <summary>Steps to the next value.</summary>
        public bool MoveNext() => ++_at < _slots.Length;
    }
}
