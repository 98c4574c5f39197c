namespace Qingjian.Matters.Inspections;

/// <summary>A checklist of one industry, as its file under <c>law/checklists</c> says.</summary>
internal sealed record Checklist(string Id, string Name, string Version, DateOnly ValidFrom, IReadOnlyList<string> IndustryCodes, IReadOnlyList<ChecklistItem> Items);

/// <summary>One question on site.</summary>
internal sealed record ChecklistItem(
    string Id, string Group, string Question, string How, IReadOnlyList<string> Evidence, string AnswerType, IReadOnlyList<string> ViolationCodes, bool EvidenceOnNo, bool Key);
