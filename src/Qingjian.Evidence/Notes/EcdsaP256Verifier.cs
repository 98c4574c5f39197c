using System.Security.Cryptography;

namespace Qingjian.Evidence.Notes;

/// <summary>Checks ECDSA signatures on P-256 with SHA-256 from the base library.</summary>
public sealed class EcdsaP256Verifier : INoteVerifier
{
    private readonly byte[] _spki;

    private EcdsaP256Verifier(NoteKey key, byte[] spki)
    {
        Key = key;
        _spki = spki;
    }

    /// <inheritdoc/>
    public NoteKey Key { get; }

    /// <summary>A verifier for the key, or null when it is of another type or not a point of P-256.</summary>
    public static EcdsaP256Verifier? For(NoteKey key)
    {
        if (key.Type != NoteKey.EcdsaP256) return null;
        var spki = key.Encoded[1..].ToArray();
        using var imported = Import(spki);
        return imported is null ? null : new EcdsaP256Verifier(key, spki);
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        // A fresh key object for each call: the type is not promised to be safe for several threads.
        using var key = Import(_spki);
        try
        {
            return key!.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)   // a signature that is not DER
        {
            return false;
        }
    }

    internal static bool IsP256(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == "1.2.840.10045.3.1.7";

    private static ECDsa? Import(byte[] spki)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(spki, out var read);
            if (read == spki.Length && IsP256(key)) return key;
        }
        catch (CryptographicException)   // bytes that are no key
        {
        }
        key.Dispose();
        return null;
    }
}
