using Microsoft.EntityFrameworkCore;
using Qingjian.Insight.Disclosure.Masking;
using Qingjian.Judgement;
using Qingjian.Matters.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;

namespace Qingjian.Insight.Disclosure;

/// <summary>Hears a decision and prepares its public text: an explicit list of fields, each masked. A no-penalty decision is not published (U19).</summary>
internal sealed class PreparePublication(InsightDb db, IDecisions decisions, Rulebook book, LiveSignals live) : IHear<CaseDecided>
{
    public async Task Hear(CaseDecided fact, CancellationToken stop)
    {
        if (await db.Publications.AnyAsync(p => p.PaperId == fact.PaperId, stop)) return;
        if (await decisions.Find(fact.CaseId, stop) is not { } text) throw new InvalidOperationException($"Case {fact.CaseId} was told as decided but has no decision.");
        var publication = new Publication
        {
            Id = NewId.Make(),
            CaseId = fact.CaseId,
            PaperId = fact.PaperId,
            Number = fact.Number,
            Title = text.Title,
            Division = fact.Division,
            DecidedOn = fact.DecidedOn,
            Fields = Fields(text),
            PreparedAt = db.Now,
            State = fact.NoPenalty ? PublicationState.NotPublished : PublicationState.Prepared,
        };
        Clock(publication, book);
        db.Add(publication);
        await db.Commit(new Act("publication.prepare", "publication", publication.Id, $"准备公开 {fact.Number}"), stop);
        live.Raise("publications");
        live.Raise("inbox");
    }

    /// <summary>The fields of 办法30 art 62, and no others.</summary>
    public static List<PublicField> Fields(DecisionText text)
    {
        var keep = new List<string> { text.PartyName, text.Agency, text.Number };
        if (text.IsOrganisation && text.CreditCode is { Length: > 0 } code) keep.Add(code);
        if (text.IsOrganisation && text.LegalRepresentative is { Length: > 0 } representative) keep.Add(representative);
        var rules = new MaskRules(keep, text.OtherPersons);
        var fields = new List<PublicField>
        {
            Whole("number", "行政处罚决定书文号", text.Number),
            Whole("party", text.IsOrganisation ? "当事人名称" : "当事人姓名", text.PartyName),
        };
        if (text.IsOrganisation)
        {
            fields.Add(Whole("creditCode", "统一社会信用代码", text.CreditCode ?? ""));
            fields.Add(Whole("legalRepresentative", "法定代表人", text.LegalRepresentative ?? ""));
        }
        fields.Add(Masked("cause", "违法行为类型", text.CauseName));
        fields.Add(Masked("facts", "主要违法事实", text.Facts));
        fields.Add(Masked("place", "违法地点", text.Place));
        fields.Add(Masked("basis", "处罚依据", text.Basis));
        fields.Add(Masked("result", "处罚结果", text.Result));
        fields.Add(Whole("agency", "作出决定的机关", text.Agency));
        fields.Add(Whole("decidedOn", "决定日期", text.DecidedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        return fields;

        PublicField Masked(string key, string label, string value)
        {
            var masked = Mask.Text(value, rules);
            return new(key, label, value, masked.After, masked.Hits);
        }

        static PublicField Whole(string key, string label, string value) => new(key, label, value, value, []);
    }

    /// <summary>Seven working days after the decision (办法30 art 65).</summary>
    public static void Clock(Publication publication, Rulebook book)
    {
        switch (book.Deadlines.Compute(new DeadlineRequest("disclosure", publication.DecidedOn)))
        {
            case DeadlineAnswer.Known(var deadline):
                (publication.DueOn, publication.NotBefore, publication.Provisional, publication.Working) = (deadline.End, null, deadline.Provisional, [.. deadline.Working]);
                break;
            case DeadlineAnswer.Open open:
                (publication.DueOn, publication.NotBefore, publication.Provisional, publication.Working) = (null, open.NotBefore, true, [.. open.Working]);
                break;
        }
    }
}
