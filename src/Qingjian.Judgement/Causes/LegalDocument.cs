namespace Qingjian.Judgement;

/// <summary>A paper of the procedure and what it must hold.</summary>
/// <param name="Code">DOC01 ….</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Phase">clue, inspection, investigation, filing, ….</param>
/// <param name="Numbered">Has a document number.</param>
/// <param name="Sealed">Bears a seal.</param>
/// <param name="Served">Must be served.</param>
/// <param name="Signatures">Who signs.</param>
/// <param name="RequiredFields">What it must state, Chinese.</param>
/// <param name="BlocksNextStep">The step that cannot be taken without it; empty when none.</param>
/// <param name="Source">Where the requirement stands.</param>
/// <param name="Trust">Trust in the row.</param>
public sealed record LegalDocument(
    string Code, string Name, string Phase, bool Numbered, bool Sealed, bool Served, IReadOnlyList<string> Signatures,
    IReadOnlyList<string> RequiredFields, string BlocksNextStep, string Source, Trust Trust)
{
    internal static IReadOnlyList<LegalDocument> Read(LawNode node) => node.Items("documents").Select(item => new LegalDocument(
        item.Text("code"), item.Text("name_zh"), item.Text("phase"), item.Flag("numbered"), item.Flag("seal"), item.Flag("needs_service"),
        item.Texts("signatures"), item.Texts("required_fields"), item.Text("blocks_next_step"), item.Text("source"), item.Trust())).ToArray();
}
