using Qingjian.Evidence.Notes;

namespace Qingjian.Evidence.Log;

/// <summary>The last signed checkpoint of a tree, kept in the log's folder and in a second place. The second place is written first:
/// whatever was ever shown is known there.</summary>
internal sealed class SignedHeads(EvidenceLogSettings settings, LogTree tree)
{
    private readonly string _published = Path.Combine(settings.Folder, LogLayout.Checkpoint(tree.Hash.Name));
    private readonly string _second = Path.Combine(settings.SecondPlace, LogLayout.Checkpoint(tree.Hash.Name));

    /// <summary>The newest of both places, or null when nothing was signed yet.</summary>
    /// <exception cref="EvidenceLogBrokenException">One cannot be believed, or they are of different logs.</exception>
    public SignedCheckpoint? Last()
    {
        var published = Read(_published);
        var second = Read(_second);
        if (published is null || second is null) return published ?? second;
        if (published.Checkpoint.Size == second.Checkpoint.Size && published.Checkpoint.Root != second.Checkpoint.Root)
            throw new EvidenceLogBrokenException($"{_published} and {_second} hold two roots for the same size.");
        return published.Checkpoint.Size > second.Checkpoint.Size ? published : second;
    }

    public void Keep(SignedCheckpoint signed)
    {
        Durable.Replace(_second, signed.Note.Span);
        Durable.Replace(_published, signed.Note.Span);
    }

    private SignedCheckpoint? Read(string path)
    {
        if (!File.Exists(path)) return null;
        var note = File.ReadAllBytes(path);
        var refusal = Checkpoint.Open(note, tree.Known, out var head, tree.Origin);
        return refusal == NoteRefusal.None
            ? new SignedCheckpoint(head!, note)
            : throw new EvidenceLogBrokenException($"{path} is not a checkpoint of {tree.Origin}: {refusal}.");
    }
}
