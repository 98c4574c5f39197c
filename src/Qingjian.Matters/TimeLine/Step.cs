using Qingjian.Platform.Storage;

namespace Qingjian.Matters.TimeLine;

/// <summary>One line of an object's time line: who did what, when, and why. Appended with the act, never changed.</summary>
internal sealed class Step
{
    public required string Id { get; init; }
    /// <summary>clue, task, inspection or case.</summary>
    public required string ObjectType { get; init; }
    public required string ObjectId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string Post { get; init; }
    /// <summary>The act's kind, e.g. <c>task.dispatch</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>Chinese line shown to people.</summary>
    public required string Title { get; init; }
    public string? Reason { get; init; }
    public string? FromState { get; init; }
    public string? ToState { get; init; }
    /// <summary>Digest of what the step fixed (a sealed record, a paper), hexadecimal SHA-256.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>What a page shows of a step.</summary>
internal sealed record StepView(
    string ObjectType, string ObjectId, DateTimeOffset At, string PersonName, string Post, string Kind, string Title, string? Reason, string? FromState, string? ToState, string? Sha256);

internal static class Steps
{
    /// <summary>Adds the act to the time line of its object; written by the same commit.</summary>
    public static Step Note(this MattersDb db, Act act, object? from = null, object? to = null, string? sha256 = null)
    {
        var who = db.Caller;
        var step = new Step
        {
            Id = NewId.Make(),
            ObjectType = act.ObjectType,
            ObjectId = act.ObjectId,
            At = db.Now,
            PersonId = who.PersonId,
            PersonName = who.Name,
            Post = who.PostTitle,
            Kind = act.Kind,
            Title = act.Title,
            Reason = act.Reason,
            FromState = from?.ToString(),
            ToState = to?.ToString(),
            Sha256 = sha256,
        };
        db.Steps.Add(step);
        return step;
    }

    /// <summary>The time line of some objects, newest first.</summary>
    public static IQueryable<StepView> Of(this IQueryable<Step> steps, IReadOnlyCollection<string> objectIds) =>
        steps.Where(s => objectIds.Contains(s.ObjectId)).OrderByDescending(s => s.At).ThenByDescending(s => s.Id)
            .Select(s => new StepView(s.ObjectType, s.ObjectId, s.At, s.PersonName, s.Post, s.Kind, s.Title, s.Reason, s.FromState, s.ToState, s.Sha256));
}
