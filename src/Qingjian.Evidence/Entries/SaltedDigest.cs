using System.Security.Cryptography;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Entries;

/// <summary>The digest an entry keeps of its content: SHA-256(salt ‖ content), or SHA-256(content) without a salt.</summary>
public static class SaltedDigest
{
    /// <summary>Sixteen fresh random bytes in lower-case hexadecimal.</summary>
    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Digest of a content held in memory.</summary>
    /// <exception cref="FormatException">The salt is not hexadecimal.</exception>
    public static TreeDigest Of(ReadOnlySpan<byte> content, string? salt = null)
    {
        using var hash = Begin(salt);
        hash.AppendData(content);
        return End(hash);
    }

    /// <summary>Digest of a stream from where it stands to its end; memory does not grow with its length.</summary>
    /// <exception cref="FormatException">The salt is not hexadecimal.</exception>
    public static async Task<TreeDigest> Of(Stream content, string? salt, CancellationToken stop)
    {
        using var hash = Begin(salt);
        var buffer = new byte[128 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;) hash.AppendData(buffer, 0, read);
        return End(hash);
    }

    /// <inheritdoc cref="Of(Stream, string?, CancellationToken)"/>
    public static TreeDigest Of(Stream content, string? salt)
    {
        using var hash = Begin(salt);
        var buffer = new byte[128 * 1024];
        for (int read; (read = content.Read(buffer)) > 0;) hash.AppendData(buffer, 0, read);
        return End(hash);
    }

    private static IncrementalHash Begin(string? salt)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (salt is not null) hash.AppendData(Convert.FromHexString(salt));
        return hash;
    }

    private static TreeDigest End(IncrementalHash hash)
    {
        Span<byte> digest = stackalloc byte[TreeDigest.Length];
        hash.GetHashAndReset(digest);
        return new TreeDigest(digest);
    }
}
