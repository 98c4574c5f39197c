namespace Qingjian.Matters.Contract;

/// <summary>A decision was signed (决定书), penalty or not. Its text is asked for with <see cref="IDecisions"/>.</summary>
/// <param name="CaseId">Case.</param>
/// <param name="PaperId">The decision as a paper.</param>
/// <param name="Number">Document number, e.g. 演环罚〔2026〕1号.</param>
/// <param name="Division">Division of the case.</param>
/// <param name="EnterpriseId">Enterprise, or null for a natural person.</param>
/// <param name="DecidedOn">Beijing day; starts the seven working days of publication.</param>
/// <param name="NoPenalty">True for 不予处罚, which is not published unless the province says so (U19).</param>
public sealed record CaseDecided(string CaseId, string PaperId, string Number, string Division, string? EnterpriseId, DateOnly DecidedOn, bool NoPenalty);

/// <summary>A case was closed (结案).</summary>
/// <param name="CaseId">Case.</param>
/// <param name="Number">Number of the filing.</param>
/// <param name="Division">Division.</param>
/// <param name="ClosedOn">Beijing day.</param>
public sealed record CaseClosed(string CaseId, string Number, string Division, DateOnly ClosedOn);
