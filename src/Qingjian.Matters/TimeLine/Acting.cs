using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.TimeLine;

/// <summary>Writing an act: time line, evidence log, audit trail and change, in one commit.</summary>
internal static class Acting
{
    /// <summary>Commits the act with its line on the time line and its step in the evidence log.</summary>
    public static Task CommitStep(this MattersDb db, Act act, object? from, object? to, CancellationToken stop, string? sha256 = null)
    {
        db.NoteStep(act, from, to, sha256);
        return db.Commit(act, stop);
    }

    /// <summary>Puts the act on the time line and, when the commit comes, its step into the evidence log.</summary>
    public static void NoteStep(this MattersDb db, Act act, object? from, object? to, string? sha256 = null)
    {
        var step = db.Note(act, from, to, sha256);
        act.Enter("case.step", new { step.Id, step.ObjectType, step.ObjectId, step.Kind, step.At, step.PersonId, step.FromState, step.ToState, step.Reason, step.Sha256 });
    }
}
