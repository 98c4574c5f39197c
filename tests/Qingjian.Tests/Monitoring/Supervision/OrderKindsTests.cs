using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Access;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Supervision;

/// <summary>事前预警, 事中调度 and 事后处理 from facts that other parts tell, through HTTP.</summary>
public abstract class OrderKindsTests(HostFixture host)
{
    [Theory]
    [InlineData("data_missing", "warning", "reminded", 24, new[] { "enterprise" })]
    [InlineData("quota_running_out", "warning", "reminded", 24, new[] { "enterprise" })]
    [InlineData("constant_value", "dispatch", "issued", 24, new[] { "enterprise", "county", "city" })]
    [InlineData("low_temperature", "dispatch", "issued", 2, new[] { "enterprise", "county", "city" })]
    [InlineData("low_temperature_day", "handling", "issued", 24, new[] { "enterprise", "county", "city", "province", "ministry" })]
    [InlineData("maintenance_over", "handling", "issued", 24, new[] { "enterprise", "county", "city", "province" })]
    public async Task A_fact_becomes_an_order_of_the_kind_its_row_of_the_rules_names(string trigger, string kind, string state, int hours, string[] to)
    {
        var scene = await SupervisionScene.Kiln(host);
        await Tell(scene, trigger, 8);
        using var officer = await scene.Officer();
        var order = await scene.Order(officer);
        (order.GetProperty("class").GetString(), order.GetProperty("state").GetString()).ShouldBe((kind, state));
        (order.GetProperty("dueAt").GetDateTimeOffset() - order.GetProperty("issuedAt").GetDateTimeOffset()).ShouldBe(TimeSpan.FromHours(hours));
        order.GetProperty("deliveries").EnumerateArray().Select(each => each.GetProperty("to").GetString()!).ShouldBe(to, ignoreOrder: true);
        order.GetProperty("triggerName").GetString().ShouldNotBe(trigger);
    }

    [Theory]
    [InlineData("hour_warning")]
    [InlineData("something_nobody_wrote_down")]
    public async Task What_the_rules_do_not_answer_leads_to_nothing(string trigger)
    {
        var scene = await SupervisionScene.Kiln(host);
        await Tell(scene, trigger, 8);
        using var officer = await scene.Officer();
        (await scene.Orders(officer)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_warning_asks_for_no_answer_never_climbs_and_closes_with_what_it_warned_of()
    {
        var scene = await SupervisionScene.Kiln(host);
        await Tell(scene, "data_missing", 6);
        await Tell(scene, "data_missing", 8);
        using var enterprise = await scene.Enterprise();
        var order = await scene.Order(enterprise);
        order.GetProperty("occurrences").GetArrayLength().ShouldBe(2);
        (await scene.Answer(enterprise)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        host.Clock.Advance(TimeSpan.FromHours(30));
        await scene.Run<EscalateOverdue>();
        (await scene.Order(enterprise)).GetProperty("level").GetInt32().ShouldBe(0);

        await Commit(new SupervisionEventEnded("data_missing", scene.OutletId, "", host.Clock.GetUtcNow(), "缺失的小时数据已补齐"));
        var closed = await scene.Order(enterprise);
        (closed.GetProperty("state").GetString(), closed.GetProperty("ongoing").GetBoolean()).ShouldBe(("closed", false));
        SupervisionScene.Kinds(closed).ShouldBe(["order.issue", "order.again", "order.close"]);
    }

    [Fact]
    public async Task A_warning_that_nobody_ends_closes_when_its_time_is_over()
    {
        var scene = await SupervisionScene.Kiln(host);
        await Tell(scene, "trend", 8);
        host.Clock.Advance(TimeSpan.FromHours(49));
        await scene.Run<UrgeChecks>();
        using var officer = await scene.Officer();
        (await scene.Order(officer)).GetProperty("closeNote").GetString().ShouldBe("预警期满");
    }

    [Fact]
    public async Task A_late_check_is_urged_by_the_city_and_then_by_the_province_and_by_hand_at_any_time()
    {
        var scene = await SupervisionScene.Kiln(host);
        await Tell(scene, "low_temperature_day", 8);
        using var enterprise = await scene.Enterprise();
        (await scene.Answer(enterprise)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var officer = await scene.Officer();
        using var city = await scene.Officer("611000");
        var order = await scene.Order(city);
        (await city.PostAsJsonAsync($"/api/orders/{order.GetProperty("id").GetString()}/urge", new { version = order.GetProperty("version").GetInt64(), reason = "请尽快现场核实" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        // No exceedance of a value stands behind it: the officer registers a clue instead.
        (await (await scene.Check(officer, "uphold")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("no-exceedance");

        host.Clock.Set((await scene.Order(city)).GetProperty("checkDueAt").GetDateTimeOffset().AddHours(1));
        await scene.Run<UrgeChecks>();
        await scene.Run<UrgeChecks>();
        (await scene.Order(city)).GetProperty("level").GetInt32().ShouldBe(2);
        host.Clock.Advance(TimeSpan.FromHours(97));
        await scene.Run<UrgeChecks>();
        var urged = await scene.Order(city);
        (urged.GetProperty("level").GetInt32(), urged.GetProperty("urged").GetInt32()).ShouldBe((3, 3));
        (await scene.Check(officer, "accept")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var closed = await scene.Order(city);
        (await city.PostAsJsonAsync($"/api/orders/{closed.GetProperty("id").GetString()}/urge", new { version = closed.GetProperty("version").GetInt64(), reason = "再催" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task What_leaves_the_house_names_kind_level_and_number_and_nothing_of_the_matter()
    {
        var scene = await SupervisionScene.Kiln(host);
        await Tell(scene, "constant_value", 8);
        using var officer = await scene.Officer();
        var order = await scene.Order(officer);
        var told = await host.InScope(services => services.GetRequiredService<PlatformDb>().Outbox.Where(row => row.Type == typeof(OutsideNotice).FullName && row.Content.Contains(order.GetProperty("number").GetString()!)).Select(row => row.Content).SingleAsync());
        told.ShouldContain("order.issued");
        told.ShouldNotContain(order.GetProperty("enterpriseName").GetString()!);
        told.ShouldNotContain(order.GetProperty("title").GetString()!);
    }

    [Fact]
    public async Task Each_figure_of_the_statistics_is_the_length_of_the_list_it_opens()
    {
        var (first, second, third) = (await SupervisionScene.Kiln(host), await SupervisionScene.Kiln(host), await SupervisionScene.Kiln(host));
        await Tell(first, "constant_value", 8);
        await Tell(second, "low_temperature_day", 8);
        await Tell(third, "data_missing", 8);
        using var enterprise = await first.Enterprise();
        var id = (await first.Order(enterprise)).GetProperty("id").GetString();
        (await enterprise.PostAsync($"/api/orders/{id}/receive", null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await first.Answer(enterprise)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var officer = await first.Officer();
        (await first.Check(officer, "accept")).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromHours(25));
        using var late = await second.Enterprise();
        (await second.Answer(late)).StatusCode.ShouldBe(HttpStatusCode.OK);

        foreach (var by in new[] { "class", "trigger", "county", "city", "month" })
        {
            var table = await officer.GetFromJsonAsync<JsonElement>($"/api/orders/statistics?by={by}");
            foreach (var row in table.GetProperty("rows").EnumerateArray())
                foreach (var measure in new[] { "issued", "needed", "received", "answered", "onTime", "closed" })
                {
                    var key = row.GetProperty("key").GetString();
                    var narrowed = by switch { "class" => $"class={key}", "trigger" => $"trigger={key}", "month" => $"from={key}-01&to={key}-{(key == "2026-11" ? 30 : 31)}", _ => $"division={key}" };
                    (await officer.GetFromJsonAsync<JsonElement>($"/api/orders?measure={measure}&{narrowed}")).GetProperty("total").GetInt32().ShouldBe(row.GetProperty(measure).GetInt32(), $"{by} {key} {measure}");
                }
        }
        var sum = (await officer.GetFromJsonAsync<JsonElement>("/api/orders/statistics")).GetProperty("sum");
        (sum.GetProperty("onTime").GetInt32() < sum.GetProperty("answered").GetInt32()).ShouldBeTrue();
        (sum.GetProperty("answered").GetInt32() <= sum.GetProperty("needed").GetInt32() && sum.GetProperty("needed").GetInt32() < sum.GetProperty("issued").GetInt32()).ShouldBeTrue();
        (await officer.GetAsync("/api/orders/statistics/export")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Hours_that_stay_away_from_a_speaking_logger_are_warned_of_until_they_are_sent()
    {
        var scene = await SupervisionScene.Kiln(host);
        foreach (var hour in Enumerable.Range(0, 18).Except([5, 6, 7, 8])) scene.Dust(hour, 20m);
        host.Clock.SetBeijing(2026, 11, 18, 19, 30);
        await scene.Run<WatchMissing>();
        await scene.Run<WatchMissing>();
        using var officer = await scene.Officer();
        var order = await scene.Order(officer);
        (order.GetProperty("trigger").GetString(), order.GetProperty("value").GetDecimal(), order.GetProperty("occurrences").GetArrayLength()).ShouldBe(("data_missing", 4m, 1));
        foreach (var hour in new[] { 5, 6, 7, 8 }) scene.Dust(hour, 20m);
        await scene.Run<WatchMissing>();
        (await scene.Order(officer)).GetProperty("state").GetString().ShouldBe("closed");
    }

    private Task Tell(SupervisionScene scene, string trigger, int hour)
    {
        var from = new DateTimeOffset(2026, 11, 18, hour, 0, 0, TimeSpan.FromHours(8));
        return Commit(new SupervisionEvent($"{trigger}-{scene.OutletId}-{hour}", trigger, scene.OutletId, "", "测试事项", from, from.AddHours(1), "1号炉炉膛温度异常，请立即处置。", "yellow", "memory"));
    }

    private async Task Commit(object fact)
    {
        await host.InScope(async services => { await services.GetRequiredService<MonitoringDb>().Commit(new Act("test.event", "outlet", "1", "测试事项").Tell(fact), default); return true; });
        await host.TellFacts();
    }
}

public sealed class OrderKindsOnSqlite(SqliteHost host) : OrderKindsTests(host), IClassFixture<SqliteHost>;

public sealed class OrderKindsOnPostgres(PostgresHost host) : OrderKindsTests(host), IClassFixture<PostgresHost>;
