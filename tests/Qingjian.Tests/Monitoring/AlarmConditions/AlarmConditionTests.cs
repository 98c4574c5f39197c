using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.AlarmConditions;
using Qingjian.Platform.Access;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.AlarmConditions;

/// <summary>Alarm conditions from the form to the duty board, through HTTP, on both stores.</summary>
public abstract class AlarmConditionTests(HostFixture host)
{
    private static object Above(int percent, int clear) => new { kind = "compare", factor = "a34013", period = "hour", measure = "hourLimit", number = percent, clear };

    // Dust of a kiln: 30 mg/m3 an hour.
    private static object Form(SupervisionScene scene, string name = "颗粒物逼近限值", long version = 0, int clear = 70, string factor = "a34013") => new
    {
        name,
        scope = new { medium = "air", division = "", industries = new[] { "30" }, outletIds = new[] { scene.OutletId } },
        rule = new
        {
            levels = new object[]
            {
                new { name = "提示", colour = "blue", when = new { kind = "any", terms = new[] { Above(80, clear), new { kind = "compare", factor, period = "hour", measure = "hourLimit", number = 500, clear = 500 } } }, holdMinutes = 0, clearMinutes = 60 },
                new { name = "报警", colour = "orange", when = Above(100, 95), holdMinutes = 120, clearMinutes = 60 },
            },
            repeat = new { everyMinutes = 120, most = 2 },
            schedule = (object?)null,
        },
        reason = "值班制度第5条",
        version,
    };

    private static readonly (int Hour, decimal Dust)[] Hours = [(10, 25), (11, 33), (12, 34), (13, 33), (14, 33), (15, 29), (16, 20), (17, 20)];

    private static readonly string[] Steps = ["10:00 raised 提示", "12:00 again 提示", "13:00 raised 报警", "15:00 again 报警", "17:00 lowered 提示", "17:00 cleared "];

    private async Task Follow(SupervisionScene scene, IEnumerable<(int Hour, decimal Dust)> hours)
    {
        foreach (var (hour, dust) in hours)
        {
            host.Clock.SetBeijing(2026, 11, 18, hour + 1, 2);
            scene.Dust(hour, dust);
            var watch = host.Services.GetRequiredService<WatchConditions>();
            while (await watch.Step(default)) { }
            await scene.Run<TickConditions>();
        }
    }

    private static string[] Said(JsonElement rows) => [.. rows.EnumerateArray().Select(step => $"{step.GetProperty("at").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)):HH:mm} {step.GetProperty("kind").GetString()} {step.GetProperty("levelName").GetString()}")];

    private static async Task<string> Made(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    [Fact]
    public async Task A_condition_climbs_repeats_and_clears_across_a_restart_as_it_would_without_and_stands_on_the_board()
    {
        var scene = await SupervisionScene.Kiln(host);
        var engineer = await host.As(Role.MonitoringEngineer, "611000", name: "监控中心工程师");
        var id = await Made(await engineer.PostAsJsonAsync("/api/alarm-conditions", Form(scene)));
        await Follow(scene, Hours.Take(4));
        await host.Restart();
        await Follow(scene, Hours.Skip(4));
        await host.TellFacts();

        engineer = await host.As(Role.MonitoringEngineer, "611000", name: "监控中心工程师");
        var steps = (await engineer.GetFromJsonAsync<JsonElement>($"/api/alarm-conditions/steps?conditionId={id}&sort=at&size=50")).GetProperty("items");
        Said(steps).Order().ShouldBe(Steps.Order());
        steps[2].GetProperty("say").GetString().ShouldBe("烟尘小时折算值34mg/m³，高于小时限值30mg/m³（GB 4915-2013 水泥窑及窑尾余热利用系统 表1），已持续120分钟");
        // In one look over the same days, without a pause.
        var form = JsonSerializer.SerializeToElement(Form(scene));
        var tried = await Tried(scene, engineer, form.GetProperty("scope"), form.GetProperty("rule"), null);
        Said(tried.GetProperty("steps")).Order().ShouldBe(Steps.Order());
        (tried.GetProperty("outlets").GetInt32(), tried.GetProperty("withData").GetInt32(), tried.GetProperty("raised").GetInt32(), tried.GetProperty("times").GetInt32()).ShouldBe((1, 1, 1, 4));

        var board = (await engineer.GetFromJsonAsync<JsonElement>("/api/duty/alarms?size=200")).GetProperty("items").EnumerateArray().Where(alarm => alarm.GetProperty("enterpriseId").GetString() == scene.EnterpriseId && alarm.GetProperty("kind").GetString() == "condition").ToList();
        board.Select(alarm => (alarm.GetProperty("title").GetString(), alarm.GetProperty("times").GetInt32(), alarm.GetProperty("path").GetString())).Order()
            .ShouldBe([("报警：颗粒物逼近限值", 2, $"/alarm-conditions/{id}"), ("提示：颗粒物逼近限值", 2, $"/alarm-conditions/{id}")]);
        var number = (await engineer.GetFromJsonAsync<JsonElement>($"/api/alarm-conditions/{id}")).GetProperty("condition").GetProperty("number").GetInt32();
        (await host.InScope(services => services.GetRequiredService<PlatformDb>().Outbox.CountAsync(row => row.Type == typeof(OutsideNotice).FullName && row.Content.Contains($"\"报警条件{number}\"")))).ShouldBe(4);
        // An alarm is no verdict.
        (await host.InScope(services => services.GetRequiredService<Qingjian.Monitoring.MonitoringDb>().Verdicts.CountAsync(verdict => verdict.OutletId == scene.OutletId && verdict.Reason.StartsWith("alarm")))).ShouldBe(0);
        foreach (var list in new[] { "", "/standings", "/steps" }) (await engineer.GetAsync($"/api/alarm-conditions{list}/export?format=csv")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<JsonElement> Tried(SupervisionScene scene, HttpClient engineer, object scope, object rule, string? from)
    {
        var id = await Made(await engineer.PostAsJsonAsync("/api/alarm-conditions/try", new { scope, rule, from }));
        await scene.Run<RunConditionTrials>();
        return (await engineer.GetFromJsonAsync<JsonElement>($"/api/alarm-conditions/try/{id}")).GetProperty("result");
    }

    [Fact]
    public async Task A_condition_on_momentary_values_is_tried_as_far_back_as_they_are_stored_and_cut_anywhere_it_says_the_same()
    {
        var scene = await SupervisionScene.Kiln(host);
        using var engineer = await host.As(Role.MonitoringEngineer, "611002", name: "工程师");
        // Weeks ago, and over midnight: a value speaks for five minutes at most.
        foreach (var (day, hour, minute, dust) in new[] { (20, 9, 0, 20), (20, 9, 2, 60), (20, 9, 4, 20), (27, 23, 58, 60), (28, 0, 1, 60), (28, 0, 4, 20), (28, 0, 6, 20) })
            scene.Store(Qingjian.Monitoring.Contract.PeriodKind.Realtime, new DateTime(2026, 10, day, hour, minute, 0), $"a34013:Rtd={dust},ZsRtd={dust}");
        var scope = new { medium = (string?)null, division = "611002", industries = Array.Empty<string>(), outletIds = new[] { scene.OutletId } };
        var rule = new { levels = new[] { new { name = "报警", colour = "red", when = new { kind = "compare", factor = "a34013", period = "realtime", measure = "number", number = 50, clear = 45 }, holdMinutes = 0, clearMinutes = 0 } }, repeat = (object?)null, schedule = (object?)null };
        var tried = await Tried(scene, engineer, scope, rule, "2026-10-01");
        tried.GetProperty("steps").EnumerateArray().Select(step => $"{step.GetProperty("at").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)):MM-dd HH:mm} {step.GetProperty("kind").GetString()}").Order(StringComparer.Ordinal)
            .ShouldBe(["10-20 09:02 raised", "10-20 09:04 cleared", "10-27 23:58 raised", "10-28 00:04 cleared"]);
        (tried.GetProperty("withData").GetInt32(), tried.GetProperty("times").GetInt32()).ShouldBe((1, 2));
        (await Tried(scene, engineer, scope, rule, null)).GetProperty("times").GetInt32().ShouldBe(0);

        var tooEarly = await engineer.PostAsJsonAsync("/api/alarm-conditions/try", new { scope, rule, from = "2026-01-01" });
        (await tooEarly.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString()!.ShouldContain("实时值从2026年5月22日起才有");
        (await engineer.GetFromJsonAsync<JsonElement>("/api/alarm-conditions/choices")).GetProperty("daysKept").GetProperty("realtime").GetInt32().ShouldBe(180);
        // A trial is its asker's own.
        var id = await Made(await engineer.PostAsJsonAsync("/api/alarm-conditions/try", new { scope, rule }));
        using var other = await host.As(Role.MonitoringEngineer, "611002", name: "另一工程师");
        (await Code(await other.GetAsync($"/api/alarm-conditions/try/{id}"))).ShouldBe("trial-gone");
    }

    [Fact]
    public async Task A_silence_is_counted_from_the_last_value_over_many_looks_and_ends_with_the_next()
    {
        var scene = await SupervisionScene.Kiln(host);
        using var engineer = await host.As(Role.MonitoringEngineer, "611002", name: "工程师");
        var id = await Made(await engineer.PostAsJsonAsync("/api/alarm-conditions", new
        {
            name = "实时数据中断",
            scope = new { medium = (string?)null, division = "611002", industries = Array.Empty<string>(), outletIds = new[] { scene.OutletId } },
            rule = new { levels = new[] { new { name = "报警", colour = "red", when = new { kind = "noData", period = "realtime", minutes = 30 }, holdMinutes = 60, clearMinutes = 0 } }, repeat = (object?)null, schedule = (object?)null },
            reason = "数据中断要知道",
        }));
        scene.Store(Qingjian.Monitoring.Contract.PeriodKind.Realtime, new DateTime(2026, 11, 18, 10, 5, 0), "a34013:Rtd=10,ZsRtd=10");
        foreach (var (hour, minute) in new[] { (10, 6), (10, 50), (11, 20), (11, 34), (11, 40) })
        {
            host.Clock.SetBeijing(2026, 11, 18, hour, minute);
            await scene.Run<TickConditions>();
        }
        scene.Store(Qingjian.Monitoring.Contract.PeriodKind.Realtime, new DateTime(2026, 11, 18, 11, 41, 0), "a34013:Rtd=10,ZsRtd=10");
        host.Clock.SetBeijing(2026, 11, 18, 11, 45);
        await scene.Run<TickConditions>();
        var steps = (await engineer.GetFromJsonAsync<JsonElement>($"/api/alarm-conditions/steps?conditionId={id}&sort=at")).GetProperty("items");
        Said(steps).ShouldBe(["11:35 raised 报警", "11:41 cleared "]);
        steps[0].GetProperty("say").GetString().ShouldBe("实时数据已30分钟没有收到（最后一次11月18日10:05），已持续60分钟");
    }

    [Fact]
    public async Task A_change_keeps_what_was_before_and_begins_anew_and_one_switched_off_is_not_looked_at()
    {
        var scene = await SupervisionScene.Kiln(host);
        using var engineer = await host.As(Role.MonitoringEngineer, "611002", name: "工程师");
        var id = await Made(await engineer.PostAsJsonAsync("/api/alarm-conditions", Form(scene)));
        await Follow(scene, Hours.Take(1));
        var standing = (await engineer.GetFromJsonAsync<JsonElement>($"/api/alarm-conditions/standings?conditionId={id}&state=raised")).GetProperty("items")[0];
        (standing.GetProperty("levelName").GetString(), standing.GetProperty("level").GetInt32()).ShouldBe(("提示", 1));

        (await Code(await engineer.PutAsJsonAsync($"/api/alarm-conditions/{id}", Form(scene, clear: 85)))).ShouldBe("alarm-clear");
        (await Code(await engineer.PutAsJsonAsync($"/api/alarm-conditions/{id}", Form(scene, factor: "zzz")))).ShouldBe("alarm-factor");
        (await engineer.PutAsJsonAsync($"/api/alarm-conditions/{id}", Form(scene, version: 7))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await engineer.PutAsJsonAsync($"/api/alarm-conditions/{id}", Form(scene, "颗粒物偏高", version: 1, clear: 75))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await engineer.GetFromJsonAsync<JsonElement>($"/api/alarm-conditions/standings?conditionId={id}")).GetProperty("total").GetInt32().ShouldBe(0);
        (await engineer.PostAsJsonAsync($"/api/alarm-conditions/{id}/disable", new { version = 2, reason = "检修期间停用" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Code(await engineer.PostAsJsonAsync($"/api/alarm-conditions/{id}/disable", new { version = 3, reason = "再停一次" }))).ShouldBe("alarm-switched");
        await Follow(scene, Hours.Skip(1).Take(3));
        (await engineer.PostAsJsonAsync($"/api/alarm-conditions/{id}/enable", new { version = 3, reason = "检修结束" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var file = await engineer.GetFromJsonAsync<JsonElement>($"/api/alarm-conditions/{id}");
        var changes = file.GetProperty("changes").EnumerateArray().ToList();
        changes.Select(change => change.GetProperty("reason").GetString()).ShouldBe(["检修结束", "检修期间停用", "值班制度第5条", "值班制度第5条"], ignoreOrder: true);
        changes.ShouldContain(change => change.GetProperty("afterSay").GetString()!.StartsWith("颗粒物偏高（启用）") && change.GetProperty("beforeSay").ToString().Contains("小时限值的70%解除"));
        Said((await engineer.GetFromJsonAsync<JsonElement>($"/api/alarm-conditions/steps?conditionId={id}")).GetProperty("items")).ShouldBe(["10:00 raised 提示"]);
        (await engineer.GetFromJsonAsync<JsonElement>("/api/alarm-conditions/choices")).GetProperty("outlets").EnumerateArray().ShouldContain(outlet => outlet.GetProperty("id").GetString() == scene.OutletId);

        using var other = await host.As(Role.MonitoringEngineer, "611021");
        (await other.GetAsync($"/api/alarm-conditions/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Code(await other.PostAsJsonAsync("/api/alarm-conditions", Form(scene)))).ShouldBe("outlet-unknown");
        using var officer = await host.As(Role.SupervisionOfficer, "611002");
        (await officer.PostAsJsonAsync("/api/alarm-conditions", Form(scene))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}

public sealed class AlarmConditionsOnSqlite(SqliteHost host) : AlarmConditionTests(host), IClassFixture<SqliteHost>;

public sealed class AlarmConditionsOnPostgres(PostgresHost host) : AlarmConditionTests(host), IClassFixture<PostgresHost>;
