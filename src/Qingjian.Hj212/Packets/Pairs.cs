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
    public Pair this[int index] => new(_segment, _reader, index);

    /// <summary>Walks over all of them.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The walk.</summary>
    public ref struct Enumerator
    {
        private readonly Pairs _pairs;
        private int _at;

        internal Enumerator(Pairs pairs)
        {
            _pairs = pairs;
            _at = -1;
        }

        /// <summary>The value stood on.</summary>
        public readonly Pair Current => _pairs[_at];

        /// <summary>Steps to the next value.</summary>
        public bool MoveNext() => ++_at < _pairs.Count;
    }
}
