namespace Qingjian.Hj212;

/// <summary>The hook between framing and the check sum for encrypted data areas (HJ 212-2025).</summary>
public interface ISegmentCodec
{
    /// <summary>Decrypts <paramref name="area"/> (the bytes between <c>CP=&amp;&amp;</c> and the closing
    /// <c>&amp;&amp;</c>) in place.</summary>
    /// <param name="mn">MN of the station, as it stands in the plain header.</param>
    /// <param name="attempt">0 for the present key, 1 for the one before.</param>
    /// <param name="area">The bytes to decrypt.</param>
    /// <returns>False when the station has no such key; the area is then untouched.</returns>
    bool TryDecode(ReadOnlySpan<byte> mn, int attempt, Span<byte> area);

    /// <summary>Encrypts <paramref name="area"/> in place with the present key of the station.</summary>
    /// <returns>False when the station has no key; the area is then untouched and goes out plain.</returns>
    bool TryEncode(ReadOnlySpan<byte> mn, Span<byte> area);
}
