using Qingjian.Judgement;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>Where a mark stands.</summary>
internal enum MarkState
{
    /// <summary>有效: takes effect in judging.</summary>
    Standing,
    /// <summary>待审核: late, contradicted by the data, or of a kind that needs an officer; has no effect yet.</summary>
    Waiting,
    /// <summary>不予采纳.</summary>
    Refused,
    /// <summary>已撤回 by the enterprise.</summary>
    Withdrawn,
    /// <summary>已被修改: a later edit stands in its place.</summary>
    Replaced,
}

/// <summary>标记: an enterprise's statement about a stretch of time, made on the desk, by its own system, or in an answer to an order. Its words never change;
/// a change is a further mark in place of it.</summary>
internal sealed class Mark : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public string? EnterpriseId { get; init; }
    public string EnterpriseName { get; init; } = "";
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public string OutletName { get; init; } = "";
    /// <summary>Industry code of the catalogue it was made from; 00 for general device marks and marks of an answer.</summary>
    public string Industry { get; init; } = "00";
    public MarkLevel Level { get; init; } = MarkLevel.Device;
    /// <summary>Factor codes; empty means all.</summary>
    public IReadOnlyList<string> Factors { get; init; } = [];
    public required string Kind { get; init; }
    public required string Name { get; init; }
    /// <summary>What it does to the data; null when it only explains.</summary>
    public MarkEffect? Effect { get; init; }
    public DateTimeOffset FromAt { get; init; }
    public DateTimeOffset ToAt { get; init; }
    /// <summary>Reason in the enterprise's words.</summary>
    public string Note { get; init; } = "";
    public IReadOnlyList<string> FileIds { get; init; } = [];
    /// <summary>The order in whose answer it was made; empty otherwise.</summary>
    public string OrderId { get; init; } = "";
    /// <summary>The mark it was made in place of.</summary>
    public string? Replaces { get; init; }
    /// <summary>The plant system's own id of the request, so that a repeat is no second mark.</summary>
    public string? ClientKey { get; init; }
    public required string MadeBy { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    /// <summary>Until when its last day was to be marked.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public bool Late { get; init; }
    public MarkState State { get; set; }
    /// <summary>What does not fit, found when it was made and again as data came.</summary>
    public IReadOnlyList<MarkDoubt> Doubts { get; set; } = [];
    /// <summary>One of the doubts waits for a person.</summary>
    public bool Doubtful { get; set; }
    /// <summary>Since when it takes effect; the moment it was made while it has none.</summary>
    public DateTimeOffset AcceptedAt { get; set; }
    /// <summary>Officer who decided; empty when nobody had to.</summary>
    public string AcceptedBy { get; set; } = "";
    public DateTimeOffset? ReviewedAt { get; set; }
    public string? ReviewReason { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    /// <summary>When it was last held against the data.</summary>
    public DateTimeOffset LookedAt { get; set; } = DateTimeOffset.UnixEpoch;
    public long Version { get; set; }

    /// <summary>Waits for an officer: it has no effect yet, or it has and the data speak against it.</summary>
    public bool WantsReview => State == MarkState.Waiting || (State == MarkState.Standing && Doubtful && ReviewedAt is null);

    /// <summary>On the time line of its outlet.</summary>
    public PlacedMark Placed => new(Id, Kind, BeijingTime.ClockOf(FromAt), BeijingTime.ClockOf(ToAt), BeijingTime.ClockOf(MadeAt)) { Factors = Factors, Reviewed = ReviewedAt is not null };

    /// <summary>E.g. 7月1日08:00至7月1日10:30.</summary>
    public string Span => $"{BeijingTime.ClockOf(FromAt):M月d日HH:mm}至{BeijingTime.ClockOf(ToAt):M月d日HH:mm}";
}

/// <summary>One line of a mark's history.</summary>
internal sealed class MarkStep
{
    /// <summary>Counts steps in the order they were written.</summary>
    public long Position { get; init; }
    public required string Id { get; init; }
    public required string MarkId { get; init; }
    public DateTimeOffset At { get; init; }
    public required string PersonId { get; init; }
    public required string PersonName { get; init; }
    public required string Post { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public string? Reason { get; init; }
}
