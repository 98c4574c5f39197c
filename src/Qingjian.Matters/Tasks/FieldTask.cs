using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Tasks;

/// <summary>任务 (三监联动): from the unit that saw something to the officers who look, and back.</summary>
internal sealed class FieldTask : IScoped, IVersioned
{
    public required string Id { get; init; }
    public required string Number { get; init; }
    public required string ThreadId { get; init; }
    /// <summary>The clue it was made for; null for a task raised without one.</summary>
    public string? ClueId { get; init; }
    public TaskState State { get; set; } = TaskState.Initiated;
    public long Version { get; set; }

    public required string Title { get; init; }
    /// <summary>Facts as the source gave them; the record takes them over.</summary>
    public required string Facts { get; init; }
    public required string Element { get; init; }
    public string? EnterpriseId { get; init; }
    public string? OutletId { get; init; }
    public string? OutletName { get; init; }
    public required string Target { get; init; }
    public required string Division { get; init; }
    public required string Place { get; init; }

    public required string InitiatedBy { get; init; }
    public required string InitiatedByName { get; init; }
    public string? InitiatedUnit { get; init; }
    public DateTimeOffset InitiatedAt { get; init; }

    // 统筹调度
    public TaskPriority Priority { get; set; } = TaskPriority.Normal;
    /// <summary>战时: heavy-pollution alert; shorter limits.</summary>
    public bool Alert { get; set; }
    public string? TriagedBy { get; set; }
    public string? Instruction { get; set; }

    // 派送接受
    public string? OrganisationId { get; set; }
    public string? OrganisationName { get; set; }
    public List<CrewMember> Crew { get; set; } = [];
    /// <summary>Person ids of the crew, for "mine" without opening the JSON.</summary>
    public string? LeadPersonId { get; set; }
    public string? SecondPersonId { get; set; }
    /// <summary>Beijing day the visit is planned for.</summary>
    public DateOnly? VisitOn { get; set; }
    public string? ReturnReason { get; set; }

    // 处置反馈
    public DateTimeOffset? ArrivedAt { get; set; }
    public string? InspectionId { get; set; }
    public bool? Found { get; set; }
    public string? Findings { get; set; }
    public string? Measures { get; set; }
    public DateTimeOffset? FeedbackAt { get; set; }
    public string? CaseId { get; set; }
    public string? VerifiedBy { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public int Reworks { get; set; }

    // the present step's clock
    public DateTimeOffset StepSince { get; set; }
    public DateTimeOffset? StepDue { get; set; }
    /// <summary>Limit of the whole task as triage set it.</summary>
    public DateTimeOffset? DueAt { get; set; }
    /// <summary>Escalation already told for this step: 0, 80, 100 or 150 per cent.</summary>
    public int Escalated { get; set; }
    public int Urged { get; set; }
    public DateTimeOffset? UrgedAt { get; set; }
    public int Extended { get; set; }
}

/// <summary>An officer on a task or a record, as he was on the day: name and certificate stay when the archive changes.</summary>
/// <param name="PersonId">Person.</param>
/// <param name="Name">Name.</param>
/// <param name="Certificate">Certificate number.</param>
/// <param name="Unit">His unit.</param>
internal sealed record CrewMember(string PersonId, string Name, string Certificate, string Unit);

internal enum TaskPriority { Normal, Urgent, Critical }

/// <summary>Where a task stands (enforcement rules, section 6).</summary>
internal enum TaskState
{
    /// <summary>已发起.</summary>
    Initiated,
    /// <summary>已研判: merged, priority and limit set.</summary>
    Triaged,
    /// <summary>已排除.</summary>
    Dismissed,
    /// <summary>已派发: two officers named.</summary>
    Dispatched,
    /// <summary>已退回: the officers gave it back with a reason.</summary>
    Returned,
    /// <summary>已接受.</summary>
    Accepted,
    /// <summary>现场检查.</summary>
    OnSite,
    /// <summary>已反馈.</summary>
    Feedback,
    /// <summary>已核验 by the initiator.</summary>
    Verified,
    /// <summary>返工.</summary>
    Rework,
    /// <summary>已办结.</summary>
    Closed,
}
