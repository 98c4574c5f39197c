using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Supervision;

/// <summary>From a reading to an order and its end, through HTTP.</summary>
public abstract class OrderTests(HostFixture host)
{
    [Fact]
    public async Task An_hour_over_the_limit_becomes_an_order_for_the_enterprise_its_county_and_its_city()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();

        using var enterprise = await scene.Enterprise();
        var order = await scene.Order(enterprise);
        order.GetProperty("state").GetString().ShouldBe("issued");
        order.GetProperty("title").GetString().ShouldBe("烟尘小时均值超标");
        order.GetProperty("summary").GetString().ShouldBe("2026年11月18日8时，烟尘小时均值（折算）35.2 mg/m³，超过限值30 mg/m³（GB 4915-2013 水泥窑及窑尾余热利用系统 表1），超出0.173倍。");
        order.GetProperty("colour").GetString().ShouldBe("blue");
        order.GetProperty("deliveries").EnumerateArray().Select(each => each.GetProperty("to").GetString()).ShouldBe(["enterprise", "county", "city"], ignoreOrder: true);
        order.GetProperty("deliveries").EnumerateArray().Select(each => each.GetProperty("name").GetString()).ShouldContain("演示市生态环境局商州分局");
        order.GetProperty("dueAt").GetDateTimeOffset().ShouldBe(order.GetProperty("issuedAt").GetDateTimeOffset().AddHours(24));
        order.GetProperty("number").GetString()!.ShouldStartWith("督〔2026〕");
    }

    [Fact]
    public async Task Foreign_counties_and_enterprises_do_not_see_an_order()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var own = await scene.Officer();
        var id = (await scene.Order(own)).GetProperty("id").GetString();
        using var foreign = await scene.Officer("611021");
        (await foreign.GetAsync($"/api/orders/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var other = await host.As(Role.Enterprise, "611002", enterpriseId: "another");
        (await other.GetAsync($"/api/orders/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsJsonAsync($"/api/orders/{id}/answer", new { version = 1, cause = "other", text = "说明说明说明", measures = "措施", marks = Array.Empty<object>(), fileIds = Array.Empty<string>() })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Repeats_of_a_natural_day_fold_into_one_order_with_opening_and_closing()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(6, 35.2m);
        await scene.Judge();
        scene.Dust(7, 48m);
        await scene.Judge();
        using var officer = await scene.Officer();
        var open = await scene.Order(officer);
        (open.GetProperty("ongoing").GetBoolean(), open.GetProperty("occurrences").GetArrayLength(), open.GetProperty("colour").GetString()).ShouldBe((true, 2, "yellow"));
        open.GetProperty("value").GetDecimal().ShouldBe(48m);

        scene.Dust(8, 20m);
        await scene.Judge();
        var closed = await scene.Order(officer);
        closed.GetProperty("ongoing").GetBoolean().ShouldBeFalse();
        SupervisionScene.Kinds(closed).ShouldBe(["order.issue", "order.again", "order.ended"]);

        scene.Dust(7, 40m, day: 17);
        await scene.Judge();
        (await scene.Orders(officer)).GetProperty("total").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Hearing_the_same_verdict_twice_changes_nothing()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var officer = await scene.Officer();
        var verdict = (await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}")).GetProperty("items")[0];
        await host.InScope(async services =>
        {
            await services.GetRequiredService<IssueOrder>().Hear(new VerdictReached(
                verdict.GetProperty("id").GetString()!, scene.OutletId, scene.EnterpriseId, "611002", "a34013", "烟尘", "hour", verdict.GetProperty("startAt").GetDateTimeOffset(), "hour_exceeded", "再说一遍", 35.2m, "mg/m3", "30", "GB", 0.173m, "blue", "text"), default);
            return true;
        });
        (await scene.Order(officer)).GetProperty("occurrences").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Accepted_marks_take_the_hour_out_and_the_order_says_so()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var enterprise = await scene.Enterprise();
        var marks = new[] { new { kind = "calibration", from = "2026-11-18T08:00:00+08:00", to = "2026-11-18T09:00:00+08:00", note = "标准气校准" } };
        (await scene.Answer(enterprise, marks)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var officer = await scene.Officer();
        (await scene.Check(officer, "accept", acceptMarks: true)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();

        var order = await scene.Order(officer);
        order.GetProperty("state").GetString().ShouldBe("accepted");
        order.GetProperty("occurrences")[0].GetProperty("withdrawn").GetString()!.ShouldContain("自动监测设备校准");
        SupervisionScene.Kinds(order).ShouldBe(["order.issue", "order.answer", "order.accept", "order.rejudged"]);
        (await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}&state=exceeded")).GetProperty("total").GetInt32().ShouldBe(0);
        var old = (await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}&superseded=true")).GetProperty("items")[0];
        old.GetProperty("supersededAt").ValueKind.ShouldNotBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task An_answer_sent_back_and_given_again_is_upheld_into_a_clue_and_closed_by_what_came_of_it()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var enterprise = await scene.Enterprise();
        using var officer = await scene.Officer();
        using var lead = await host.As(Role.EnforcementLead);
        await scene.Answer(enterprise, cause: "real-exceedance");
        (await scene.Check(officer, "send-back", "未附运行记录")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Order(enterprise)).GetProperty("acts").EnumerateArray().Select(act => act.GetString()).ShouldBe(["answer"]);
        await scene.Answer(enterprise, cause: "real-exceedance");
        (await scene.Check(officer, "uphold", "企业承认超标")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();

        var order = await scene.Order(officer);
        order.GetProperty("state").GetString().ShouldBe("upheld");
        order.GetProperty("answers").GetArrayLength().ShouldBe(2);
        var clue = (await lead.GetFromJsonAsync<JsonElement>($"/api/clues?enterpriseId={scene.EnterpriseId}")).GetProperty("items").EnumerateArray().Single();
        clue.GetProperty("orderNumber").GetString().ShouldBe(order.GetProperty("number").GetString());
        clue.GetProperty("content").GetString()!.ShouldContain("35.2 mg/m³");

        // The file of the enterprise shows the verdict day, the order and the clue, each with its page; who may not read clues does not see it.
        var lines = (await lead.GetFromJsonAsync<JsonElement>($"/api/sources/{scene.EnterpriseId}/history")).EnumerateArray().ToLookup(line => line.GetProperty("kind").GetString()!, line => line.GetProperty("path").GetString());
        lines["线索"].ShouldBe([$"/clues/{clue.GetProperty("id").GetString()}"]);
        lines["督办"].ShouldBe([$"/orders/{order.GetProperty("id").GetString()}"]);
        lines["判定"].Single()!.ShouldStartWith("/verdicts/");
        lines["档案"].Count().ShouldBe(1);
        var own = (await enterprise.GetFromJsonAsync<JsonElement>($"/api/sources/{scene.EnterpriseId}/history")).EnumerateArray().Select(line => line.GetProperty("kind").GetString()).ToHashSet();
        own.ShouldBe(["督办", "判定", "档案"], ignoreOrder: true);
        using var foreign = await scene.Officer("611021");
        (await foreign.GetAsync($"/api/sources/{scene.EnterpriseId}/history")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var id = order.GetProperty("id").GetString()!;
        var page = await lead.GetFromJsonAsync<JsonElement>($"/api/clues/{clue.GetProperty("id").GetString()}");
        (await lead.PostAsJsonAsync($"/api/clues/{clue.GetProperty("id").GetString()}/dismiss", new { version = page.GetProperty("version").GetInt64(), reason = "同一事实已在另案处理" })).IsSuccessStatusCode.ShouldBeTrue();
        await host.TellFacts();
        order = await scene.Order(officer);
        order.GetProperty("state").GetString().ShouldBe("closed");
        order.GetProperty("closeNote").GetString()!.ShouldContain("同一事实已在另案处理");
        var closing = order.GetProperty("steps").EnumerateArray().Single(step => step.GetProperty("kind").GetString() == "order.close");
        closing.GetProperty("path").GetString().ShouldBe($"/clues/{clue.GetProperty("id").GetString()}");
        // Officers follow the way to the clue; the enterprise reads the words only.
        (await scene.Order(enterprise)).GetProperty("steps").EnumerateArray().ShouldAllBe(step => step.GetProperty("path").ValueKind == System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task An_unanswered_order_climbs_level_by_level_and_at_the_last_one_becomes_a_clue()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var officer = await scene.Officer();
        foreach (var (hours, level) in new[] { (23, 0), (25, 0), (49, 1), (97, 2), (193, 3) })
        {
            host.Clock.SetBeijing(2026, 11, 18, 10);
            host.Clock.Advance(TimeSpan.FromHours(hours));
            await scene.Run<EscalateOverdue>();
            (await scene.Order(officer)).GetProperty("level").GetInt32().ShouldBe(level, $"{hours} h");
        }
        await scene.Run<EscalateOverdue>();
        var order = await scene.Order(officer);
        SupervisionScene.Kinds(order).Count(kind => kind == "order.escalate").ShouldBe(3);
        order.GetProperty("deliveries").EnumerateArray().Select(each => each.GetProperty("to").GetString()).ShouldContain("province");
        using var lead = await host.As(Role.EnforcementLead);
        (await lead.GetFromJsonAsync<JsonElement>($"/api/clues?enterpriseId={scene.EnterpriseId}")).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_may_not_be_done_is_refused_with_its_reason()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var officer = await scene.Officer();
        using var enterprise = await scene.Enterprise();
        (await (await scene.Check(officer, "uphold")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("answer-still-open");
        (await (await scene.Check(officer, "accept")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("order-act-not-allowed");
        (await scene.Check(enterprise, "accept")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await scene.Answer(enterprise, cause: "no-such-cause")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("cause-unknown");
        var id = (await scene.Order(officer)).GetProperty("id").GetString();
        var stale = await officer.PostAsJsonAsync($"/api/orders/{id}/withdraw", new { version = 0, reason = "误发" });
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scene.Check(officer, "withdraw")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Opening_an_order_is_its_receipt_once()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var enterprise = await scene.Enterprise();
        var id = (await scene.Order(enterprise)).GetProperty("id").GetString();
        for (var time = 0; time < 2; time++) (await enterprise.PostAsJsonAsync($"/api/orders/{id}/receive", new { })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var order = await scene.Order(enterprise);
        order.GetProperty("deliveries").EnumerateArray().Single(each => each.GetProperty("to").GetString() == "enterprise").GetProperty("receivedBy").GetString().ShouldBe("环保专员");
        SupervisionScene.Kinds(order).Count(kind => kind == "order.receive").ShouldBe(1);
    }

    [Fact]
    public async Task History_that_is_back_filled_late_is_judged_and_raises_no_order()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m, day: 2);
        await scene.Judge();
        using var officer = await scene.Officer();
        (await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}&state=exceeded")).GetProperty("total").GetInt32().ShouldBe(1);
        (await scene.Orders(officer)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task An_hour_that_comes_late_is_over_at_once_when_the_next_was_within_the_limit_and_ends_nothing_that_goes_on()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(5, 20m);
        await scene.Judge();
        scene.Dust(4, 40m);
        await scene.Judge();
        using var officer = await scene.Officer();
        (await scene.Order(officer)).GetProperty("ongoing").GetBoolean().ShouldBeFalse();
        scene.Dust(9, 45m);
        await scene.Judge();
        scene.Dust(2, 41m);
        scene.Dust(3, 20m);
        await scene.Judge();
        var order = await scene.Order(officer);
        (order.GetProperty("ongoing").GetBoolean(), order.GetProperty("occurrences").GetArrayLength()).ShouldBe((true, 3));
    }

    [Fact]
    public async Task A_silent_line_becomes_an_order_and_its_return_closes_the_event()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Store(Qingjian.Monitoring.Contract.PeriodKind.Realtime, new DateTime(2026, 11, 18, 10, 0, 0), "a34013:Rtd=20");
        host.Clock.SetBeijing(2026, 11, 18, 13);
        await scene.Run<WatchLinks>();
        await scene.Run<WatchLinks>();
        using var officer = await scene.Officer();
        var order = await scene.Order(officer);
        (order.GetProperty("trigger").GetString(), order.GetProperty("ongoing").GetBoolean()).ShouldBe(("silence", true));

        scene.Store(Qingjian.Monitoring.Contract.PeriodKind.Realtime, new DateTime(2026, 11, 18, 13, 0, 0), "a34013:Rtd=20");
        await scene.Run<WatchLinks>();
        (await scene.Order(officer)).GetProperty("ongoing").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_day_over_the_limit_goes_to_the_bureau_with_five_working_days_to_check()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        for (var hour = 0; hour < 24; hour++) scene.Hour(hour, "w01018:Avg=62;w00000:Avg=10,Cou=36", day: 17);
        await scene.Judge();
        await scene.Run<CloseDays>();
        await scene.Judge();
        using var officer = await scene.Officer();
        var orders = (await scene.Orders(officer)).GetProperty("items").EnumerateArray().Where(each => each.GetProperty("trigger").GetString() == "day_exceeded").ToList();
        var order = await officer.GetFromJsonAsync<JsonElement>($"/api/orders/{orders.Single().GetProperty("id").GetString()}");
        order.GetProperty("class").GetString().ShouldBe("handling");
        order.GetProperty("trust").GetString().ShouldBe("memory");
        // Five workdays after Wednesday 2026-11-18 end on Wednesday 11-25; the check is due at its midnight.
        order.GetProperty("checkDueAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.FromHours(8)));
    }
}

internal static class Truths
{
    /// <summary>A claim inside an expression.</summary>
    public static Task<bool> ShouldBeTrueThen(this bool claim)
    {
        claim.ShouldBeTrue();
        return Task.FromResult(true);
    }
}

public sealed class OrdersOnSqlite(SqliteHost host) : OrderTests(host), IClassFixture<SqliteHost>;

public sealed class OrdersOnPostgres(PostgresHost host) : OrderTests(host), IClassFixture<PostgresHost>;
