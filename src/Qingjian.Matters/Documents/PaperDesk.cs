using System.Security.Cryptography;
using System.Text;
using Qingjian.Matters.Cases;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Matters.Numbers;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Documents;

/// <summary>What a paper is to be made of.</summary>
/// <param name="OwnerType">case or inspection.</param>
/// <param name="OwnerId">Id of the owner.</param>
/// <param name="Division">Division of the owner.</param>
/// <param name="Agency">In whose name.</param>
/// <param name="Code">Kind.</param>
/// <param name="Blocks">The text, made when the number is known.</param>
/// <param name="CorrectsId">Paper it corrects.</param>
/// <param name="Number">Number it has already, such as the clue's; null takes the next of its series.</param>
internal sealed record PaperDraft(string OwnerType, string OwnerId, string Division, Agency Agency, string Code, Func<string?, IReadOnlyList<Block>> Blocks, string? CorrectsId = null, string? Number = null);

/// <summary>Issues papers: number, frozen text, DOCX and digest enter the house with the act that made them.</summary>
internal sealed class PaperDesk(MattersDb db, PublicSite site) : IAsyncDisposable
{
    private Numbering? numbering;

    /// <summary>Adds the paper to the pending change. The number is taken in the transaction that <see cref="Keep"/> ends; a failed act takes none.</summary>
    public async Task<Paper> Issue(PaperDraft draft, Act act, CancellationToken stop)
    {
        var kind = PaperKind.Of(draft.Code);
        var now = db.Now;
        var today = BeijingTime.DayOf(now);
        var id = NewId.Make();
        var number = draft.Number;
        if (number is null && kind.Word is { } word)
        {
            numbering ??= await Numbering.Begin(db, stop);
            var sequence = await numbering.Next($"paper.{word}", draft.Agency.Division, today.Year, stop);
            number = kind.NumberOf(draft.Agency.DocumentPrefix, draft.Agency.Division, today.Year, sequence);
            db.Add(new PaperNumber { Kind = word, Division = draft.Agency.Division, Year = today.Year, Sequence = sequence, Number = number, PaperId = id });
        }

        var content = new PaperContent(draft.Code, draft.Agency.Name, kind.Title, number, draft.Blocks(number));
        var json = content.ToJson();
        var digest = Digest(Encoding.UTF8.GetBytes(json));
        var docx = OfficialPaper.Render(content, now, site.CheckAddress(number, digest));
        var paper = new Paper
        {
            Id = id,
            OwnerType = draft.OwnerType,
            OwnerId = draft.OwnerId,
            Division = draft.Division,
            Code = draft.Code,
            Title = kind.Title,
            Number = number,
            Content = json,
            ContentSha256 = digest,
            TemplateVersion = PaperContent.TemplateVersion,
            DocxSha256 = Digest(docx),
            PrintedOn = today,
            IssuedAt = now,
            IssuedBy = db.Caller.PersonId,
            IssuedByName = db.Caller.Name,
            CorrectsId = draft.CorrectsId,
        };
        db.Add(paper);
        db.Add(new PaperFile { PaperId = id, Docx = docx });
        act.Enter(draft.Code is "DOC25" or "DOC26" ? "decision" : "evidence.add", paper.DocxSha256, docx.Length);
        return paper;
    }

    /// <summary>Makes numbers and rows permanent; call after <c>db.Commit</c>.</summary>
    public Task Keep(CancellationToken stop) => numbering?.Keep(stop) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (numbering is not null) await numbering.DisposeAsync();
        numbering = null;
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
