using System.Buffers.Binary;
using System.Text;

namespace Qingjian.Evidence.Notes;

/// <summary>A C2SP signed note: a text ending in LF, an empty line, and signature lines.</summary>
public static class SignedNote
{
    /// <summary>Longest note that is read, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string Dash = "— ";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Signs a text with every signer, in order.</summary>
    /// <exception cref="ArgumentException">The text does not end in LF, or holds a control character.</exception>
    public static byte[] Sign(string text, IEnumerable<INoteSigner> signers)
    {
        if (!text.EndsWith('\n') || text.Any(IsControl)) throw new ArgumentException("The text of a note ends in LF and has no control characters.", nameof(text));
        var bytes = Strict.GetBytes(text);
        var note = new StringBuilder(text).Append('\n');
        foreach (var signer in signers)
        {
            var id = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(id, signer.Key.Id);
            note.Append(Dash).Append(signer.Key.Name).Append(' ').Append(Convert.ToBase64String([.. id, .. signer.Sign(bytes)])).Append('\n');
        }
        return Strict.GetBytes(note.ToString());
    }

    /// <summary>Opens a note: the text is given only when at least one known key signed it and no known key's signature is wrong.
    /// Unknown keys are ignored. Never throws on any bytes.</summary>
    /// <param name="note">The bytes as received.</param>
    /// <param name="known">The keys we trust.</param>
    /// <param name="text">The text with its last LF; empty when refused.</param>
    /// <param name="signedBy">The known keys that signed.</param>
    public static NoteRefusal Open(
        ReadOnlySpan<byte> note, IReadOnlyCollection<INoteVerifier> known, out string text, out IReadOnlyList<NoteKey> signedBy)
    {
        text = "";
        signedBy = [];
        if (note.Length > MaxBytes) return NoteRefusal.TooLong;
        string whole;
        try
        {
            whole = Strict.GetString(note);
        }
        catch (DecoderFallbackException)
        {
            return NoteRefusal.NotText;
        }
        if (whole.Any(IsControl)) return NoteRefusal.NotText;

        var gap = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0 || gap + 2 == whole.Length || !whole.EndsWith('\n')) return NoteRefusal.NoSignatures;
        var signed = whole[..(gap + 1)];
        var signedBytes = Strict.GetBytes(signed);

        var good = new List<NoteKey>();
        foreach (var line in whole[(gap + 2)..^1].Split('\n'))
        {
            if (!TryLine(line, out var name, out var id, out var signature)) return NoteRefusal.MalformedSignature;
            var verifier = known.FirstOrDefault(k => k.Key.Id == id && k.Key.Name == name);
            if (verifier is null) continue;
            if (!verifier.Verify(signedBytes, signature)) return NoteRefusal.BadSignature;
            good.Add(verifier.Key);
        }
        if (good.Count == 0) return NoteRefusal.NoKnownKey;
        text = signed;
        signedBy = good;
        return NoteRefusal.None;
    }

    internal static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 4 * 3];
        if (text.Length == 0 || text.Length % 4 != 0 || !Convert.TryFromBase64String(text, bytes, out var written)) return false;
        bytes = bytes[..written];
        return Convert.ToBase64String(bytes) == text;   // one spelling only: no blanks inside, no spare bits
    }

    private static bool TryLine(string line, out string name, out uint id, out byte[] signature)
    {
        name = "";
        id = 0;
        signature = [];
        if (!line.StartsWith(Dash, StringComparison.Ordinal)) return false;
        var blank = line.IndexOf(' ', Dash.Length);
        if (blank < 0) return false;
        name = line[Dash.Length..blank];
        if (!NoteKey.IsName(name) || !TryBase64(line[(blank + 1)..], out var bytes) || bytes.Length < 5) return false;
        id = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        signature = bytes[4..];
        return true;
    }

    private static bool IsControl(char c) => c < ' ' && c != '\n';
}
