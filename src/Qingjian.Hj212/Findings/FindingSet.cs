using System.Numerics;

namespace Qingjian.Hj212;

/// <summary>The accepted findings of one frame or packet, one bit each.</summary>
public readonly record struct FindingSet(ulong Bits)
{
    /// <summary>True when nothing was noticed.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>How many findings there are.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>True when <paramref name="finding"/> is in the set. Refusals are never in a set.</summary>
    public bool Has(Finding finding) => (byte)finding is > 0 and < 64 && (Bits & 1ul << (byte)finding) != 0;

    /// <summary>The set with <paramref name="finding"/> added.</summary>
    public FindingSet With(Finding finding) => new(Bits | 1ul << (byte)finding);

    /// <summary>Both sets together.</summary>
    public static FindingSet operator |(FindingSet left, FindingSet right) => new(left.Bits | right.Bits);

    /// <summary>The named form of <c>|</c>.</summary>
    public static FindingSet BitwiseOr(FindingSet left, FindingSet right) => left | right;

    /// <summary>Walks the findings in the order of their numbers.</summary>
    public Enumerator GetEnumerator() => new(Bits);

    /// <summary>The walk over a set.</summary>
    public struct Enumerator(ulong bits)
    {
        private ulong _left = bits;

        /// <summary>The finding stood on.</summary>
        public Finding Current { get; private set; }

        /// <summary>Steps to the next finding.</summary>
        public bool MoveNext()
        {
            if (_left == 0)
                return false;
            Current = (Finding)BitOperations.TrailingZeroCount(_left);
            _left &= _left - 1;
            return true;
        }
    }
}
