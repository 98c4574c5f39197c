using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>What a record still lacks before it can be sealed: the required fields of DOC04 and the marks of the case-file review.</summary>
internal static class SealCheck
{
    /// <summary>A thing that is missing or wrong.</summary>
    /// <param name="Field">Field of the page, e.g. <c>content.production</c>.</param>
    /// <param name="Message">What, and what to do, in Chinese.</param>
    internal sealed record Fault(string Field, string Message);

    public static IReadOnlyList<Fault> Of(Inspection record, IReadOnlyList<InspectionPhoto> photos, DateTimeOffset now)
    {
        var c = record.Content;
        var faults = new List<Fault>();
        Times(record, c, now, faults);
        Need(c.Place, "content.place", "请填写检查地点。");
        Need(c.PartyName, "content.partyName", "请填写被检查人名称。");
        Need(c.SiteContact, "content.siteContact", "请填写现场负责人姓名。");
        Need(c.SiteContactDuty, "content.siteContactDuty", "请填写现场负责人的职务或与被检查人的关系。");
        if (c.CertificateShownAt is null) Say("content.certificateShownAt", "请记录出示执法证件（办法30第二十三条、第二十八条）。");
        if (c.RightsReadAt is null) Say("content.rightsReadAt", "请记录告知回避、陈述申辩权利和配合义务。");
        if (c.PartyConfirmed is null) Say("content.partyConfirmed", "请记录当事人是否确认看过证件、听清权利义务。");
        if (c.PartyConfirmed == false) Need(c.ConfirmationNote, "content.confirmationNote", "当事人没有确认，请写明情况。");
        if (c.WithdrawalAsked) Need(c.WithdrawalNote, "content.withdrawalNote", "当事人申请回避，请写明申请和处理情况。");
        Need(c.Production, "content.production", "请填写建设和生产情况。");
        Need(c.Permits, "content.permits", "请填写环保手续情况。");
        Need(c.Treatment, "content.treatment", "请填写产污和治污设施运行情况。");
        Need(c.Violation, "content.violation", "请填写违法情况；没有发现的，写明“未发现违法行为”。");
        Need(c.Sampling, "content.sampling", "请填写采样及拍摄情况；没有采样的，写明“未采样”。");
        if (c.Found is null) Say("content.found", "请选择是否发现违法行为。");
        if (c.Found == true) Need(c.Measures, "content.measures", "发现违法行为，请写明现场采取的措施或处理建议。");
        Items(record, photos, faults);
        Interviews(c, record, faults);
        Signed(record, photos, faults);
        return faults;

        void Need(string value, string field, string message) { if (string.IsNullOrWhiteSpace(value)) Say(field, message); }
        void Say(string field, string message) => faults.Add(new(field, message));
    }

    /// <summary>The faults as one refusal by field; null when there are none.</summary>
    public static Refusal? AsRefusal(IReadOnlyList<Fault> faults) => faults.Count == 0 ? null
        : new Refusal("record-incomplete", $"笔录还有 {faults.Count} 处需要补齐，补齐后才能封存。", faults.GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.Select(f => f.Message).ToArray()));

    private static void Times(Inspection record, RecordContent c, DateTimeOffset now, List<Fault> faults)
    {
        if (record.EndedAt is not { } end) faults.Add(new("endedAt", "请填写检查结束时间。"));
        else if (end <= record.StartedAt) faults.Add(new("endedAt", "结束时间须晚于开始时间。"));
        else if (end > now) faults.Add(new("endedAt", "结束时间不能晚于现在。"));
        Within(c.CertificateShownAt, "content.certificateShownAt", "出示证件的时间须在检查起止时间之内。");
        Within(c.RightsReadAt, "content.rightsReadAt", "告知权利义务的时间须在检查起止时间之内。");

        void Within(DateTimeOffset? at, string field, string message)
        {
            if (at is { } moment && (moment < record.StartedAt || (record.EndedAt is { } until && moment > until))) faults.Add(new(field, message));
        }
    }

    private static void Items(Inspection record, IReadOnlyList<InspectionPhoto> photos, List<Fault> faults)
    {
        if (record.Checklist is not { } list) return;
        var answers = record.Content.Answers.ToDictionary(a => a.ItemId);
        foreach (var item in list.Items)
        {
            var answer = answers.GetValueOrDefault(item.Id);
            if (item.Key && string.IsNullOrWhiteSpace(answer?.Answer)) faults.Add(new($"answers.{item.Id}", $"检查清单“{item.Question}”是必查项，请作答。"));
            if (answer?.Answer == "no" && string.IsNullOrWhiteSpace(answer.Note)) faults.Add(new($"answers.{item.Id}", $"“{item.Question}”答为否，请写明所见。"));
            if (answer?.Answer == "no" && item.EvidenceOnNo && photos.All(p => p.ItemId != item.Id)) faults.Add(new($"answers.{item.Id}", $"“{item.Question}”答为否，请拍照或录像取证。"));
        }
    }

    // DOC05: one person at a time, with start and end and rights told.
    private static void Interviews(RecordContent c, Inspection record, List<Fault> faults)
    {
        for (var i = 0; i < c.Interviews.Count; i++)
        {
            var (talk, field) = (c.Interviews[i], $"interviews.{i}");
            if (string.IsNullOrWhiteSpace(talk.Person)) faults.Add(new(field, $"第 {i + 1} 份询问没有写被询问人姓名。"));
            if (!talk.RightsTold) faults.Add(new(field, $"第 {i + 1} 份询问没有记录告知权利义务。"));
            if (talk.From is not { } from || talk.To is not { } to || to <= from) faults.Add(new(field, $"第 {i + 1} 份询问的起止时间不全或前后颠倒。"));
            else if (from < record.StartedAt) faults.Add(new(field, $"第 {i + 1} 份询问早于检查开始。"));
            if (talk.Rows.Count == 0 || talk.Rows.Any(r => string.IsNullOrWhiteSpace(r.Asked) || string.IsNullOrWhiteSpace(r.Answered))) faults.Add(new(field, $"第 {i + 1} 份询问的问答不全。"));
        }
        var timed = c.Interviews.Where(t => t is { From: not null, To: not null }).OrderBy(t => t.From).ToList();
        if (timed.Zip(timed.Skip(1)).Any(pair => pair.First.To > pair.Second.From)) faults.Add(new("interviews", "询问应当个别进行，两份询问的时间重叠了。"));
    }

    private static void Signed(Inspection record, IReadOnlyList<InspectionPhoto> photos, List<Fault> faults)
    {
        var digest = RecordText.ContentDigest(record, photos);
        var valid = record.Signatures.Where(s => s.ContentSha256 == digest).ToList();
        foreach (var officer in record.Crew.Where(o => valid.All(s => s.PersonId != o.PersonId || s.FileId is null)))
            faults.Add(new("signatures.officers", $"{officer.Name}还没有签名。"));
        if (valid.All(s => s.Role != SignatureRole.Party)) faults.Add(new("signatures.party", "当事人还没有签名；拒绝签名的，请记录拒签情况。"));
    }
}
