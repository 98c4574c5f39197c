using Qingjian.Matters.Inspections;
using Qingjian.Matters.Tasks;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Inspections;

/// <summary>What DOC04 and the case-file review ask of a record before it may be sealed.</summary>
public sealed class SealCheckTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 18, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Now = Start.AddHours(3);

    private static readonly RecordContent Whole = new()
    {
        Place = "窑尾",
        PartyName = "水泥公司",
        SiteContact = "吴某",
        SiteContactDuty = "环保负责人",
        CertificateShownAt = Start.AddMinutes(1),
        RightsReadAt = Start.AddMinutes(2),
        PartyConfirmed = true,
        Production = "正常生产",
        Permits = "有效",
        Treatment = "停运",
        Violation = "超标排放",
        Sampling = "未采样",
        Found = true,
        Measures = "责令改正",
        Answers = [new("K-1", "yes", ""), new("K-2", "no", "泵停运")],
    };

    private static readonly Checklist List = new("K", "清单", "1.0", ["3011"],
    [
        new("K-1", "手续", "许可证是否有效", "", ["copy"], "yes_no_na", [], true, true), new("K-2", "设施", "设施是否运行", "", ["photo"], "yes_no_na", ["V022"], true, true),
    ]);

    private static readonly InspectionPhoto Photo = new()
    {
        Id = "f",
        InspectionId = "r",
        Division = "611002",
        FileId = "x",
        Sha256 = new string('a', 64),
        Name = "1.jpg",
        Subject = "泵",
        Proves = "停运",
        Place = "窑尾",
        TakenAt = Start.AddMinutes(5),
        TakenBy = "p1",
        TakenByName = "王",
        ItemId = "K-2",
    };

    private static Inspection Record(RecordContent content, DateTimeOffset? end = null, IEnumerable<InspectionPhoto>? photos = null, bool signed = true)
    {
        var record = new Inspection
        {
            Id = "r",
            Number = "演环现检〔2026〕1号",
            TaskId = "t",
            ThreadId = "c",
            Target = "水泥公司",
            Division = "611002",
            Crew = [new("p1", "王", "证1", "局"), new("p2", "李", "证2", "局")],
            LeadPersonId = "p1",
            SecondPersonId = "p2",
            StartedAt = Start,
            EndedAt = end ?? Start.AddHours(2),
            Content = content,
            Checklist = List,
        };
        if (!signed) return record;
        var digest = RecordText.ContentDigest(record, photos ?? [Photo]);
        record.Signatures =
        [
            new(SignatureRole.Officer, "p1", "王", "s1", false, null, null, Now, digest), new(SignatureRole.Officer, "p2", "李", "s2", false, null, null, Now, digest), new(SignatureRole.Party, null, "吴某", "s3", false, null, null, Now, digest),
        ];
        return record;
    }

    [Fact]
    public void A_whole_record_lacks_nothing() => SealCheck.Of(Record(Whole), [Photo], Now).ShouldBeEmpty();

    public static TheoryData<string> RequiredFields => ["place", "partyName", "siteContact", "siteContactDuty", "certificateShownAt", "rightsReadAt", "partyConfirmed", "production", "permits", "treatment", "violation", "sampling", "found", "measures"];

    [Theory]
    [MemberData(nameof(RequiredFields))]
    public void A_record_without_a_required_field_names_exactly_that_field(string field)
    {
        var content = field switch
        {
            "place" => Whole with { Place = " " },
            "partyName" => Whole with { PartyName = "" },
            "siteContact" => Whole with { SiteContact = "" },
            "siteContactDuty" => Whole with { SiteContactDuty = "" },
            "certificateShownAt" => Whole with { CertificateShownAt = null },
            "rightsReadAt" => Whole with { RightsReadAt = null },
            "partyConfirmed" => Whole with { PartyConfirmed = null },
            "production" => Whole with { Production = "" },
            "permits" => Whole with { Permits = "" },
            "treatment" => Whole with { Treatment = "" },
            "violation" => Whole with { Violation = "" },
            "sampling" => Whole with { Sampling = "" },
            "found" => Whole with { Found = null },
            _ => Whole with { Measures = "" },
        };
        SealCheck.Of(Record(content), [Photo], Now).ShouldHaveSingleItem().Field.ShouldBe($"content.{field}");
    }

    [Fact]
    public void The_end_lies_after_the_start_and_not_in_the_future()
    {
        SealCheck.Of(Record(Whole, Start), [Photo], Now).ShouldContain(f => f.Field == "endedAt");
        SealCheck.Of(Record(Whole, Now.AddMinutes(1)), [Photo], Now).ShouldContain(f => f.Field == "endedAt");
    }

    [Fact]
    public void Certificates_are_shown_during_the_visit() =>
        SealCheck.Of(Record(Whole with { CertificateShownAt = Start.AddMinutes(-1) }), [Photo], Now).ShouldHaveSingleItem().Field.ShouldBe("content.certificateShownAt");

    [Fact]
    public void A_no_on_the_checklist_asks_for_a_word_and_a_photo()
    {
        SealCheck.Of(Record(Whole, photos: []), [], Now).ShouldContain(f => f.Field == "answers.K-2");
        SealCheck.Of(Record(Whole with { Answers = [new("K-1", "yes", ""), new("K-2", "no", "")] }), [Photo], Now).ShouldContain(f => f.Field == "answers.K-2");
        SealCheck.Of(Record(Whole with { Answers = [new("K-2", "no", "停")] }), [Photo], Now).ShouldContain(f => f.Field == "answers.K-1");
    }

    [Fact]
    public void Interviews_are_held_one_at_a_time_with_rights_told()
    {
        var first = new Interview("甲", "", "", "办公室", Start.AddMinutes(10), Start.AddMinutes(30), true, [new("问", "答")]);
        var second = first with { Person = "乙", From = Start.AddMinutes(29), To = Start.AddMinutes(40) };
        SealCheck.Of(Record(Whole with { Interviews = [first, second] }), [Photo], Now).ShouldHaveSingleItem().Field.ShouldBe("interviews");
        SealCheck.Of(Record(Whole with { Interviews = [first, second with { From = Start.AddMinutes(30) }] }), [Photo], Now).ShouldBeEmpty();
        SealCheck.Of(Record(Whole with { Interviews = [first with { RightsTold = false }] }), [Photo], Now).ShouldHaveSingleItem().Field.ShouldBe("interviews.0");
    }

    [Fact]
    public void A_signature_on_another_text_is_none()
    {
        var record = Record(Whole);
        record.Content = Whole with { Violation = "超标排放两次" };
        var faults = SealCheck.Of(record, [Photo], Now);
        faults.Count(f => f.Field == "signatures.officers").ShouldBe(2);
        faults.ShouldContain(f => f.Field == "signatures.party");
        DraftRecord.DropStaleSignatures(record, [Photo]).ShouldBe(3);
        record.Signatures.ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_to_sign_needs_reason_and_witness_and_officers_cannot_refuse()
    {
        var record = Record(Whole, signed: false);
        string Code(SignInspection.Request request) => SignInspection.Decide(record, request, null, "d", Now).Try(out _, out var why) ? "" : why.Code;
        Code(new(1, SignatureRole.Party, null, "吴某", null, true, "", "")).ShouldBe("refusal-reason");
        Code(new(1, SignatureRole.Party, null, "吴某", null, true, "拒绝", "")).ShouldBe("refusal-witness");
        Code(new(1, SignatureRole.Officer, "p1", null, null, true, "拒绝", "无")).ShouldBe("officer-must-sign");
        Code(new(1, SignatureRole.Party, null, "吴某", null, true, "拒绝", "全程录像")).ShouldBe("");
    }
}
