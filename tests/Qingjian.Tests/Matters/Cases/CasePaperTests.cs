using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Cases;

/// <summary>Papers after they were issued, and the acts that ask for more time: correction, public check, notice of a result, extension.</summary>
public abstract class CasePaperTests(HostFixture host)
{
    [Fact]
    public async Task A_slip_in_an_issued_paper_is_corrected_by_a_paper_of_its_own_that_shows_on_both()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        var filing = await story.Paper("DOC12");
        var before = await Text(story, filing);
        object Correction(string wrong) => new { wrong, right = "城关街道办事处", reason = "街道名称漏写三字" };
        await story.Refused(story.Officer, $"papers/{filing}/correct", Correction("纸上没有的话"), "not-in-paper");
        await story.Refused(story.Leader, $"papers/{filing}/correct-decision", Correction("城关街道"), "not-a-decision");
        (await story.Try(story.Leader, $"papers/{filing}/correct", Correction("城关街道"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var done = await story.Act(story.Officer, $"papers/{filing}/correct", Correction("城关街道"));
        done["paperNumber"]!.GetValue<string>().ShouldMatch(@"^演环补正〔2026〕\d+号$");
        var correction = await Text(story, done["paperId"]!.GetValue<string>());
        var after = await Text(story, filing);

        after["contentSha256"]!.GetValue<string>().ShouldBe(before["contentSha256"]!.GetValue<string>());
        after["docxSha256"]!.GetValue<string>().ShouldBe(before["docxSha256"]!.GetValue<string>());
        after["correctedBy"]!.AsArray().Single()!["number"]!.GetValue<string>().ShouldBe(done["paperNumber"]!.GetValue<string>());
        correction["corrects"]!["number"]!.GetValue<string>().ShouldBe(before["number"]!.GetValue<string>());
        var words = string.Join('\n', correction["lines"]!.AsArray().Select(line => line!["text"]?.GetValue<string>()));
        foreach (var said in new[] { before["number"]!.GetValue<string>(), "原文：城关街道", "补正为：城关街道办事处", "补正理由：街道名称漏写三字", "秦雪峰" }) words.ShouldContain(said);
    }

    [Fact]
    public async Task Anybody_who_holds_a_paper_checks_it_by_number_and_digest_and_learns_nothing_of_the_party()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        var paper = await Text(story, await story.Paper("DOC12"));
        var (number, digest) = (paper["number"]!.GetValue<string>(), paper["contentSha256"]!.GetValue<string>());
        paper["checkAddress"]!.GetValue<string>().ShouldBe($"{host.Address.ToString().TrimEnd('/')}/public/paper?d={digest[..32]}&n={Uri.EscapeDataString(number)}");

        using var anybody = host.Anonymous();
        var answer = await anybody.GetStringAsync($"/api/public/papers/check?digest={digest[..32]}&number={Uri.EscapeDataString(number)}");
        var known = JsonNode.Parse(answer)!;
        known["title"]!.GetValue<string>().ShouldBe("立案审批表");
        known["fileSha256"]!.GetValue<string>().ShouldBe(paper["docxSha256"]!.GetValue<string>());
        known["loggedAt"].ShouldNotBeNull();
        foreach (var secret in new[] { "演示丹江", "贾明亮", "秦雪峰", "沈卫东", story.Case }) answer.ShouldNotContain(secret);

        foreach (var wrong in new[] { $"digest={digest[..32]}&number={Uri.EscapeDataString("演环立〔2026〕999号")}", $"digest={digest[..32]}", $"digest={new string('0', 32)}&number={Uri.EscapeDataString(number)}" })
            (await anybody.GetAsync($"/api/public/papers/check?{wrong}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, wrong);
        // A shorter digest could be guessed.
        (await anybody.GetAsync($"/api/public/papers/check?digest={digest[..16]}&number={Uri.EscapeDataString(number)}")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_monitoring_report_is_told_by_serving_its_notice_before_the_case_goes_to_review()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        var file = await MattersScene.Upload(story.Officer, "监测报告.png", 3);
        await story.Act(story.Officer, "evidence", new { kind = "appraisal", name = "监测报告", fileId = file, takenOn = "2026-09-14", provider = "演示市环境监测站", proves = "化学需氧量超标", monitoringReport = true, resultToldOn = (string?)null });
        await story.Act(story.Officer, "basis", new { key = "V003/code", reason = "违法行为发生在法典施行之后" });
        await story.Act(story.Officer, "assess", new { tableId = (string?)null, choices = Array.Empty<object>(), adjustment = "none", adjustmentPercent = 0, confirmed = 150000, reason = "初次违法，超标不足一倍" });
        object report = new { course = "调取自动监测数据并监测", conclusion = "超标排放水污染物事实清楚", warning = false, withFine = true, other = Array.Empty<string>(), complex = false, publicInterest = false };
        await story.Refused(story.Officer, "submit-report", report, "result-not-told");

        var evidence = (await story.Read(story.Officer))["evidence"]!.AsArray().Select(e => e!["evidence"]!).Single(e => e["monitoringReport"]!.GetValue<bool>())["id"]!.GetValue<string>();
        object tell = new { evidenceId = evidence, body = "演示市环境监测站", reportNumber = "演环监字〔2026〕18号", result = "化学需氧量88mg/L", exceeded = "超过限值50mg/L，超标0.76倍" };
        var notice = await story.Act(story.Officer, "tell-result", tell);
        notice["paperNumber"]!.GetValue<string>().ShouldMatch(@"^演环监告〔2026〕\d+号$");
        await story.Refused(story.Officer, "tell-result", tell, "notice-made");
        await story.Refused(story.Officer, "submit-report", report, "result-not-told");
        await story.Serve(story.Officer, notice["paperId"]!.GetValue<string>(), new(2026, 9, 16));
        await story.Act(story.Officer, "submit-report", report);
    }

    [Fact]
    public async Task More_time_is_asked_by_the_officer_granted_by_the_head_and_the_second_time_by_discussion()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        story.Day(9, 20);
        await story.Act(story.Officer, "extension", new { reason = "等待补充监测结果" });
        await story.Refused(story.Officer, "extension", new { reason = "等待补充监测结果" }, "extension-asked");
        await story.Act(story.Leader, "extension/refuse", new { reason = "监测三日内可出结果，不需延期" });
        (await story.Clock("decision"))["dueOn"]!.GetValue<string>().ShouldBe("2026-12-15");

        await story.Act(story.Officer, "extension", new { reason = "当事人提出新的证据，需核实" });
        (await story.Leader.GetStringAsync("/api/inbox?box=todo")).ShouldContain("审批延期");
        await story.Act(story.Leader, "extend-decision", new { reason = "同意延长，尽快核实" });
        var first = await story.Clock("decision");
        first["notBefore"]!.GetValue<string>().ShouldBe("2027-01-14");
        first["earlier"]!.AsArray().Single()!["shown"]!.GetValue<string>().ShouldBe("2026年12月15日");
        (await story.Read(story.Leader))["case"]!["extension"]!["answer"]!.GetValue<string>().ShouldBe("同意延期");

        await story.Refused(story.Leader, "extend-decision", new { reason = "仍需时间核实证据" }, "discussion-needed");
        object Vote(string person, bool agrees) => new { personId = person, agrees, opinion = "" };
        object Second(params object[] votes) => new { reason = "仍需时间核实证据", on = "2026-09-20", place = "局会议室", recorderName = "李记", conclusion = "同意再延长三十日", votes };
        await story.Refused(story.Leader, "extend-decision", Second(Vote(story.LeaderId, true)), "votes");
        await story.Refused(story.Leader, "extend-decision", Second(Vote(story.LeaderId, true), Vote(story.DeputyId, false)), "extension-voted-down");
        await story.Refused(story.Leader, "extend-decision", Second(Vote(story.LeaderId, true), Vote(story.SecondId, true)), "same-person");
        await story.Act(story.Leader, "extend-decision", Second(Vote(story.LeaderId, true), Vote(story.DeputyId, true)));
        var second = await story.Clock("decision");
        second["notBefore"]!.GetValue<string>().ShouldBe("2027-02-13");
        second["extensions"]!.AsArray().Last()!["approver"]!.GetValue<string>().ShouldBe("负责人集体讨论");
        (await Text(story, await story.Paper("DOC24")))["lines"]!.ToJsonString().Length.ShouldBeGreaterThan(0);
        await story.Refused(story.Officer, "extension", new { reason = "仍需时间核实证据" }, "extension-not-listed");
    }

    private static async Task<JsonNode> Text(CaseStory story, string paper) => (await story.Leader.GetFromJsonAsync<JsonNode>($"/api/papers/{paper}"))!;
}

public sealed class CasePapersOnSqlite(SqliteHost host) : CasePaperTests(host), IClassFixture<SqliteHost>;
public sealed class CasePapersOnPostgres(PostgresHost host) : CasePaperTests(host), IClassFixture<PostgresHost>;
