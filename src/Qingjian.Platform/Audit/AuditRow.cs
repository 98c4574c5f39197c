using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Audit;

/// <summary>One record of the audit trail. Appended, never edited: there is no act that changes or removes one.</summary>
public sealed class AuditRow
{
    /// <summary>Monotonic counter.</summary>
    public long Position { get; set; }
    /// <summary>Server time, UTC.</summary>
    public DateTimeOffset At { get; init; }
    /// <summary>Id of the person, or system.</summary>
    public required string PersonId { get; init; }
    /// <summary>Name of the person then.</summary>
    public required string PersonName { get; init; }
    /// <summary>Post then.</summary>
    public required string Post { get; init; }
    /// <summary>Division prefix then.</summary>
    public required string Division { get; init; }
    /// <summary>Source address.</summary>
    public string? Address { get; init; }
    /// <summary>What was done, e.g. case.decide.</summary>
    public required string Kind { get; init; }
    /// <summary>Kind of object.</summary>
    public required string ObjectType { get; init; }
    /// <summary>Id of object.</summary>
    public required string ObjectId { get; init; }
    /// <summary>Chinese line.</summary>
    public required string Title { get; init; }
    /// <summary>done, refused or failed.</summary>
    public required string Result { get; init; }
    /// <summary>Reason given, or why it was refused.</summary>
    public string? Reason { get; init; }
    /// <summary>Digest of the rows before.</summary>
    public string? BeforeDigest { get; init; }
    /// <summary>Digest of the rows after.</summary>
    public string? AfterDigest { get; init; }

    internal static AuditRow Of(Act act, Caller caller, DateTimeOffset at, string result, string? before, string? after) => new()
    {
        At = at,
        PersonId = caller.PersonId,
        PersonName = caller.Name,
        Post = caller.PostTitle,
        Division = caller.Division,
        Address = caller.Address,
        Kind = act.Kind,
        ObjectType = act.ObjectType,
        ObjectId = act.ObjectId,
        Title = act.Title,
        Result = result,
        Reason = act.Reason,
        BeforeDigest = before,
        AfterDigest = after,
    };
}
