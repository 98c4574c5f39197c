using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Qingjian.Evidence.Notes;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>SM2 with SM3 (GB/T 32918, default identity 1234567812345678) on notes, under the type 0xFF and the name
/// <c>qingjian-sm2-v1</c>; the key is the uncompressed point, the signature is in DER.</summary>
public sealed class Sm2Signer : INoteSigner
{
    internal static readonly byte[] KeyType = [0xFF, .. "qingjian-sm2-v1"u8];
    internal static readonly ECDomainParameters Curve = Domain();
    private readonly ECPrivateKeyParameters _key;

    /// <summary>A signer from the 32 bytes of the private number.</summary>
    /// <exception cref="ArgumentException">The number is zero or not below the order of the curve.</exception>
    public Sm2Signer(string name, byte[] secret)
    {
        var number = new BigInteger(1, secret);
        if (number.SignValue <= 0 || number.CompareTo(Curve.N.Subtract(BigInteger.One)) >= 0)
            throw new ArgumentException("A private key of SM2 lies between 1 and n-2.", nameof(secret));
        _key = new ECPrivateKeyParameters(number, Curve);
        Key = NoteKey.Of(name, [.. KeyType, .. Curve.G.Multiply(number).Normalize().GetEncoded(compressed: false)]);
    }

    /// <inheritdoc/>
    public NoteKey Key { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        var signer = new SM2Signer();
        signer.Init(forSigning: true, new ParametersWithRandom(_key, new SecureRandom()));
        signer.BlockUpdate(text.ToArray(), 0, text.Length);
        return signer.GenerateSignature();
    }

    private static ECDomainParameters Domain()
    {
        var curve = GMNamedCurves.GetByName("sm2p256v1");
        return new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
    }
}

/// <summary>Checks SM2 signatures on notes.</summary>
public sealed class Sm2Verifier : INoteVerifier
{
    private readonly ECPublicKeyParameters _key;

    private Sm2Verifier(NoteKey key, ECPublicKeyParameters point)
    {
        Key = key;
        _key = point;
    }

    /// <inheritdoc/>
    public NoteKey Key { get; }

    /// <summary>A verifier for the key, or null when it is of another type or no point of the curve.</summary>
    public static Sm2Verifier? For(NoteKey key)
    {
        if (!key.Encoded.StartsWith(Sm2Signer.KeyType)) return null;
        try
        {
            var point = Sm2Signer.Curve.Curve.DecodePoint(key.Encoded[Sm2Signer.KeyType.Length..].ToArray());
            return new Sm2Verifier(key, new ECPublicKeyParameters(point, Sm2Signer.Curve));
        }
        catch (Exception e) when (e is ArgumentException or FormatException)   // bytes that are no point
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        var signer = new SM2Signer();
        signer.Init(forSigning: false, _key);
        signer.BlockUpdate(text.ToArray(), 0, text.Length);
        try
        {
            return signer.VerifySignature(signature.ToArray());
        }
        catch (Exception e) when (e is CryptoException or IOException or ArgumentException or InvalidCastException)   // not DER
        {
            return false;
        }
    }
}
