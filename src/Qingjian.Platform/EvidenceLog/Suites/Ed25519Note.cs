using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Qingjian.Evidence.Notes;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>Signs notes with Ed25519 (RFC 8032), which the base library lacks.</summary>
public sealed class Ed25519Signer : INoteSigner
{
    private readonly Ed25519PrivateKeyParameters _key;

    /// <summary>A signer from the 32 bytes of the private key.</summary>
    public Ed25519Signer(string name, byte[] seed)
    {
        _key = new Ed25519PrivateKeyParameters(seed, 0);
        Key = NoteKey.Of(name, [NoteKey.Ed25519, .. _key.GeneratePublicKey().GetEncoded()]);
    }

    /// <inheritdoc/>
    public NoteKey Key { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        var signer = new Org.BouncyCastle.Crypto.Signers.Ed25519Signer();
        signer.Init(forSigning: true, _key);
        signer.BlockUpdate(text.ToArray(), 0, text.Length);
        return signer.GenerateSignature();
    }
}

/// <summary>Checks Ed25519 signatures on notes.</summary>
public sealed class Ed25519Verifier : INoteVerifier
{
    private readonly Ed25519PublicKeyParameters _key;

    private Ed25519Verifier(NoteKey key)
    {
        Key = key;
        _key = new Ed25519PublicKeyParameters(key.Encoded[1..].ToArray(), 0);
    }

    /// <inheritdoc/>
    public NoteKey Key { get; }

    /// <summary>A verifier for the key, or null when it is of another type or length.</summary>
    public static Ed25519Verifier? For(NoteKey key) =>
        key.Type == NoteKey.Ed25519 && key.Encoded.Length == 1 + Ed25519PublicKeyParameters.KeySize ? new(key) : null;

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Ed25519PrivateKeyParameters.SignatureSize) return false;
        var signer = new Org.BouncyCastle.Crypto.Signers.Ed25519Signer();
        signer.Init(forSigning: false, _key);
        signer.BlockUpdate(text.ToArray(), 0, text.Length);
        return signer.VerifySignature(signature.ToArray());
    }
}
