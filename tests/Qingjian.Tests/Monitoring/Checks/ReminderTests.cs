using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Checks.Trends;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Checks;

/// <summary>Trends are told before a limit is exceeded, once a day, and the first look of the enterprise is kept.</summary>
public abstract class ReminderTests(HostFixture host)
{
    private async Task Look(SupervisionScene scene, int hour)
    {
        await host.InScope(async services => { await services.GetRequiredService<RemindTrends>().Look(new DateTime(2026, 11, 18, hour, 0, 0), [scene.OutletId], default); return true; });
        await host.TellFacts();
    }

    [Fact]
    public async Task Dust_that_rises_towards_its_limit_is_told_to_the_enterprise_once_and_its_look_is_kept()
    {
        var scene = await SupervisionScene.Kiln(host);
        foreach (var (hour, dust) in new[] { (5, 18m), (6, 21m), (7, 24m), (8, 27m) }) scene.Dust(hour, dust);
        await Look(scene, 9);
        await Look(scene, 9);

        using var enterprise = await scene.Enterprise();
        var row = (await enterprise.GetFromJsonAsync<JsonElement>($"/api/reminders?outletId={scene.OutletId}")).GetProperty("items").EnumerateArray().Single();
        row.GetProperty("kind").GetString().ShouldBe("rising");
        row.GetProperty("say").GetString()!.ShouldContain("约1小时后达到小时限值30");
        (await enterprise.GetFromJsonAsync<JsonElement>("/api/inbox?box=todo")).GetRawText().ShouldContain("苗头提醒");

        var id = row.GetProperty("id").GetString();
        using var officer = await scene.Officer();
        (await officer.PostAsJsonAsync($"/api/reminders/{id}/seen", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await enterprise.PostAsJsonAsync($"/api/reminders/{id}/seen", new { })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await enterprise.PostAsJsonAsync($"/api/reminders/{id}/seen", new { })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var seen = (await officer.GetFromJsonAsync<JsonElement>($"/api/reminders?outletId={scene.OutletId}&state=seen&kind=rising")).GetProperty("items").EnumerateArray().Single();
        (seen.GetProperty("seenBy").GetString(), seen.GetProperty("exceeded").GetBoolean()).ShouldBe(("环保专员", false));
        (await officer.GetAsync($"/api/reminders/export?outletId={scene.OutletId}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        using var other = await host.As(Role.Enterprise, "611002", enterpriseId: "another");
        (await other.GetFromJsonAsync<JsonElement>($"/api/reminders?outletId={scene.OutletId}")).GetProperty("total").GetInt32().ShouldBe(0);
        (await other.PostAsJsonAsync($"/api/reminders/{id}/seen", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_hour_that_arrives_is_looked_at_by_itself_and_the_trend_is_a_warning_on_the_desk_and_among_the_orders()
    {
        var scene = await SupervisionScene.Kiln(host);
        host.Clock.SetBeijing(2026, 11, 18, 9, 1);
        foreach (var (hour, dust) in new[] { (5, 18m), (6, 21m), (7, 24m) }) scene.Dust(hour, dust);
        await scene.Run<RemindTrends>();
        using var officer = await scene.Officer();
        (await scene.Orders(officer)).GetProperty("total").GetInt32().ShouldBe(0, "the hour that has just ended is not here yet");

        scene.Dust(8, 27m);
        await scene.Run<RemindTrends>();
        await scene.Run<RemindTrends>();
        var order = await scene.Order(officer);
        (order.GetProperty("class").GetString(), order.GetProperty("state").GetString(), order.GetProperty("limit").GetDecimal()).ShouldBe(("warning", "reminded", 30m));
        (await officer.GetStringAsync("/api/duty/alarms")).ShouldContain(scene.OutletId);
        (await officer.GetFromJsonAsync<JsonElement>($"/api/reminders?outletId={scene.OutletId}")).GetProperty("items").EnumerateArray().Single().GetProperty("exceeded").GetBoolean().ShouldBeFalse("a warning is no exceedance");
        using var enterprise = await scene.Enterprise();
        (await enterprise.GetFromJsonAsync<JsonElement>("/api/inbox?box=todo")).GetProperty("items").EnumerateArray().Count().ShouldBe(1, "one matter lies in the inbox once");
    }

    [Fact]
    public async Task What_came_after_a_reminder_is_shown_beside_it()
    {
        var scene = await SupervisionScene.Kiln(host);
        foreach (var (hour, dust) in new[] { (4, 18m), (5, 21m), (6, 24m), (7, 27m) }) scene.Dust(hour, dust);
        host.Clock.SetBeijing(2026, 11, 18, 8, 15);
        await Look(scene, 8);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var officer = await scene.Officer();
        (await officer.GetFromJsonAsync<JsonElement>($"/api/reminders?outletId={scene.OutletId}")).GetProperty("items").EnumerateArray().Single().GetProperty("exceeded").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_day_mean_that_will_come_near_its_limit_is_told_and_the_fact_goes_to_other_rooms()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        for (var hour = 0; hour < 9; hour++) scene.Hour(hour, $"w01018:Avg={47 + hour % 3};w00000:Avg=10,Cou=36");
        await Look(scene, 9);
        using var officer = await scene.Officer();
        (await officer.GetFromJsonAsync<JsonElement>($"/api/reminders?outletId={scene.OutletId}")).GetProperty("items").EnumerateArray().Single().GetProperty("kind").GetString().ShouldBe("forecast");
        var told = await host.InScope(services => services.GetRequiredService<PlatformDb>().Outbox.AsNoTracking().Where(row => row.Type.EndsWith(nameof(TrendReminded))).Select(row => row.Content).ToListAsync());
        told.ShouldContain(body => body.Contains(scene.OutletId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calm_hours_remind_nobody()
    {
        var scene = await SupervisionScene.Kiln(host);
        foreach (var hour in Enumerable.Range(0, 9)) scene.Dust(hour, 12m + hour % 3);
        await Look(scene, 9);
        using var officer = await scene.Officer();
        (await officer.GetFromJsonAsync<JsonElement>($"/api/reminders?outletId={scene.OutletId}")).GetProperty("total").GetInt32().ShouldBe(0);
    }
}

public sealed class RemindersOnSqlite(SqliteHost host) : ReminderTests(host), IClassFixture<SqliteHost>;

public sealed class RemindersOnPostgres(PostgresHost host) : ReminderTests(host), IClassFixture<PostgresHost>;
