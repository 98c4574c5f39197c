namespace Qingjian.Matters.Contract;

/// <summary>What publication may ask about a decision. Scoped to the caller.</summary>
public interface IDecisions
{
    /// <summary>The parts of a decision, or null when the case is unknown, foreign or undecided.</summary>
    Task<DecisionText?> Find(string caseId, CancellationToken stop);

    /// <summary>Tells the case that its masked decision went public on a day, or was taken back (null), by whom. Told again it changes nothing.</summary>
    Task NotePublished(string caseId, DateOnly? publishedOn, string byName, CancellationToken stop);
}

/// <summary>A decision in parts, unmasked: only for the publication desk.</summary>
/// <param name="CaseId">Case.</param>
/// <param name="PaperId">The decision as a paper.</param>
/// <param name="Number">Document number.</param>
/// <param name="Title">案由.</param>
/// <param name="IsOrganisation">Whether the party is an organisation.</param>
/// <param name="PartyName">Name of the party.</param>
/// <param name="CreditCode">统一社会信用代码; never an identity number.</param>
/// <param name="LegalRepresentative">法定代表人, for organisations.</param>
/// <param name="Facts">违法事实.</param>
/// <param name="Place">违法地点.</param>
/// <param name="CauseName">违法行为类型.</param>
/// <param name="Basis">处罚依据.</param>
/// <param name="Result">处罚种类和内容.</param>
/// <param name="Fine">Fine in yuan; null when none.</param>
/// <param name="Agency">Agency.</param>
/// <param name="DecidedOn">Beijing day.</param>
/// <param name="Division">Division of the case.</param>
/// <param name="OtherPersons">Names of natural persons the file knows, other than the party and its representative: hidden wherever they stand.</param>
public sealed record DecisionText(
    string CaseId, string PaperId, string Number, string Title, bool IsOrganisation, string PartyName, string? CreditCode, string? LegalRepresentative,
    string Facts, string Place, string CauseName, string Basis, string Result, decimal? Fine, string Agency, DateOnly DecidedOn, string Division,
    IReadOnlyList<string> OtherPersons);
