namespace Qingjian.Evidence.Notes;

/// <summary>Checks signatures of one known key. Must be safe to call from several threads.</summary>
public interface INoteVerifier
{
    /// <summary>The key that is known.</summary>
    NoteKey Key { get; }

    /// <summary>True only for a right signature over exactly this text; bad bytes are false, never an exception.</summary>
    bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);
}
