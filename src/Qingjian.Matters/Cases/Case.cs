using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases;

/// <summary>
/// 案件: one penalty case of the ordinary procedure. What each stage found is kept as that stage's record; nothing that an earlier stage or the
/// registry knows is typed again. Papers, evidence and deadlines are rows of their own; the time line is <see cref="TimeLine.Step"/>.
/// </summary>
internal sealed class Case : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    /// <summary>Number of the filing approval, e.g. 演环立〔2026〕3号; empty until filing is proposed.</summary>
    public required string Number { get; set; }
    /// <summary>案由, e.g. 演示某某污水处理有限公司超标排放水污染物案.</summary>
    public required string Title { get; set; }
    public CaseState State { get; set; } = CaseState.Filing;
    public long Version { get; set; }

    public required string Division { get; init; }
    public string? EnterpriseId { get; init; }
    /// <summary>The agency in whose name papers go out (2.8), as it was when the case was proposed.</summary>
    public required Agency Agency { get; init; }
    public required Party Party { get; set; }

    // where it came from
    public required string ClueId { get; init; }
    public required string ClueNumber { get; init; }
    public required string ThreadId { get; init; }
    public required string SourceCode { get; init; }
    public string? InspectionId { get; init; }
    public string? OrderId { get; init; }
    /// <summary>Beijing day the clue was found.</summary>
    public DateOnly FoundOn { get; init; }

    // 违法事实
    public required string Place { get; set; }
    public required string Facts { get; set; }
    /// <summary>First and last Beijing day of the act; the law is chosen by the last.</summary>
    public DateOnly ActFrom { get; set; }
    public DateOnly ActTo { get; set; }
    /// <summary>V-code of the catalogue, e.g. V003.</summary>
    public required string CauseCode { get; set; }
    public required string CauseName { get; set; }
    /// <summary>Counts changes of facts and evidence; a review of an older version no longer stands (评查细则 items 17, 19).</summary>
    public int EvidenceVersion { get; set; } = 1;

    /// <summary>Everybody who has acted on the case in a role that must stay separate.</summary>
    public List<CaseRole> Roles { get; set; } = [];

    // the stages' records
    public required Filing Filing { get; set; }
    public DateOnly? FiledOn { get; set; }
    public LawChoice? Law { get; set; }
    public FineAssessment? Assessment { get; set; }
    public Report? Report { get; set; }
    public Review? Review { get; set; }
    public Notice? Notice { get; set; }
    public Defence? Defence { get; set; }
    public HearingRecord? Hearing { get; set; }
    public Review? LegalReview { get; set; }
    public Discussion? Discussion { get; set; }
    public Decision? Decision { get; set; }
    public Execution? Execution { get; set; }
    public Rectification? Rectification { get; set; }
    public Suspension? Suspension { get; set; }
    /// <summary>The last request to extend the time of the case.</summary>
    public ExtensionRequest? Extension { get; set; }
    public Closing? Closing { get; set; }
    /// <summary>Day the masked decision went public; told by the publication desk.</summary>
    public DateOnly? PublishedOn { get; set; }
    /// <summary>True once a paper of the case was served: from then on the party sees its case.</summary>
    public bool ToldParty { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The two officers who investigate.</summary>
    public IEnumerable<CaseRole> Investigators => Roles.Where(r => r.Role == CaseRoleKind.Investigator);

    /// <summary>Moves along the path, or says why not; writes nothing.</summary>
    public Outcome<CaseState> May(CaseAct act) => CasePath.Next(State, act);
}
