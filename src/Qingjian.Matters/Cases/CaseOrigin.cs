using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Inspections;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases;

/// <summary>What a clue and its inspection already say, ready to be taken into a case.</summary>
internal sealed record CaseDraft(
    string ClueId, string ClueNumber, string SourceCode, DateOnly FoundOn, Agency? Agency, Party Party, string Place, string Facts, DateOnly ActFrom, DateOnly ActTo,
    string? InspectionId, string? InspectionNumber, IReadOnlyList<DraftOfficer> Officers, IReadOnlyList<string> SuggestedCauses, IReadOnlyList<CauseChoice> Causes);

internal sealed record DraftOfficer(string PersonId, string Name, string Certificate);

/// <summary>A cause to choose from, with the article and range that hold for the day of the act.</summary>
internal sealed record CauseChoice(string Code, string Name, string Element, string PenaltyLaw, decimal? FineMin, decimal? FineMax, string FineBasis, string Trust);

/// <summary>Gathers a case from where its facts already lie: clue, sealed inspection record, registry.</summary>
internal sealed class CaseOrigin(MattersDb db, ISources sources, IOfficers officers, CaseLaw law)
{
    public async Task<CaseDraft> Draft(Clue clue, CancellationToken stop)
    {
        var record = await Record(clue, stop);
        var enterprise = clue.EnterpriseId is { } id ? await sources.Enterprise(id, stop) : null;
        var bureau = await officers.OrganisationFor(clue.Division, OrganisationKind.Bureau, stop);
        var found = BeijingTime.DayOf(clue.FoundAt);
        var from = clue.FactFrom is { } first ? BeijingTime.DayOf(first) : found;
        // A period ends at midnight of the next day; the act's last day is the one before.
        var to = clue.FactTo is { } last ? BeijingTime.DayOf(last.AddMilliseconds(-1)) : record is not null ? BeijingTime.DayOf(record.StartedAt) : found;
        var causes = law.Causes(to < from ? from : to);
        return new CaseDraft(
            clue.Id, clue.Number, clue.SourceCode, found,
            bureau is null ? null : new Agency(bureau.Id, bureau.Name, bureau.ShortName, bureau.Division, bureau.DocumentPrefix, bureau.Address, bureau.Phone),
            Party(clue, record, enterprise), record?.Content.Place is { Length: > 0 } place ? place : clue.Place, Facts(clue, record), from, to < from ? from : to,
            record?.Id, record?.Number, record is null ? [] : [.. record.Crew.Select(c => new DraftOfficer(c.PersonId, c.Name, c.Certificate))],
            Suggested(clue, record, causes),
            [.. causes.Select(c => new CauseChoice(c.Code, c.Name, c.Element, c.PenaltyArticle, c.FineMin, c.FineMax, c.FineBasis, c.Trust.ToString()))]);
    }

    /// <summary>Record, photos and supervision record as evidence rows of a new case.</summary>
    public async Task<IReadOnlyList<CaseEvidence>> Evidence(Clue clue, Case file, CancellationToken stop)
    {
        var rows = new List<CaseEvidence>();
        if (await Record(clue, stop) is { } record)
        {
            rows.Add(Row(EvidenceKind.SiteRecord, $"《现场检查（勘察）笔录》（{record.Number}）", "inspection", record.Id, null, record.Sha256,
                BeijingTime.DayOf(record.StartedAt), file.Agency.ShortName, record.Content.Violation.Length > 0 ? record.Content.Violation : "现场检查情况"));
            var photos = await db.Set<InspectionPhoto>().AsNoTracking().Where(p => p.InspectionId == record.Id).OrderBy(p => p.TakenAt).ToListAsync(stop);
            rows.AddRange(photos.Select(p => Row(EvidenceKind.AudioVisual, $"现场照片“{p.Subject}”", "photo", p.Id, p.FileId, p.Sha256, BeijingTime.DayOf(p.TakenAt), file.Agency.ShortName, p.Proves)));
        }
        if (clue.VerdictIds.Count > 0)
            rows.Add(Row(EvidenceKind.Electronic, $"自动监测数据及判定记录{(clue.OrderNumber is { } order ? $"（督办 {order}）" : "")}", "verdict", clue.VerdictIds[0], null, null,
                file.FoundOn, "污染源自动监控平台", clue.Content));
        rows.AddRange(clue.FileIds.Select((fileId, i) => Row(EvidenceKind.Documentary, $"线索材料{i + 1}", "file", fileId, fileId, null, file.FoundOn, clue.RegisteredByName, clue.Content)));
        return rows;

        CaseEvidence Row(EvidenceKind kind, string name, string origin, string originId, string? fileId, string? sha256, DateOnly on, string provider, string proves) => new()
        {
            Id = NewId.Make(),
            CaseId = file.Id,
            Division = file.Division,
            Ordinal = rows.Count + 1,
            Kind = kind,
            Name = name,
            Origin = origin,
            OriginId = originId,
            FileId = fileId,
            Sha256 = sha256,
            TakenOn = on,
            Provider = provider,
            Proves = proves,
            AddedAt = db.Now,
            AddedByName = db.Caller.Name,
        };
    }

    private async Task<Inspection?> Record(Clue clue, CancellationToken stop) =>
        await db.Inspections.AsNoTracking().Where(i => i.ThreadId == clue.ThreadId && i.State == InspectionState.Sealed).OrderByDescending(i => i.SealedAt).FirstOrDefaultAsync(stop);

    private static Party Party(Clue clue, Inspection? record, SourceEnterprise? enterprise) =>
        enterprise is not null ? new(PartyKind.Organisation, enterprise.Name, enterprise.CreditCode, enterprise.LegalRepresentative, enterprise.Address, enterprise.ContactPhone)
        : record is not null ? new(record.Content.CreditCode.Length > 0 ? PartyKind.Organisation : PartyKind.Person, record.Content.PartyName,
            record.Content.CreditCode.Length > 0 ? record.Content.CreditCode : null, record.Content.LegalRepresentative, record.Content.PartyAddress, record.Content.SiteContactPhone)
        : new(PartyKind.Person, clue.Target, null, null, clue.Place, null);

    // The sentence of the verdict and what the officers saw: both as they stand.
    private static string Facts(Clue clue, Inspection? record) =>
        record?.Content.Violation is not { Length: > 0 } seen ? clue.Content
        // Officers who found what the clue says leave its words standing in the record.
        : seen.Contains(clue.Content, StringComparison.Ordinal) ? seen
        : $"{clue.Content.TrimEnd('。')}。{seen}";

    private static List<string> Suggested(Clue clue, Inspection? record, IReadOnlyList<Judgement.Cause> causes)
    {
        var codes = new List<string>();
        if (clue.FactorCode is not null && clue.FactLimit is not null) codes.Add(clue.Element == "water" ? "V003" : "V004");
        if (record?.Checklist is { } list)
            codes.AddRange(record.Content.Answers.Where(a => a.Answer == "no")
                .SelectMany(a => list.Items.FirstOrDefault(i => i.Id == a.ItemId)?.ViolationCodes ?? []));
        return [.. codes.Distinct().Where(code => causes.Any(c => c.Code == code))];
    }
}
