using System.Text.Json.Nodes;
using Qingjian.Platform.Access;
using Qingjian.Registry.People;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Cases;

/// <summary>Where a case leaves the straight way: refused, revoked, suspended, sent back, heard, ended without a penalty.</summary>
public abstract class SideRoadTests(HostFixture host)
{
    private static async Task<string> State(CaseStory story) => (await story.Read(story.Leader))["case"]!["state"]!.GetValue<string>();

    [Fact]
    public async Task A_filing_is_refused_and_another_revoked()
    {
        var refused = await CaseStory.Begin(host);
        refused.Day(9, 16);
        await refused.ProposeFiling();
        await refused.Act(refused.Leader, "refuse-filing", new { reason = "违法事实不成立" });
        (await State(refused)).ShouldBe("notFiled");

        var revoked = await CaseStory.Begin(host);
        await revoked.ToInvestigation();
        await revoked.Act(revoked.Leader, "revoke-filing", new { reason = "查明属设备校准期间数据" });
        (await State(revoked)).ShouldBe("filingRevoked");
    }

    [Fact]
    public async Task An_investigation_is_suspended_resumed_told_and_terminated()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        await story.Act(story.Leader, "suspend", new { reason = "等待监测机构出具结论" });
        (await State(story)).ShouldBe("suspended");
        story.Day(9, 20);
        await story.Act(story.Leader, "resume", new { reason = "监测结论已出具" });
        await story.Act(story.Officer, "facts", new { facts = "9月8日总排口化学需氧量日均值88mg/L，超过限值50mg/L。", place = "总排口", actFrom = "2026-09-08", actTo = "2026-09-08", causeCode = "V003" });
        var file = await MattersScene.Upload(story.Officer, "监测报告.png", 5);
        await story.Act(story.Officer, "evidence", new { kind = "appraisal", name = "监测报告", fileId = file, takenOn = "2026-09-18", provider = "演示市环境监测站", proves = "超标事实", monitoringReport = true, resultToldOn = (string?)null });
        var evidence = (await story.Read(story.Officer))["evidence"]!.AsArray().Select(e => e!["evidence"]!).Last(e => e["name"]!.GetValue<string>() == "监测报告")["id"]!.GetValue<string>();
        var notice = await story.Act(story.Officer, "tell-result", new { evidenceId = evidence, body = "演示市环境监测站", reportNumber = "演环监字〔2026〕19号", result = "化学需氧量88mg/L", exceeded = "超过限值50mg/L，超标0.76倍" });
        await story.Serve(story.Officer, notice["paperId"]!.GetValue<string>(), new(2026, 9, 20));
        await story.Act(story.Leader, "terminate", new { reason = "违法主体已依法注销，无承继人" });
        (await State(story)).ShouldBe("terminated");
    }

    [Fact]
    public async Task A_report_is_sent_back_by_the_reviewer_the_legal_desk_and_the_leader()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        await story.AssessAndReport();
        await story.Act(story.Reviewer, "review/return", new { reason = "询问笔录不全，请补充" });
        await story.AssessAndReport();
        await story.ReviewAndNotify();
        await story.Act(story.Officer, "legal-review/submit", new { });
        await story.Act(story.Legal, "legal-review/return", new { reason = "法律适用说明不足，请补充" });
        (await State(story)).ShouldBe("investigating");

        story.Day(10, 12);
        await story.AssessAndReport();
        await story.ReviewAndNotify();
        await story.Act(story.Leader, "return", new { reason = "拟处罚数额依据不足，请补充" });
        (await State(story)).ShouldBe("investigating");
    }

    [Fact]
    public async Task A_hearing_asked_for_by_the_party_is_noticed_held_and_recorded_by_its_chair()
    {
        var story = await CaseStory.Begin(host);
        using var chair = await Chair(story, out var chairId);
        await story.ToInvestigation();
        await story.AssessAndReport();
        await story.ReviewAndNotify();
        await story.Act(story.Party, "hearing-request", new { reason = "对监测数据的有效性有异议" });
        await story.Refresh();
        await story.Act(story.Officer, "hearing/notice", new { at = "2026-10-27T09:00:00+08:00", place = "局听证室", chairId, recorderName = "李记" });
        story.Day(10, 27, 17);
        await story.Act(chair, "hearing/record", new { course = "当事人陈述意见，调查人员出示证据并质证。", opinion = "事实清楚，建议维持拟处罚意见", partyAbsent = false });
        (await story.Read(story.Leader))["case"]!["hearing"]!["recordedAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Statement_waiver_and_hearing_request_may_be_entered_by_the_officer_from_paper()
    {
        var waived = await CaseStory.Begin(host);
        await waived.ToInvestigation();
        await waived.AssessAndReport();
        await waived.ReviewAndNotify();
        await waived.Act(waived.Officer, "waiver", new { confirmed = true, hearing = false, fileId = await MattersScene.Upload(waived.Officer, "声明.png", 3) });
        await waived.Act(waived.Officer, "legal-review/submit", new { });
        await waived.Act(waived.Legal, "legal-review", new { items = CaseStory.ReviewItems("主体和权限", "执法人员资格", "程序", "事实和证据", "法律适用与裁量", "文书", "涉嫌犯罪移送"), opinion = "同意" });

        var stated = await CaseStory.Begin(host);
        await stated.ToInvestigation();
        await stated.AssessAndReport();
        await stated.ReviewAndNotify();
        await stated.Act(stated.Officer, "statement", new { text = "进水异常所致，已立即整改", fileIds = Array.Empty<string>() });
        await stated.Act(stated.Officer, "hearing-request", new { reason = "要求当面说明进水情况" });
        (await stated.Read(stated.Leader))["case"]!["defence"]!["hearingAskedAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_fine_not_paid_in_time_is_demanded_and_brought_to_court()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        object[] choices = [.. Enumerable.Range(1, 7).Select(factor => new { factorId = $"F{factor}", optionId = "a", evidenceIds = Array.Empty<string>() })];
        var suggested = await MattersScene.Post(story.Officer, $"/api/cases/{story.Case}/assess/suggest", new { tableId = "EX-WATER-EXCEED-1", choices, adjustment = "none", adjustmentPercent = 0, reason = "初次违法" });
        suggested.GetProperty("working").GetArrayLength().ShouldBeGreaterThan(0);
        await story.AssessAndReport();
        await story.ReviewAndNotify();
        await story.Discuss();
        story.Day(10, 23);
        var decision = await story.Act(story.Leader, "decide", new { });
        var paper = decision["paperId"]!.GetValue<string>();
        await story.Serve(story.Officer, paper, new(2026, 10, 23));
        await story.Act(story.Leader, $"papers/{paper}/correct-decision", new { wrong = "城关街道", right = "城关街道办事处", reason = "街道名称漏写三字" });
        await story.Refused(story.Officer, "demand", new { }, "not-due");
        story.Day(11, 20);
        var demand = await story.Act(story.Officer, "demand", new { });
        demand["paperNumber"]!.GetValue<string>().ShouldContain("2026");
        await story.Serve(story.Officer, demand["paperId"]!.GetValue<string>(), new(2026, 11, 20));

        // Six months for a suit run into a year nobody has published: until one is loaded the day is open, and the court is not asked.
        story.Day(12, 28);
        await story.Refused(story.Officer, "court", new { court = "演示市中级人民法院" }, "suit-open");
        using var admin = await host.As(Role.SystemAdministrator);
        await MattersScene.Post(admin, "/api/calendar/", new { text = "date,kind,name\n2027-01-01,holiday,元旦\n2027-05-01,holiday,劳动节\n2027-10-01,holiday,国庆节\n2027-10-02,holiday,国庆节\n2027-10-03,holiday,国庆节\n", provisional = true, document = "按周末和固定日期的节日推算" });
        (await story.Clock("litigation"))["dueOn"]!.GetValue<string>().ShouldBe("2027-04-23");
        await story.Refresh();
        host.Clock.SetBeijing(2027, 4, 23);
        await story.Refused(story.Officer, "court", new { court = "演示市中级人民法院" }, "suit-open");
        host.Clock.SetBeijing(2027, 4, 26);
        var court = await story.Act(story.Officer, "court", new { court = "演示市中级人民法院" });
        court["paperNumber"]!.GetValue<string>().ShouldContain("2027");
    }

    [Fact]
    public async Task A_slight_breach_put_right_ends_without_a_penalty()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        await story.AssessAndReport();
        story.Day(10, 12);
        await story.Act(story.Reviewer, "review", new { items = CaseStory.ReviewItems("管辖", "事实", "证据", "程序", "时效", "法律适用与裁量"), opinion = "同意" });
        await story.Act(story.Leader, "decide-no-penalty", new { basis = "违法行为轻微并及时改正，没有造成危害后果", education = "已约谈并教育当事人落实日常维护" });
        (await State(story)).ShouldBe("noPenalty");
    }

    private Task<HttpClient> Chair(CaseStory story, out string id)
    {
        id = story.DeputyId;
        return host.As(Role.LegalReviewer, "611000", name: "罗文静", personId: story.DeputyId);
    }
}

public sealed class SideRoadsOnSqlite(SqliteHost host) : SideRoadTests(host), IClassFixture<SqliteHost>;
