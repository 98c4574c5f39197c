namespace Qingjian.Hj212;

/// <summary>The codes of a data area, each once, in the order of their first appearance.</summary>
public readonly ref struct Factors
{
    private readonly ReadOnlySpan<byte> _segment;
    private readonly PacketReader _reader;

    internal Factors(ReadOnlySpan<byte> segment, PacketReader reader)
    {
        _segment = segment;
        _reader = reader;
    }

    /// <summary>Walks over all of them.</summary>
    public Enumerator GetEnumerator() => new(_segment, _reader);

    /// <summary>The walk.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<byte> _segment;
        private readonly PacketReader _reader;
        private int _run;

        internal Enumerator(ReadOnlySpan<byte> segment, PacketReader reader)
        {
            _segment = segment;
            _reader = reader;
            _run = -1;
        }

        /// <summary>The code stood on.</summary>
        public readonly Factor Current => new(_segment, _reader, _run);

        /// <summary>Steps to the next code.</summary>
        public bool MoveNext()
        {
            while (++_run < _reader.RunCount)
            {
                ref readonly var run = ref _reader.RunAt(_run);
                if (!run.IsField && !run.Continues)
                    return true;
            }
            return false;
        }
    }
}

/// <summary>All values of one code in one packet.</summary>
public readonly ref struct Factor
{
    private readonly ReadOnlySpan<byte> _segment;
    private readonly PacketReader _reader;
    private readonly int _run;

    internal Factor(ReadOnlySpan<byte> segment, PacketReader reader, int run)
    {
        _segment = segment;
        _reader = reader;
        _run = run;
    }

    /// <summary>The code as sent.</summary>
    public ReadOnlySpan<byte> Code => First.Code;

    /// <summary>The row of the table of codes, null when unknown.</summary>
    public Pollutant? Pollutant => First.Pollutant;

    /// <summary>The data flag as sent; <see cref="Rulings.MissingDataFlag"/> when there is none (M7).</summary>
    public char Flag => TryGet(Suffix.Flag, out var pair) && pair.Value.Length > 0
        ? (char)pair.Value[0]
        : _reader.Rulings.MissingDataFlag;

    private Pair First => new(_segment, _reader, in _reader.PairAt(_reader.RunAt(_run).FirstPair));

    /// <summary>The value with that suffix; the first one when it was sent twice.</summary>
    public bool TryGet(Suffix suffix, out Pair pair)
    {
        for (var run = _run; run >= 0; run = _reader.RunAt(run).Same)
        {
            ref readonly var slots = ref _reader.RunAt(run);
            for (var i = slots.FirstPair; i < slots.FirstPair + slots.PairCount; i++)
            {
                if (_reader.PairAt(i).Is.Suffix != suffix)
                    continue;
                pair = new(_segment, _reader, in _reader.PairAt(i));
                return true;
            }
        }
        pair = default;
        return false;
    }

    /// <summary>The number with that suffix, null when it was not sent or is no number.</summary>
    public decimal? Number(Suffix suffix) => TryGet(suffix, out var pair) && pair.TryGetNumber(out var number) ? number : null;

    /// <summary>The time with that suffix, Beijing time, null when it was not sent.</summary>
    public DateTime? Time(Suffix suffix) => TryGet(suffix, out var pair) && pair.TryGetTime(out var time) ? time : null;
}
