using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Monitoring.Marks;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Marks;

/// <summary>From a mark on the desk or by a plant's own system to what it does in judging, through HTTP. A cement kiln under notice 21 of 2022.</summary>
public abstract class MarkTests(HostFixture host)
{
    private static string At(int hour, int minute = 0, int day = 18) => $"2026-11-{day:D2}T{hour:D2}:{minute:D2}:00+08:00";

    private static object Mark(SupervisionScene scene, string kind, string from, string to, string reason = "标准气校准，设备维护", string? key = null, string[]? factors = null) =>
        new { outletId = scene.OutletId, kind, from, to, reason, key, factors };

    private static async Task<JsonElement> Sent(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<JsonElement> Make(HttpClient client, object mark) => (await Sent(await client.PostAsJsonAsync("/api/marks", mark))).GetProperty("marks")[0];

    private static async Task<string?> Refused(HttpClient client, string path, object body) => (await Sent(await client.PostAsJsonAsync(path, body), HttpStatusCode.UnprocessableEntity)).GetProperty("code").GetString();

    private async Task<int> Exceeded(HttpClient client, SupervisionScene scene)
    {
        await host.TellFacts();
        return (await client.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}&state=exceeded")).GetProperty("total").GetInt32();
    }

    [Fact]
    public async Task A_timely_mark_takes_effect_at_once_and_withdrawn_it_takes_none()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var enterprise = await scene.Enterprise();
        using var officer = await scene.Officer();
        (await Exceeded(officer, scene)).ShouldBe(1);

        var mark = await Make(enterprise, Mark(scene, "calibration", At(8), At(9)));
        (mark.GetProperty("state").GetString(), mark.GetProperty("late").GetBoolean(), mark.GetProperty("effect").GetString()).ShouldBe(("standing", false, "invalid"));
        (await Exceeded(officer, scene)).ShouldBe(0);
        (await scene.Order(officer)).GetProperty("occurrences")[0].GetProperty("withdrawn").GetString()!.ShouldContain("自动监测设备校准");

        var id = mark.GetProperty("id").GetString();
        (await Refused(enterprise, $"/api/marks/{id}/withdraw", new { version = 1, reason = " " })).ShouldBe("reason-missing");
        (await enterprise.PostAsJsonAsync($"/api/marks/{id}/withdraw", new { version = 9, reason = "标错了设施" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Sent(await enterprise.PostAsJsonAsync($"/api/marks/{id}/withdraw", new { version = 1, reason = "标错了设施" }))).GetProperty("state").GetString().ShouldBe("withdrawn");
        (await Exceeded(officer, scene)).ShouldBe(1);
        (await Refused(enterprise, $"/api/marks/{id}/withdraw", new { version = 2, reason = "再撤一次" })).ShouldBe("mark-act-not-allowed");
        var file = await officer.GetFromJsonAsync<JsonElement>($"/api/marks/{id}");
        file.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString()).ShouldBe(["mark.withdraw", "mark.make"]);
    }

    [Fact]
    public async Task A_late_mark_waits_for_an_officer()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 35.2m, day: 16);
        scene.Dust(9, 36m, day: 16);
        await scene.Judge();
        using var enterprise = await scene.Enterprise();
        using var officer = await scene.Officer();
        var accepted = await Make(enterprise, Mark(scene, "calibration", At(8, day: 16), At(9, day: 16)));
        var refused = await Make(enterprise, Mark(scene, "calibration", At(9, day: 16), At(10, day: 16)));
        new[] { accepted, refused }.ShouldAllBe(mark => mark.GetProperty("late").GetBoolean() && mark.GetProperty("state").GetString() == "waiting");
        (await Exceeded(officer, scene)).ShouldBe(2);
        (await officer.GetFromJsonAsync<JsonElement>("/api/inbox?box=todo")).ToString().ShouldContain(accepted.GetProperty("id").GetString()!);

        (await Refused(officer, $"/api/marks/{accepted.GetProperty("id").GetString()}/accept", new { version = 1, reason = "可" })).ShouldBe("reason-missing");
        await Sent(await officer.PostAsJsonAsync($"/api/marks/{accepted.GetProperty("id").GetString()}/accept", new { version = 1, reason = "校准记录与时段一致" }));
        await Sent(await officer.PostAsJsonAsync($"/api/marks/{refused.GetProperty("id").GetString()}/refuse", new { version = 1, reason = "没有第二次校准的记录" }));
        (await Exceeded(officer, scene)).ShouldBe(1);
        (await enterprise.GetFromJsonAsync<JsonElement>("/api/inbox?box=returned")).ToString().ShouldContain(refused.GetProperty("id").GetString()!);
    }

    [Fact]
    public async Task A_mark_over_midnight_is_parted_where_one_day_is_late()
    {
        var scene = await SupervisionScene.Kiln(host);
        host.Clock.SetBeijing(2026, 11, 18, 13);
        using var enterprise = await scene.Enterprise();
        var made = await Sent(await enterprise.PostAsJsonAsync("/api/marks", Mark(scene, "calibration", At(22, day: 16), At(2, day: 18))));
        var marks = made.GetProperty("marks").EnumerateArray().ToList();
        marks.Select(mark => (mark.GetProperty("late").GetBoolean(), mark.GetProperty("state").GetString(), mark.GetProperty("minutes").GetInt32())).ShouldBe([(true, "waiting", 26 * 60), (false, "standing", 120)]);
        made.GetProperty("sentence").GetString()!.ShouldContain("超过了标记时限（11月18日12:00）");
        marks[1].GetProperty("doubts").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_stop_that_the_data_contradict_waits_with_its_doubts_and_can_be_accepted()
    {
        var scene = await SupervisionScene.Kiln(host);
        for (var hour = 4; hour < 8; hour++) scene.Dust(hour, 35.2m);
        await scene.Judge();
        using var enterprise = await scene.Enterprise();
        using var officer = await scene.Officer();
        var mark = await Make(enterprise, Mark(scene, "stopped", At(4), At(8), "窑停运检修"));
        mark.GetProperty("state").GetString().ShouldBe("waiting");
        mark.GetProperty("doubts").EnumerateArray().Single(doubt => doubt.GetProperty("doubtful").GetBoolean()).GetProperty("say").GetString()!.ShouldContain("含氧量低于15%");
        (await officer.GetFromJsonAsync<JsonElement>($"/api/marks?doubtful=true&outletId={scene.OutletId}&industry=02&kind=stopped&level=source&state=review")).GetProperty("total").GetInt32().ShouldBe(1);
        (await Exceeded(officer, scene)).ShouldBe(4);
        await Sent(await officer.PostAsJsonAsync($"/api/marks/{mark.GetProperty("id").GetString()}/accept", new { version = 1, reason = "氧表故障，现场核实停窑" }));
        (await Exceeded(officer, scene)).ShouldBe(0);
    }

    [Fact]
    public async Task Data_that_come_after_the_mark_put_it_before_an_officer_and_take_no_effect_away()
    {
        var scene = await SupervisionScene.Kiln(host);
        using var enterprise = await scene.Enterprise();
        using var officer = await scene.Officer();
        var mark = await Make(enterprise, Mark(scene, "stopped", At(4), At(8), "窑停运检修"));
        mark.GetProperty("state").GetString().ShouldBe("standing");
        for (var hour = 4; hour < 8; hour++) scene.Dust(hour, 35.2m);
        await scene.Judge();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await scene.Run<CheckMarks>();
        var seen = (await officer.GetFromJsonAsync<JsonElement>($"/api/marks/{mark.GetProperty("id").GetString()}")).GetProperty("mark");
        (seen.GetProperty("state").GetString(), seen.GetProperty("wantsReview").GetBoolean()).ShouldBe(("standing", true));
        (await Exceeded(officer, scene)).ShouldBe(0);
        var refused = await Sent(await officer.PostAsJsonAsync($"/api/marks/{mark.GetProperty("id").GetString()}/refuse", new { version = seen.GetProperty("version").GetInt64(), reason = "烟气参数表明窑在运行" }));
        refused.GetProperty("state").GetString().ShouldBe("refused");
        (await Exceeded(officer, scene)).ShouldBe(4);
    }

    [Fact]
    public async Task A_change_keeps_the_earlier_mark_and_a_late_one_waits_while_that_stands()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(7, 35.2m);
        scene.Dust(8, 35.2m);
        await scene.Judge();
        using var enterprise = await scene.Enterprise();
        using var officer = await scene.Officer();
        var first = (await Make(enterprise, Mark(scene, "calibration", At(8), At(9)))).GetProperty("id").GetString();
        (await Exceeded(officer, scene)).ShouldBe(1);
        var wider = (await Sent(await enterprise.PostAsJsonAsync($"/api/marks/{first}/change", new { version = 1, kind = "calibration", from = At(7), to = At(9), reason = "校准自七时开始" }))).GetProperty("marks")[0];
        wider.GetProperty("state").GetString().ShouldBe("standing");
        (await Exceeded(officer, scene)).ShouldBe(0);
        (await officer.GetFromJsonAsync<JsonElement>($"/api/marks/{first}")).GetProperty("mark").GetProperty("state").GetString().ShouldBe("replaced");

        host.Clock.SetBeijing(2026, 11, 19, 13);
        var id = wider.GetProperty("id").GetString();
        var late = (await Sent(await enterprise.PostAsJsonAsync($"/api/marks/{id}/change", new { version = 1, kind = "calibration", from = At(8), to = At(9), reason = "核对后确认只有八时" }))).GetProperty("marks")[0];
        late.GetProperty("state").GetString().ShouldBe("waiting");
        (await Exceeded(officer, scene)).ShouldBe(0, "the earlier stands meanwhile (M39)");
        await Sent(await officer.PostAsJsonAsync($"/api/marks/{late.GetProperty("id").GetString()}/accept", new { version = 1, reason = "校准记录只有八时" }));
        (await Exceeded(officer, scene)).ShouldBe(1);
        var file = await enterprise.GetFromJsonAsync<JsonElement>($"/api/marks/{late.GetProperty("id").GetString()}");
        file.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString()).ShouldBe(["mark.replaced", "mark.accept", "mark.challenged", "mark.change", "mark.replaced", "mark.change", "mark.make"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_plant_system_marks_by_MN_and_may_send_the_same_again()
    {
        var scene = await SupervisionScene.Kiln(host);
        using var plant = await scene.Enterprise();
        var mark = new { mn = scene.Mn, kind = "maintenance", from = At(6), to = At(7, 30), reason = "更换采样滤芯", factors = new[] { "a34013" }, key = "dcs-20261118-1" };
        var once = await Sent(await plant.PostAsJsonAsync("/api/marks", mark));
        var twice = await Sent(await plant.PostAsJsonAsync("/api/marks", mark));
        (once.GetProperty("again").GetBoolean(), twice.GetProperty("again").GetBoolean()).ShouldBe((false, true));
        twice.GetProperty("marks")[0].GetProperty("id").GetString().ShouldBe(once.GetProperty("marks")[0].GetProperty("id").GetString());
        (await Refused(plant, "/api/marks", new { mn = scene.Mn, kind = "maintenance", from = At(8), to = At(9), reason = "更换采样滤芯", key = "dcs-20261118-1" })).ShouldBe("mark-key-used");
        (await Refused(plant, "/api/marks", new { mn = scene.Mn, kind = "maintenance", from = At(6), to = At(7, 30), reason = "更换采样滤芯", factors = new[] { "a34013" } })).ShouldBe("mark-twice");
        (await Refused(plant, "/api/marks", new { mn = scene.Mn, kind = "drying", from = At(6), to = At(7), reason = "水泥窑没有烘炉" })).ShouldBe("mark-unknown");
        (await Refused(plant, "/api/marks", new { mn = scene.Mn, kind = "device-fault", from = At(6), to = At(7), reason = "分析仪故障" })).ShouldBe("mark-proof");
    }

    [Fact]
    public async Task Others_neither_see_nor_make_the_marks_of_an_enterprise_and_the_desk_tells_what_may_be_marked()
    {
        var scene = await SupervisionScene.Kiln(host);
        using var enterprise = await scene.Enterprise();
        using var officer = await scene.Officer();
        using var foreign = await host.As(Role.Enterprise, "611002", enterpriseId: "another");
        using var elsewhere = await scene.Officer("611021");
        var id = (await Make(enterprise, Mark(scene, "calibration", At(8), At(9)))).GetProperty("id").GetString();
        (await foreign.PostAsJsonAsync("/api/marks", Mark(scene, "calibration", At(8), At(9)))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await officer.PostAsJsonAsync("/api/marks", Mark(scene, "calibration", At(8), At(9)))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await foreign.GetAsync($"/api/marks/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await elsewhere.GetAsync($"/api/marks/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await enterprise.PostAsJsonAsync($"/api/marks/{id}/accept", new { version = 1, reason = "自己审核自己" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var desk = await enterprise.GetFromJsonAsync<JsonElement>($"/api/marks/desk?outletId={scene.OutletId}&day=2026-11-18");
        (desk.GetProperty("industryName").GetString(), desk.GetProperty("mayMark").GetBoolean(), desk.GetProperty("late").GetBoolean()).ShouldBe(("水泥", true, false));
        desk.GetProperty("dueAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 11, 19, 12, 0, 0, TimeSpan.FromHours(8)));
        desk.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetProperty("code").GetString()).ShouldContain("kiln-drying");
        desk.GetProperty("marks").EnumerateArray().Single().GetProperty("acts").EnumerateArray().Select(act => act.GetString()).ShouldBe(["change", "withdraw"]);
        (await enterprise.GetFromJsonAsync<JsonElement>($"/api/marks/outlets?q={scene.Mn}")).EnumerateArray().Single().GetProperty("outletId").GetString().ShouldBe(scene.OutletId);
        (await officer.GetAsync($"/api/marks/export?outletId={scene.OutletId}&format=csv")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await officer.GetFromJsonAsync<JsonElement>("/api/marks/words")).GetArrayLength().ShouldBeGreaterThan(4);
    }
}

public sealed class MarksOnSqlite(SqliteHost host) : MarkTests(host), IClassFixture<SqliteHost>;

public sealed class MarksOnPostgres(PostgresHost host) : MarkTests(host), IClassFixture<PostgresHost>;
