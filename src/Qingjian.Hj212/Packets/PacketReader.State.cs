namespace Qingjian.Hj212;

// What the last call found; Packet, Pair and Factor look at it.
public sealed partial class PacketReader
{
    private HeaderSlots _head;
    private FindingSet _found;
    private Fault _fault;
    private PacketStatus _status;
    private PairSlot[] _pairs = new PairSlot[64];
    private RunSlot[] _runs = new RunSlot[32];
    private readonly NameCache _names = new();
    private const int ChainBits = 6;
    private readonly short[] _chains = new short[1 << ChainBits];
    private int _pairCount, _runCount, _dataTimePair;
    private DateTime _dataTime;
    private bool _modern;

    /// <summary>When set, every finding is also kept with its offset in the segment; the inspector asks for it.</summary>
    internal List<Fault>? Trace { get; init; }

    internal ref readonly HeaderSlots Head => ref _head;
    internal FindingSet Found => _found;
    internal Fault Fault => _fault;
    internal PacketStatus Status => _status;
    internal int PairCount => _pairCount;
    internal int RunCount => _runCount;
    internal Terms Terms => _terms;
    internal Rulings Rulings => _rulings;
    internal DateTime? DataTime => _dataTimePair < 0 ? null : _dataTime;

    internal ReadOnlySpan<PairSlot> PairSlots => _pairs.AsSpan(0, _pairCount);
    internal ref readonly PairSlot PairAt(int index) => ref _pairs[index];
    internal ref readonly RunSlot RunAt(int index) => ref _runs[index];

    internal struct Slice
    {
        internal int Start, Length;
        internal readonly ReadOnlySpan<byte> Of(ReadOnlySpan<byte> segment) => segment.Slice(Start, Length);
    }

    internal struct HeaderSlots
    {
        internal Slice Qn, St, Cn, Pw, Mn;
        internal int HeaderLength, AreaStart, AreaLength;
        internal int Flag, Command, PartCount, PartNumber;
        internal bool HasFlag, HasQn, HasPnum, HasPno, IsPart, IsBackfill, HasPw;
        internal ProtocolVersion Version;
        internal Medium Medium;
        internal uint Seen;
        internal int LastField;
    }
}
