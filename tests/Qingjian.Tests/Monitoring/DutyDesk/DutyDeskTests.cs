using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.DutyDesk;
using Qingjian.Platform.Access;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Registry.People;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.DutyDesk;

/// <summary>Roster, alarms and handover of the desk, through HTTP.</summary>
public abstract class DutyDeskTests(HostFixture host)
{
    [Fact]
    public async Task An_alarm_is_answered_by_who_is_on_duty_and_by_nobody_else_and_the_shift_is_handed_over()
    {
        var scene = await SupervisionScene.Kiln(host);
        var (organisation, first, second) = await Desk();
        using var lead = await host.As(Role.SupervisionOfficer, "611002", name: "科长");
        var made = await lead.PostAsJsonAsync("/api/duty/shifts", Roster(organisation, first, second));
        made.StatusCode.ShouldBe(HttpStatusCode.OK, await made.Content.ReadAsStringAsync());
        (await (await lead.PostAsJsonAsync("/api/duty/shifts", Roster(organisation, first, second))).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("roster-overlap");

        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var onDuty = await host.As(Role.MonitoringEngineer, "611002", name: "甲", personId: first);
        using var offDuty = await host.As(Role.MonitoringEngineer, "611002", name: "乙", personId: second);
        var board = await onDuty.GetFromJsonAsync<JsonElement>("/api/duty/alarms?state=open&size=200");
        var alarm = board.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("enterpriseId").GetString() == scene.EnterpriseId);
        alarm.GetProperty("title").GetString().ShouldBe("烟尘小时均值超标");
        var path = $"/api/duty/alarms/{alarm.GetProperty("id").GetString()}/acknowledge";
        var refused = await (await offDuty.PostAsJsonAsync(path, new { note = "已电话通知企业" })).Content.ReadFromJsonAsync<JsonElement>();
        (refused.GetProperty("code").GetString(), refused.GetProperty("title").GetString()!.Contains('甲')).ShouldBe(("not-on-duty", true));
        (await onDuty.PostAsJsonAsync(path, new { note = "" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await onDuty.PostAsJsonAsync(path, new { note = "已电话通知企业核实" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await onDuty.PostAsJsonAsync(path, new { note = "再来一次" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // One more stays open: it goes to the next shift.
        scene.Dust(9, 40m);
        await scene.Judge();
        var now = await onDuty.GetFromJsonAsync<JsonElement>("/api/duty/now");
        var mine = now.GetProperty("mine").GetProperty("id").GetString()!;
        (await offDuty.PostAsJsonAsync("/api/duty/handovers", new { shiftId = mine, note = "无异常" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        host.Clock.SetBeijing(2026, 11, 18, 20, 5);
        (await onDuty.PostAsJsonAsync("/api/duty/handovers", new { shiftId = mine, note = "一家企业超标，已通知" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var waiting = (await offDuty.GetFromJsonAsync<JsonElement>("/api/duty/now")).GetProperty("waiting");
        waiting.GetProperty("openItems").EnumerateArray().Select(item => item.GetProperty("title").GetString()!).ShouldContain(title => title.Contains("烟尘小时均值超标"));
        waiting.GetProperty("handled").GetInt32().ShouldBeGreaterThan(0);
        var take = $"/api/duty/handovers/{waiting.GetProperty("id").GetString()}/take";
        (await onDuty.PostAsJsonAsync(take, new { version = 1, note = "" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await offDuty.PostAsJsonAsync(take, new { version = 1, note = "收到" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await lead.GetFromJsonAsync<JsonElement>("/api/duty/handovers?state=taken")).GetProperty("items")[0].GetProperty("takenBy").GetString().ShouldBe("乙");

        var shift = (await lead.GetFromJsonAsync<JsonElement>("/api/duty/shifts?state=coming&size=1")).GetProperty("items")[0];
        (await lead.PutAsJsonAsync($"/api/duty/shifts/{shift.GetProperty("id").GetString()}", new { version = shift.GetProperty("version").GetInt64(), personIds = new[] { second, first }, reason = "换班" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var list in new[] { "alarms", "shifts", "handovers" }) (await lead.GetAsync($"/api/duty/{list}/export?format=csv")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_alarm_that_nobody_answers_is_told_outside_once()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(7, 35.2m);
        scene.Dust(8, 40m);
        await scene.Judge();
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        await scene.Run<TellUnattended>();
        await scene.Run<TellUnattended>();
        using var officer = await scene.Officer();
        var alarm = (await officer.GetFromJsonAsync<JsonElement>("/api/duty/alarms?size=200")).GetProperty("items").EnumerateArray().Single(one => one.GetProperty("enterpriseId").GetString() == scene.EnterpriseId);
        // Both hours are one alarm while nobody has answered it.
        alarm.GetProperty("times").GetInt32().ShouldBe(2);
        var position = alarm.GetProperty("position").GetInt64();
        (await host.InScope(services => services.GetRequiredService<PlatformDb>().Outbox.CountAsync(row => row.Type == typeof(OutsideNotice).FullName && row.Content.Contains($"\"警情{position}\"")))).ShouldBe(1);
        using var enterprise = await scene.Enterprise();
        (await enterprise.GetAsync("/api/duty/alarms")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static object Roster(string organisation, string first, string second) => new
    {
        organisationId = organisation,
        from = "2026-11-18",
        to = "2026-11-20",
        turns = new object[] { new { name = "白班", start = "08:00", hours = 12 }, new { name = "夜班", start = "20:00", hours = 12 } },
        perShift = 1,
        personIds = new[] { first, second },
    };

    private Task<(string Organisation, string First, string Second)> Desk() => host.InScope(async services =>
    {
        var db = services.GetRequiredService<RegistryDb>();
        var organisation = new Organisation { Id = NewId.Make(), Division = "611002", Kind = OrganisationKind.Branch, Name = "演示市生态环境局商州分局监控中心", ShortName = "商州监控中心", DocumentPrefix = "演环商监" };
        var (first, second) = (NewId.Make(), NewId.Make());
        db.Add(organisation);
        db.Add(new Person { Id = first, Division = "611002", OrganisationId = organisation.Id, Name = "甲" });
        db.Add(new Person { Id = second, Division = "611002", OrganisationId = organisation.Id, Name = "乙" });
        await db.Commit(new Act("test.desk", "organisation", organisation.Id, "布置值班室"), default);
        return (organisation.Id, first, second);
    });
}

public sealed class DutyDeskOnSqlite(SqliteHost host) : DutyDeskTests(host), IClassFixture<SqliteHost>;

public sealed class DutyDeskOnPostgres(PostgresHost host) : DutyDeskTests(host), IClassFixture<PostgresHost>;
