using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Qingjian.Evidence.Notes;

/// <summary>A public key that signs notes, as C2SP signed-note writes it: name, key id, and the type byte with the key.</summary>
public sealed class NoteKey
{
    /// <summary>Type byte of Ed25519; the key is its 32 bytes.</summary>
    public const byte Ed25519 = 0x01;

    /// <summary>Type byte of ECDSA with SHA-256 on P-256; the key is its SPKI in DER, the signature is in DER.</summary>
    public const byte EcdsaP256 = 0x02;

    private readonly byte[] _encoded;

    private NoteKey(string name, uint id, byte[] encoded)
    {
        Name = name;
        Id = id;
        _encoded = encoded;
    }

    /// <summary>Name of the key: for a log its origin. No blanks, no plus sign.</summary>
    public string Name { get; }

    /// <summary>First four bytes, big-endian, of the hash the signature type prescribes.</summary>
    public uint Id { get; }

    /// <summary>The first byte of the encoding; 0xFF is followed by a longer name of the type.</summary>
    public byte Type => _encoded[0];

    /// <summary>Type byte and public key.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>Describes a public key.</summary>
    /// <param name="name">Name of the key.</param>
    /// <param name="encoded">Type byte (or 0xFF and the name of the type) followed by the public key.</param>
    /// <exception cref="ArgumentException">The name has blanks or a plus sign, or nothing follows the type.</exception>
    public static NoteKey Of(string name, ReadOnlySpan<byte> encoded)
    {
        if (!IsName(name)) throw new ArgumentException("The name of a key has no blanks and no plus sign.", nameof(name));
        if (encoded.Length < 2) throw new ArgumentException("A key has a type byte and at least one more.", nameof(encoded));
        return new NoteKey(name, IdOf(name, encoded), encoded.ToArray());
    }

    /// <summary>Reads the form <c>name+0123abcd+base64</c>; false when it is malformed or its id is not that of the key.</summary>
    public static bool TryParse(string text, out NoteKey? key)
    {
        key = null;
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0]) || parts[1].Length != 8
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || !SignedNote.TryBase64(parts[2], out var encoded) || encoded.Length < 2 || IdOf(parts[0], encoded) != id)
            return false;
        key = new NoteKey(parts[0], id, encoded);
        return key.ToString() == text;
    }

    /// <summary>The form that is published: <c>name+0123abcd+base64</c>.</summary>
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String(_encoded)}";

    internal static bool IsName(string name) => name.Length > 0 && !name.Any(c => c == '+' || char.IsWhiteSpace(c) || c < ' ');

    private static uint IdOf(string name, ReadOnlySpan<byte> encoded)
    {
        var hashed = encoded[0] == EcdsaP256
            ? encoded[1..]
            : (ReadOnlySpan<byte>)[.. Encoding.UTF8.GetBytes(name), (byte)'\n', .. encoded];
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(hashed));
    }
}
