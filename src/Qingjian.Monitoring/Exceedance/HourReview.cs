using Qingjian.Judgement;
using Qingjian.Monitoring.Marks;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>人工审核: a person's decision whether the value of an hour counts. Never changed; of several the latest holds.</summary>
internal sealed class HourReview : IScoped, IOfEnterprise
{
    /// <summary>Counts decisions in the order they were made.</summary>
    public long Position { get; init; }
    public required string Id { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public required string Factor { get; init; }
    /// <summary>Beginning of the hour.</summary>
    public DateTimeOffset StartAt { get; init; }
    public bool Valid { get; init; }
    public required string Reason { get; init; }
    public IReadOnlyList<string> FileIds { get; init; } = [];
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string Post { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>What people decided about the data of one outlet and day: marks that hold, reviewed hours.</summary>
/// <param name="Marks">Marks as they lie over the day.</param>
/// <param name="Reviews">The decision that holds for each reviewed hour and factor.</param>
internal sealed record Decisions(LaidMarks Marks, IReadOnlyList<HourReview> Reviews)
{
    /// <summary>The decision about an hour; null where nobody decided.</summary>
    /// <param name="factor">HJ 212 code.</param>
    /// <param name="hour">Beginning of the hour.</param>
    public ManualDecision? Of(string factor, DateTimeOffset hour)
    {
        foreach (var review in Reviews)
            if (review.StartAt == hour && review.Factor == factor) return new(review.Valid, $"{review.PersonName}（{review.Post}）", review.Reason);
        return null;
    }
}

/// <summary>Which verdicts a person has to look at.</summary>
internal static class ReviewNeeded
{
    /// <summary>The verdict rests on, or left out, an hour that is suspect or over the measuring range, and nobody has decided about it.</summary>
    public static bool By(Verdict verdict) => verdict.Reason is "suspect" or "over-range" or "insufficient" or "exceeded"
        && verdict.Hours.Any(hour => IsDoubtful(hour) && (verdict.Period == LimitPeriod.Hour || hour.Marks.Count == 0));

    /// <summary>Whether an hour's value is doubtful and nobody has decided about it.</summary>
    public static bool IsDoubtful(HourValue hour) => hour is { Received: true, Manual: null } && (hour.Suspect is not null || hour.Flag == 'T');
}
