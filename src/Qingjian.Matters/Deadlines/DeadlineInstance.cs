using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Deadlines;

/// <summary>A statutory clock on a case: what started it, how long it runs, how its last day was worked out, and how it ended.</summary>
internal sealed class DeadlineInstance : IScoped
{
    public required string Id { get; init; }
    /// <summary>case or publication.</summary>
    public required string OwnerType { get; init; }
    public required string OwnerId { get; init; }
    public required string Division { get; init; }
    /// <summary>Key of <c>law/deadlines</c>, e.g. statement.</summary>
    public required string Key { get; init; }
    public required string Name { get; init; }
    /// <summary>The paper whose service started it.</summary>
    public string? PaperId { get; init; }

    /// <summary>Day of the event; itself not counted.</summary>
    public DateOnly StartOn { get; init; }
    public List<PausedDays> Pauses { get; set; } = [];
    public List<GrantedExtension> Extensions { get; set; } = [];
    /// <summary>What the last day was before it moved, oldest first.</summary>
    public List<EarlierDay> Earlier { get; set; } = [];

    /// <summary>Last day; null while the calendar does not reach (<see cref="Refusal"/> says so) or for a rate.</summary>
    public DateOnly? DueOn { get; set; }
    /// <summary>Last day before the shift; an agency's own limit is warned on it.</summary>
    public DateOnly? UnshiftedOn { get; set; }
    /// <summary>The due day cannot be earlier than this; shown 暂定.</summary>
    public DateOnly? NotBefore { get; set; }
    /// <summary>Worked out on a provisional calendar year; never printed on a paper.</summary>
    public bool Provisional { get; set; }
    public string? Refusal { get; set; }
    /// <summary>The lines behind 依据.</summary>
    public List<string> Working { get; set; } = [];
    public string? RuleDigest { get; set; }
    public string? RuleSource { get; set; }

    public DateTimeOffset OpenedAt { get; init; }
    public DateOnly? DoneOn { get; set; }
    /// <summary>How it ended, e.g. 已送达.</summary>
    public string? Result { get; set; }

    /// <summary>The last day in words, as time lines say it.</summary>
    public string Shown => DueOn is { } due ? $"{BeijingTime.InChinese(due)}{(Provisional ? "（暂定）" : "")}" : NotBefore is { } earliest ? $"不早于{BeijingTime.InChinese(earliest)}（暂定）" : "不能确定";
}

/// <summary>A last day that no longer holds.</summary>
/// <param name="Shown">The day in words.</param>
/// <param name="Because">Why it moved.</param>
/// <param name="On">Beijing day on which it moved.</param>
internal sealed record EarlierDay(string Shown, string Because, DateOnly On);

/// <summary>Days not counted: from included, until excluded; null while it lasts.</summary>
internal sealed record PausedDays(DateOnly From, DateOnly? Until, string ReasonCode, string Reason);

/// <summary>An extension as approved.</summary>
internal sealed record GrantedExtension(int Step, string Approver, string Reason, DateOnly On);
