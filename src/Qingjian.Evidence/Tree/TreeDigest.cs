using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Qingjian.Evidence.Tree;

/// <summary>A 32-byte hash of the tree (SHA-256 or SM3), held without allocation.</summary>
public readonly struct TreeDigest : IEquatable<TreeDigest>
{
    /// <summary>Length in bytes; SHA-256 and SM3 share it.</summary>
    public const int Length = 32;

    private readonly Bytes32 _bytes;

    /// <summary>Takes exactly <see cref="Length"/> bytes.</summary>
    /// <exception cref="ArgumentException">Another number of bytes was given.</exception>
    public TreeDigest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new ArgumentException($"A tree hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        bytes.CopyTo(_bytes);
    }

    /// <summary>The bytes in place.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>A copy of the bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    /// <summary>Lower-case hexadecimal, 64 characters.</summary>
    public string ToHex() => Convert.ToHexStringLower(Span);

    /// <summary>Standard base64 with padding, 44 characters.</summary>
    public string ToBase64() => Convert.ToBase64String(Span);

    /// <summary>Reads 64 hexadecimal characters of either case; false for anything else.</summary>
    public static bool TryParseHex(ReadOnlySpan<char> hex, out TreeDigest digest)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var read = hex.Length == 2 * Length
            && Convert.FromHexString(hex, bytes, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == Length;
        digest = read ? new TreeDigest(bytes) : default;
        return read;
    }

    /// <summary>Reads canonical base64 of exactly 32 bytes; false for anything else.</summary>
    public static bool TryParseBase64(ReadOnlySpan<char> text, out TreeDigest digest)
    {
        digest = default;
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != 44 || !Convert.TryFromBase64Chars(text, bytes, out var written) || written != Length) return false;
        digest = new TreeDigest(bytes);
        // Base64 has spare bits at its end: only the one spelling we would write ourselves is taken.
        return text.SequenceEqual(digest.ToBase64());
    }

    /// <inheritdoc/>
    public bool Equals(TreeDigest other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TreeDigest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => MemoryMarshal.Read<int>(Span);

    /// <summary>The hexadecimal form.</summary>
    public override string ToString() => ToHex();

    /// <summary>Same bytes.</summary>
    public static bool operator ==(TreeDigest left, TreeDigest right) => left.Equals(right);

    /// <summary>Other bytes.</summary>
    public static bool operator !=(TreeDigest left, TreeDigest right) => !left.Equals(right);

    [InlineArray(Length)]
    private struct Bytes32
    {
        private byte _first;
    }
}
