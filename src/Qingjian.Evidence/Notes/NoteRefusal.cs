namespace Qingjian.Evidence.Notes;

/// <summary>Why a note or checkpoint is not believed.</summary>
public enum NoteRefusal
{
    /// <summary>It is believed.</summary>
    None,

    /// <summary>Longer than 64 KB.</summary>
    TooLong,

    /// <summary>Not UTF-8, or a control character other than LF (a CR among them).</summary>
    NotText,

    /// <summary>No empty line with at least one complete signature line after it.</summary>
    NoSignatures,

    /// <summary>A signature line has another form than dash, name, base64 of key id and signature.</summary>
    MalformedSignature,

    /// <summary>The signature of a known key is wrong.</summary>
    BadSignature,

    /// <summary>None of the keys we know has signed.</summary>
    NoKnownKey,

    /// <summary>The text is not exactly origin, tree size and root hash.</summary>
    MalformedCheckpoint,

    /// <summary>The origin is not the name of the key that signed, or not the log that was expected.</summary>
    OtherOrigin,
}
