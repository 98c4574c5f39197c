using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Facts;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Cases;

/// <summary>The worked chain of enforcement rules section 14, day by day, through HTTP: COD exceeded on 2026-09-08 to the payment day 2026-11-09.</summary>
public abstract class WorkedChainTests(HostFixture host)
{
    [Fact]
    public async Task The_chain_of_september_to_november_2026_has_exactly_its_dates()
    {
        var story = await CaseStory.Begin(host);

        story.Day(9, 16);
        await story.ProposeFiling();
        (await story.Clock("case_filing"))["dueOn"]!.GetValue<string>().ShouldBe("2026-09-23");
        await story.Act(story.Leader, "approve-filing", new { opinion = "同意立案" });
        (await story.Read(story.Leader))["case"]!["number"]!.GetValue<string>().ShouldMatch(@"^演环立〔2026〕\d+号$");
        (await story.Clock("decision"))["dueOn"]!.GetValue<string>().ShouldBe("2026-12-15");
        await story.Act(story.Officer, "begin-investigation", new { noConflict = true });

        var order = await story.Act(story.Officer, "order-rectification", new { content = "立即停止超标排放，排查生化系统并恢复正常运行", due = "2026-09-30" });
        await story.Serve(story.Officer, order["paperId"]!.GetValue<string>(), new(2026, 9, 16));
        var reinspection = await story.Clock("daily_reinspection");
        reinspection["dueOn"]!.GetValue<string>().ShouldBe("2026-10-16");

        await story.AssessAndReport();
        await story.ReviewAndNotify();
        var file = await story.Read(story.Leader);
        file["case"]!["notice"]!["hearingOffered"]!.GetValue<bool>().ShouldBeTrue();
        (await story.Clock("statement"))["dueOn"]!.GetValue<string>().ShouldBe("2026-10-20");
        (await story.Clock("hearing_request"))["dueOn"]!.GetValue<string>().ShouldBe("2026-10-20");

        story.Day(10, 16);
        await story.Act(story.Officer, "reinspection", new { on = "2026-10-16", finding = "corrected", note = "复查时总排口达标" });

        story.Day(10, 20);
        await story.Refused(story.Leader, "decide", new { }, "window-open");
        await story.Discuss();
        story.Day(10, 23);
        var decision = await story.Act(story.Leader, "decide", new { });
        decision["paperNumber"]!.GetValue<string>().ShouldMatch(@"^演环罚〔2026〕\d+号$");
        (await story.Clock("service"))["dueOn"]!.GetValue<string>().ShouldBe("2026-11-03");
        await story.Serve(story.Officer, decision["paperId"]!.GetValue<string>(), new(2026, 10, 23));
        var pay = await story.Clock("pay_fine");
        pay["dueOn"]!.GetValue<string>().ShouldBe("2026-11-09");
        pay["unshiftedOn"]!.GetValue<string>().ShouldBe("2026-11-07");
        pay["working"]!.AsArray().Select(l => l!.GetValue<string>()).ShouldContain(l => l.Contains("顺延", StringComparison.Ordinal));

        await host.TellFacts();
        var waiting = (await story.Legal.GetFromJsonAsync<JsonNode>("/api/publications?state=prepared"))!["items"]!.AsArray().Single(p => p!["caseId"]!.GetValue<string>() == story.Case)!;
        waiting["dueOn"]!.GetValue<string>().ShouldBe("2026-11-03");
        var publication = waiting["id"]!.GetValue<string>();
        story.Day(11, 3);
        var text = (await story.Legal.GetFromJsonAsync<JsonNode>($"/api/publications/{publication}"))!;
        var field = text["fields"]!.AsArray().First(f => f!["key"]!.GetValue<string>() is not ("number" or "creditCode" or "agency" or "decidedOn" or "result"))!;
        await MattersScene.Post(story.Legal, $"/api/publications/{publication}/edit", new { key = field["key"]!.GetValue<string>(), text = field["after"]!.GetValue<string>(), version = text["version"]!.GetValue<long>() });
        text = (await story.Legal.GetFromJsonAsync<JsonNode>($"/api/publications/{publication}"))!;
        // The program dies right after the publication: the fact was written with it, and the next start tells the case file.
        await host.Services.GetRequiredService<Dispatcher>().StopAsync(default);
        var published = await story.Legal.PostAsJsonAsync($"/api/publications/{publication}/publish", new { compared = true, version = text["version"]!.GetValue<long>() });
        published.IsSuccessStatusCode.ShouldBeTrue(await published.Content.ReadAsStringAsync());
        (await PublishedOn(story)).ShouldBeNull();
        await host.TellFacts();
        (await PublishedOn(story)).ShouldBe("2026-11-03");

        story.Day(11, 9);
        await story.Refresh();
        await story.Act(story.Officer, "payments", new { on = "2026-11-09", principal = 390000, lateFee = 0, receiptNo = "NO.0001", channel = "银行" });
        await story.Act(story.Officer, "propose-closing", new { ground = "行政处罚决定由当事人履行完毕", result = "罚款缴清，已改正" });
        await story.Act(story.Leader, "close", new { });
        (await story.Read(story.Leader))["case"]!["state"]!.GetValue<string>().ShouldBe("closed");

        // The supervision order it all began with is closed, and says what came of it.
        await host.TellFacts();
        var supervision = (await story.Leader.GetFromJsonAsync<JsonNode>($"/api/orders/{story.OrderId}"))!;
        supervision["state"]!.GetValue<string>().ShouldBe("closed");
        supervision["closeNote"]!.GetValue<string>().ShouldContain("罚款390000元");
        supervision["steps"]!.AsArray().Single(s => s!["kind"]!.GetValue<string>() == "order.close")!["path"]!.GetValue<string>().ShouldBe($"/cases/{story.Case}");

        using var anybody = host.Anonymous();
        var page = await anybody.GetStringAsync($"/api/public/decisions/{publication}");
        page.ShouldContain("演示丹江水质净化有限公司");
        page.ShouldContain("390000元");
        foreach (var secret in new[] { "贾明亮", "610102199001011237", "13800138000", "东新路", "301室", "A12B45", "秦雪峰", "顾长河", "吕桐" })
            page.ShouldNotContain(secret);

        var shown = (await story.Legal.GetFromJsonAsync<JsonNode>($"/api/publications/{publication}"))!;
        await MattersScene.Post(story.Legal, $"/api/publications/{publication}/withdraw", new { reason = "当事人名称有误，更正后重新公开", version = shown["version"]!.GetValue<long>() });
        await host.TellFacts();
        (await PublishedOn(story)).ShouldBeNull();
        var noted = (await story.Read(story.Leader))["steps"]!.AsArray().Where(s => s!["kind"]!.GetValue<string>() == "case.published").Select(s => s!["title"]!.GetValue<string>());
        noted.ShouldBe(["决定书已公开（罗法）", "决定书撤回公开（罗法）"], ignoreOrder: true);
    }

    private static async Task<string?> PublishedOn(CaseStory story) => (await story.Read(story.Leader))["case"]!["publishedOn"]?.GetValue<string>();
}

public sealed class WorkedChainOnSqlite(SqliteHost host) : WorkedChainTests(host), IClassFixture<SqliteHost>;
public sealed class WorkedChainOnPostgres(PostgresHost host) : WorkedChainTests(host), IClassFixture<PostgresHost>;
