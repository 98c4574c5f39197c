using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.DutyDesk;

/// <summary>Somebody on a shift.</summary>
/// <param name="PersonId">Person.</param>
/// <param name="Name">Name.</param>
internal sealed record OnDuty(string PersonId, string Name);

/// <summary>班次: an organisation's desk from one hour to another.</summary>
internal sealed class DutyShift : IScoped, IVersioned
{
    public required string Id { get; init; }
    public long Version { get; set; }
    public required string OrganisationId { get; init; }
    public required string OrganisationName { get; init; }
    public required string Division { get; init; }
    /// <summary>Prefix of the area whose alarms this desk answers.</summary>
    public required string Area { get; init; }
    /// <summary>白班, 夜班, …</summary>
    public required string Name { get; init; }
    public DateTimeOffset FromAt { get; init; }
    /// <summary>Exclusive.</summary>
    public DateTimeOffset ToAt { get; init; }
    public IReadOnlyList<OnDuty> People { get; set; } = [];
    public required string EditedBy { get; set; }
    public DateTimeOffset EditedAt { get; set; }

    public bool Has(string personId) => People.Any(each => each.PersonId == personId);
}

/// <summary>What was left undone when a shift ended.</summary>
/// <param name="Kind">Chinese: 警情, 督办.</param>
/// <param name="Title">What.</param>
/// <param name="Path">Its page.</param>
internal sealed record OpenItem(string Kind, string Title, string Path);

/// <summary>交接班: what one shift leaves to the next; both sign.</summary>
internal sealed class DutyHandover : IScoped, IVersioned
{
    public required string Id { get; init; }
    public long Version { get; set; }
    public required string ShiftId { get; init; }
    public required string OrganisationId { get; init; }
    public required string OrganisationName { get; init; }
    public required string Division { get; init; }
    public required string ShiftName { get; init; }
    public DateTimeOffset FromAt { get; init; }
    public DateTimeOffset ToAt { get; init; }
    public required string Note { get; init; }
    public IReadOnlyList<OpenItem> OpenItems { get; init; } = [];
    /// <summary>Alarms answered during the shift.</summary>
    public int Handled { get; init; }
    public required string GivenById { get; init; }
    public required string GivenBy { get; init; }
    public DateTimeOffset GivenAt { get; init; }
    public string? TakenById { get; set; }
    public string? TakenBy { get; set; }
    public DateTimeOffset? TakenAt { get; set; }
    public string? TakenNote { get; set; }
}

/// <summary>警情: something the desk has to look at now.</summary>
internal sealed class DutyAlarm : IScoped
{
    public long Position { get; init; }
    public required string Id { get; init; }
    /// <summary>verdict, silence, event, unanswered, condition.</summary>
    public required string Kind { get; init; }
    public required string SourceId { get; init; }
    public required string Division { get; init; }
    public string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string OutletId { get; init; }
    public required string Colour { get; set; }
    public required string Title { get; init; }
    public required string Sentence { get; set; }
    /// <summary>How often it happened that day before it was answered.</summary>
    public int Times { get; set; } = 1;
    /// <summary>Page that tells more.</summary>
    public required string Path { get; init; }
    public DateTimeOffset At { get; init; }
    /// <summary>When those who subscribed were told that nobody had answered it.</summary>
    public DateTimeOffset? ToldAt { get; set; }
    public DateTimeOffset? AcknowledgedAt { get; set; }
    public string? AcknowledgedById { get; set; }
    public string? AcknowledgedBy { get; set; }
    public string? Note { get; set; }
}
