using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Contract;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Matters.Inspections;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Cases;

/// <summary>Answers the publication desk.</summary>
internal sealed class Decisions(MattersDb db) : IDecisions
{
    public async Task<DecisionText?> Find(string caseId, CancellationToken stop)
    {
        if (await db.Set<Case>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == caseId, stop) is not { Decision: { } decision } file) return null;
        var organisation = file.Party.Kind == PartyKind.Organisation;
        var law = file.Law is { } chosen ? $"违反{CommonText.Violated(chosen)}；依据{CommonText.Article(chosen.Chosen.PenaltyLaw)}" : "";
        return new DecisionText(
            file.Id, decision.PaperId, decision.Number, file.Title, organisation, file.Party.Name, organisation ? file.Party.CreditCode : null, organisation ? file.Party.LegalRepresentative : null,
            file.Facts, file.Place, file.CauseName, law, CommonText.PenaltyLine(decision.Penalty), decision.Penalty.Fine, file.Agency.Name, decision.On, file.Division, await Others(file, stop));
    }

    public async Task NotePublished(string caseId, DateOnly? publishedOn, string byName, CancellationToken stop)
    {
        if (await db.Set<Case>().SingleOrDefaultAsync(c => c.Id == caseId, stop) is not { } file || file.PublishedOn == publishedOn) return;
        file.PublishedOn = publishedOn;
        var act = new Act("case.published", "case", caseId, $"{(publishedOn is null ? "决定书撤回公开" : "决定书已公开")}（{byName}）");
        act.Enter("publish", new { caseId, publishedOn });
        db.Note(act);
        await db.Commit(act, stop);
    }

    // Everybody the file knows by name who is neither the party nor its representative.
    private async Task<IReadOnlyList<string>> Others(Case file, CancellationToken stop)
    {
        var names = new List<string>();
        names.AddRange(file.Roles.Select(r => r.Name));
        if (file.Hearing is { } hearing) names.AddRange([hearing.ChairName, hearing.RecorderName]);
        if (file.Defence?.StatedByName is { } stated) names.Add(stated);
        foreach (var record in await db.Inspections.AsNoTracking().Where(i => i.ThreadId == file.ThreadId).ToListAsync(stop))
        {
            names.AddRange(record.Crew.Select(c => c.Name));
            names.Add(record.Content.SiteContact);
            names.AddRange(record.Content.Interviews.Select(i => i.Person));
            names.AddRange(record.Signatures.Select(s => s.Name));
            names.AddRange(record.Signatures.Select(s => s.Witness ?? ""));
        }
        names.AddRange(await db.Set<CaseEvidence>().AsNoTracking().Where(e => e.CaseId == file.Id).Select(e => e.AddedByName).ToListAsync(stop));
        return [.. names.Select(n => n.Trim()).Where(n => n.Length >= 2 && n != file.Party.Name && n != file.Party.LegalRepresentative).Distinct()];
    }
}
