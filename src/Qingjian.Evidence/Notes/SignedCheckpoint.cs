namespace Qingjian.Evidence.Notes;

/// <summary>A checkpoint together with the signed note it came from, as it is handed out.</summary>
/// <param name="Checkpoint">What was signed.</param>
/// <param name="Note">The bytes of the note.</param>
public sealed record SignedCheckpoint(Checkpoint Checkpoint, ReadOnlyMemory<byte> Note);
