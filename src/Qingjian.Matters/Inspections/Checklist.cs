namespace Qingjian.Matters.Inspections;

/// <summary>A checklist of one industry, as its file under <c>law/checklists</c> says; a record keeps the whole of it.</summary>
internal sealed record Checklist(string Id, string Title, string Version, IReadOnlyList<string> Industries, IReadOnlyList<ChecklistItem> Items);

/// <summary>One question on site.</summary>
/// <param name="AnswerType">yes_no_na, number, text or photo.</param>
/// <param name="EvidenceOnNo">A “no” asks for a photo of it.</param>
/// <param name="Key">Must be answered before the record is sealed.</param>
internal sealed record ChecklistItem(
    string Id, string Group, string Question, string How, IReadOnlyList<string> Evidence, string AnswerType, IReadOnlyList<string> ViolationCodes, bool EvidenceOnNo, bool Key);
