using System.Globalization;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Notes;

/// <summary>What a log was at one moment (C2SP tlog-checkpoint): its origin, its size and its root.</summary>
/// <param name="Origin">Name of the log, which is the name of its keys too.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">Root of the tree over them.</param>
public sealed record Checkpoint(string Origin, long Size, TreeDigest Root)
{
    /// <summary>The text that is signed: three lines, each ended by LF.</summary>
    public string Text() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n");

    /// <summary>Signs it with each of the log's keys.</summary>
    public byte[] Sign(IEnumerable<INoteSigner> signers) => SignedNote.Sign(Text(), signers);

    /// <summary>Opens a signed checkpoint; it is given only when it is to be believed. Never throws on any bytes.</summary>
    /// <param name="note">The bytes as received.</param>
    /// <param name="known">The keys we trust; one of the name of the origin must have signed.</param>
    /// <param name="checkpoint">The checkpoint, or null when refused.</param>
    /// <param name="origin">When given, the log it has to be of.</param>
    public static NoteRefusal Open(
        ReadOnlySpan<byte> note, IReadOnlyCollection<INoteVerifier> known, out Checkpoint? checkpoint, string? origin = null)
    {
        checkpoint = null;
        var refusal = SignedNote.Open(note, known, out var text, out var signedBy);
        if (refusal != NoteRefusal.None) return refusal;
        if (!TryRead(text, out var read)) return NoteRefusal.MalformedCheckpoint;
        if (signedBy.All(key => key.Name != read!.Origin) || (origin is not null && read!.Origin != origin)) return NoteRefusal.OtherOrigin;
        checkpoint = read;
        return NoteRefusal.None;
    }

    /// <summary>Reads the text of a checkpoint without believing it: three lines, no more.</summary>
    public static bool TryRead(string text, out Checkpoint? checkpoint)
    {
        checkpoint = null;
        var lines = text.Split('\n');
        if (lines.Length != 4 || lines[3].Length > 0 || !NoteKey.IsName(lines[0])
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size.ToString(CultureInfo.InvariantCulture) != lines[1]
            || !TreeDigest.TryParseBase64(lines[2], out var root))
            return false;
        checkpoint = new Checkpoint(lines[0], size, root);
        return true;
    }
}
