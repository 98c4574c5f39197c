namespace Qingjian.Evidence.Notes;

/// <summary>Signs the text of a note with one key. Must be safe to call from several threads.</summary>
public interface INoteSigner
{
    /// <summary>The public half.</summary>
    NoteKey Key { get; }

    /// <summary>The signature bytes over the text, without the key id.</summary>
    byte[] Sign(ReadOnlySpan<byte> text);
}
