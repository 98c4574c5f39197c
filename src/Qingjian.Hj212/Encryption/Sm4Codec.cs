namespace Qingjian.Hj212;

/// <summary>Gives a session key of a station: attempt 0 the present one, 1 the one before, while it is still good; null when
/// there is none. Called on every encrypted frame, before the frame is known to be right.</summary>
public delegate Sm4Key? SessionKeys(ReadOnlySpan<byte> mn, int attempt);

/// <summary>The encryption of HJ 212-2025 as far as known (second hand): SM4, ECB, no padding, the part shorter than a block
/// stays plain.</summary>
public sealed class Sm4Codec(SessionKeys keys) : ISegmentCodec
{
    /// <inheritdoc/>
    public bool TryDecode(ReadOnlySpan<byte> mn, int attempt, Span<byte> area)
    {
        if (keys(mn, attempt) is not { } key)
            return false;
        key.Decrypt(area);
        return true;
    }

    /// <inheritdoc/>
    public bool TryEncode(ReadOnlySpan<byte> mn, Span<byte> area)
    {
        if (keys(mn, 0) is not { } key)
            return false;
        key.Encrypt(area);
        return true;
    }
}
