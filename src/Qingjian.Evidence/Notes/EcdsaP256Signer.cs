using System.Security.Cryptography;

namespace Qingjian.Evidence.Notes;

/// <summary>Signs notes with ECDSA on P-256 and SHA-256 from the base library.</summary>
public sealed class EcdsaP256Signer : INoteSigner, IDisposable
{
    private readonly Lock _one = new();
    private readonly ECDsa _key;

    private EcdsaP256Signer(string name, ECDsa key)
    {
        _key = key;
        Key = NoteKey.Of(name, [NoteKey.EcdsaP256, .. key.ExportSubjectPublicKeyInfo()]);
    }

    /// <inheritdoc/>
    public NoteKey Key { get; }

    /// <summary>A fresh key.</summary>
    public static EcdsaP256Signer Create(string name) => new(name, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>A stored key (PKCS#8 in PEM).</summary>
    /// <exception cref="ArgumentException">Not a private key on P-256.</exception>
    /// <exception cref="CryptographicException">The PEM is damaged.</exception>
    public static EcdsaP256Signer FromPem(string name, string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            if (!EcdsaP256Verifier.IsP256(key) || key.ExportParameters(includePrivateParameters: true).D is null)
                throw new ArgumentException("The key that signs the log is a private key on the curve P-256.", nameof(pem));
            return new EcdsaP256Signer(name, key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The private key as PKCS#8 in PEM, to be stored readable by its owner alone.</summary>
    public string ExportPem() => _key.ExportPkcs8PrivateKeyPem();

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        lock (_one) return _key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
