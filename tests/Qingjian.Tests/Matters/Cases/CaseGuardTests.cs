using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Matters;
using Qingjian.Matters.Documents;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Cases;

/// <summary>What the law forbids on the way, through HTTP.</summary>
public abstract class CaseGuardTests(HostFixture host)
{
    [Fact]
    public async Task A_signed_waiver_lets_the_decision_come_before_the_window_ends()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        await story.AssessAndReport(150000);
        await story.ReviewAndNotify();
        await story.Refused(story.Leader, "decide", new { }, "window-open");
        await story.Act(story.Party, "waiver", new { confirmed = true, hearing = false, fileId = (string?)null });
        var done = await story.Act(story.Leader, "decide", new { });
        done["state"]!.GetValue<string>().ShouldBe("decided");
    }

    [Fact]
    public async Task Nobody_reviews_or_decides_what_he_investigated()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        await story.AssessAndReport();
        using var officerAsReviewer = await host.As(Role.CaseReviewer, "611000", name: "秦雪峰", personId: story.OfficerId);
        await story.Refused(officerAsReviewer, "review", new { items = CaseStory.ReviewItems("管辖", "事实", "证据", "程序", "时效", "法律适用与裁量"), opinion = "同意" }, "same-person");
        await story.ReviewAndNotify();
        await story.Discuss();
        story.Day(10, 23);
        using var officerAsHead = await host.As(Role.BureauLeader, "611000", name: "顾长河", personId: story.SecondId);
        await story.Refused(officerAsHead, "decide", new { }, "same-person");
    }

    [Fact]
    public async Task A_large_fine_waits_for_collective_discussion_and_a_statement_for_its_answer()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        await story.AssessAndReport();
        await story.ReviewAndNotify();
        story.Day(10, 15);
        await story.Act(story.Party, "statement", new { text = "已立即整改，请求从轻处罚", fileIds = Array.Empty<string>() });
        story.Day(10, 21);
        await story.Refused(story.Leader, "decide", new { }, "statement-unanswered");
        await story.Act(story.Officer, "answer-statement", new { findings = new[] { new { argument = "已立即整改", accepted = true, reason = "复查属实" } } });
        await story.Refused(story.Leader, "decide", new { }, "discussion-needed");
        await story.Refused(story.Leader, "decide", new { fine = 400000, reason = "加重" }, "heavier-than-notice");
        await story.Discuss();
        story.Day(10, 23);
        await story.Act(story.Leader, "decide", new { fine = 350000, reason = "采纳从轻意见" });
        (await story.Read(story.Leader))["case"]!["decision"]!["penalty"]!["fine"]!.GetValue<decimal>().ShouldBe(350000m);
    }

    [Fact]
    public async Task A_served_paper_is_not_served_or_cancelled_again_and_a_cancelled_number_stays()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        var first = await story.Act(story.Officer, "order-rectification", new { content = "立即停止超标排放", due = "2026-09-30" });
        var number = first["paperNumber"]!.GetValue<string>();
        await story.Act(story.Officer, $"papers/{first["paperId"]}/cancel", new { reason = "改正期限写错，重新制作" });
        var second = await story.Act(story.Officer, "order-rectification", new { content = "立即停止超标排放", due = "2026-10-10" });
        second["paperNumber"]!.GetValue<string>().ShouldNotBe(number);
        await story.Serve(story.Officer, second["paperId"]!.GetValue<string>(), new(2026, 9, 16));
        await story.Refused(story.Officer, $"papers/{second["paperId"]}/cancel", new { reason = "不想要了，作废它" }, "paper-served");
        await story.Refused(story.Officer, $"papers/{second["paperId"]}/serve", new { method = "direct", receiver = "吕桐", place = "办公室", receivedOn = "2026-09-16" }, "already-served");
        (await host.InScope(async all => await all.GetRequiredService<MattersDb>().Set<PaperNumber>().SingleAsync(n => n.Number == number))).CancelledReason.ShouldBe("改正期限写错，重新制作");
    }

    [Fact]
    public async Task The_party_sees_nothing_before_the_first_service_and_never_another_enterprises_case()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        (await story.Party.GetAsync($"/api/my/cases/{story.Case}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await story.Party.GetAsync($"/api/cases/{story.Case}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var order = await story.Act(story.Officer, "order-rectification", new { content = "立即停止超标排放", due = "2026-09-30" });
        await story.Serve(story.Officer, order["paperId"]!.GetValue<string>(), new(2026, 9, 16));
        (await story.Party.GetAsync($"/api/my/cases/{story.Case}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var other = await host.As(Role.Enterprise, CaseStory.County, Guid.NewGuid().ToString("N"));
        (await other.GetAsync($"/api/my/cases/{story.Case}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var elsewhere = await host.As(Role.EnforcementOfficer, "611021");
        (await elsewhere.GetAsync($"/api/cases/{story.Case}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stale_version_is_told_and_writes_nothing()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        var stale = await story.Try(story.Officer, "facts", new { facts = "违法事实违法事实", place = "总排口", actFrom = "2026-09-08", actTo = "2026-09-08", causeCode = "V003", version = 1 });
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Numbers_issued_at_the_same_time_have_no_gap_and_no_double()
    {
        var stories = new List<CaseStory>();
        for (var i = 0; i < 6; i++)
        {
            var story = await CaseStory.Begin(host);
            story.Day(9, 16);
            await story.ProposeFiling();
            stories.Add(story);
        }
        await Task.WhenAll(stories.Select(story => story.Act(story.Leader, "approve-filing", new { opinion = "同意立案" })));
        var taken = await host.InScope(async all => await all.GetRequiredService<MattersDb>().Set<PaperNumber>().Where(n => n.Kind == "立").Select(n => n.Sequence).ToListAsync());
        taken.Order().ShouldBe(Enumerable.Range(1, taken.Count));
    }
}

public sealed class CaseGuardsOnSqlite(SqliteHost host) : CaseGuardTests(host), IClassFixture<SqliteHost>;
public sealed class CaseGuardsOnPostgres(PostgresHost host) : CaseGuardTests(host), IClassFixture<PostgresHost>;
