using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Exceedance;

/// <summary>What people decide about data: reviewed hours and accepted marks, and what is judged anew for it.</summary>
public abstract partial class VerdictTests
{
    private static Task<HttpResponseMessage> Review(HttpClient client, SupervisionScene scene, int[] hours, bool valid, string reason = "核对了现场质控记录和运行台账", string factor = "a34013", int day = 18) =>
        client.PostAsJsonAsync("/api/verdicts/review", new { outletId = scene.OutletId, factor, day = $"2026-11-{day}", hours, valid, reason, fileIds = Array.Empty<string>() });

    private static async Task<JsonElement> Sheet(HttpClient client, SupervisionScene scene) =>
        await client.GetFromJsonAsync<JsonElement>($"/api/verdicts/review?outletId={scene.OutletId}&factor=a34013&day=2026-11-18");

    [Fact]
    public async Task A_suspect_hour_waits_for_a_person_whose_decision_is_kept_and_judged_by()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Hour(8, "a34013:Avg=88,ZsAvg=88;a19001:Avg=10", suspect: true);
        await scene.Judge();
        using var engineer = await host.As(Role.MonitoringEngineer, "611002", name: "值班工程师");
        var waiting = (await List(engineer, scene, "&state=review")).GetProperty("items").EnumerateArray().Single();
        (waiting.GetProperty("reason").GetString(), waiting.GetProperty("awaitsReview").GetBoolean()).ShouldBe(("suspect", true));
        var inbox = await engineer.GetFromJsonAsync<JsonElement>("/api/inbox?box=todo");
        inbox.ToString().ShouldContain($"/verdicts/{waiting.GetProperty("id").GetString()}");
        (await Sheet(engineer, scene)).GetProperty("hours")[0].GetProperty("doubt").GetString()!.ShouldContain("超出可能的范围");

        (await Review(engineer, scene, [8], valid: false)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();
        (await List(engineer, scene, "&state=review")).GetProperty("total").GetInt32().ShouldBe(0);
        var old = await engineer.GetFromJsonAsync<JsonElement>($"/api/verdicts/{waiting.GetProperty("id").GetString()}");
        old.GetProperty("supersededWhy").GetString().ShouldBe("人工审核后重新判定");
        old.GetProperty("awaitsReview").GetBoolean().ShouldBeFalse();
        old.GetProperty("digest").GetString().ShouldBe(old.GetProperty("why").GetProperty("digest").GetString());
        var cell = (await engineer.GetFromJsonAsync<JsonElement>($"/api/verdicts/table?outletId={scene.OutletId}&period=hour&from=2026-11-18&to=2026-11-18"))[0].GetProperty("cells")[0];
        cell.GetProperty("word").GetString().ShouldBe("人工审核无效");

        // A later decision takes the place of the earlier one: now the value counts, and it is over the limit.
        (await Review(engineer, scene, [8], valid: true, "复核后确认仪器正常，数值属实")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();
        var order = await scene.Order(engineer);
        order.GetProperty("trigger").GetString().ShouldBe("hour_exceeded");
        var sheet = await Sheet(engineer, scene);
        sheet.GetProperty("decisions").EnumerateArray().Select(each => each.GetProperty("valid").GetBoolean()).ShouldBe([true, false]);
        sheet.GetProperty("decisions")[0].GetProperty("personName").GetString().ShouldBe("值班工程师");
        var now = (await List(engineer, scene)).GetProperty("items").EnumerateArray().Single();
        var why = (await engineer.GetFromJsonAsync<JsonElement>($"/api/verdicts/{now.GetProperty("id").GetString()}")).GetProperty("why");
        why.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("text").GetString()).ShouldContain(line => line!.Contains("值班工程师（MonitoringEngineer）：复核后确认仪器正常", StringComparison.Ordinal));
        why.GetProperty("inputs")[0].GetProperty("note").GetString()!.ShouldContain("人工审核有效");
        why.GetProperty("notes")[0].GetString()!.ShouldContain("逐字节一致");
        (await host.InScope(services => services.GetRequiredService<PlatformDb>().Set<EvidenceRow>().CountAsync(row => row.ObjectType == "outlet" && row.ObjectId == scene.OutletId && row.Type == "case.step"))).ShouldBe(2);
    }

    [Fact]
    public async Task Only_who_reviews_data_of_the_area_decides_and_only_about_what_came()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 20m, flag: 'T');
        await scene.Judge();
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        (await List(engineer, scene, "&state=review&factor=a34013")).GetProperty("items").EnumerateArray().Single().GetProperty("reason").GetString().ShouldBe("over-range");
        (await Code(await Review(engineer, scene, [], valid: true))).ShouldBe("hours-missing");
        (await Code(await Review(engineer, scene, [8, 9], valid: true))).ShouldBe("hour-not-received");
        (await Code(await Review(engineer, scene, [8], valid: true, "好"))).ShouldBe("reason-missing");
        using var enterprise = await scene.Enterprise();
        (await Review(enterprise, scene, [8], valid: false)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var foreign = await host.As(Role.MonitoringEngineer, "611021");
        (await Review(foreign, scene, [8], valid: false)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Sheet(engineer, scene)).GetProperty("decisions").GetArrayLength().ShouldBe(0);

        // "At least this high" below the limit stays without a verdict even when the value counts, but nobody has to look at it any more.
        (await Review(engineer, scene, [8], valid: true)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();
        (await List(engineer, scene, "&state=review&factor=a34013")).GetProperty("total").GetInt32().ShouldBe(0);
        (await Rejudge(engineer, scene)).StatusCode.ShouldBe(HttpStatusCode.OK);

        static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }

    [Fact]
    public async Task Marks_of_an_accepted_answer_judge_the_closed_day_anew_and_keep_the_old_verdict()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        for (var hour = 0; hour < 24; hour++) scene.Hour(hour, $"w01018:Avg={(hour is >= 6 and < 10 ? 300 : 30)};w00000:Avg=10,Cou=36", day: 17);
        await scene.Judge();
        await scene.Run<CloseDays>();
        await scene.Judge();
        using var officer = await scene.Officer();
        var day = (await List(officer, scene, "&period=day&state=exceeded")).GetProperty("items").EnumerateArray().Single();
        day.GetProperty("value").GetDecimal().ShouldBe(75m);
        var before = await Compact();

        using var enterprise = await scene.Enterprise();
        var id = (await scene.Orders(officer)).GetProperty("items").EnumerateArray().Single(each => each.GetProperty("trigger").GetString() == "day_exceeded").GetProperty("id").GetString();
        var version = (await enterprise.GetFromJsonAsync<JsonElement>($"/api/orders/{id}")).GetProperty("version").GetInt64();
        (await enterprise.PostAsJsonAsync($"/api/orders/{id}/answer", new
        {
            version,
            cause = "maintenance",
            text = "6时至10时在线监测设备更换采样泵。",
            measures = "已更换并做了标样核查",
            marks = new[] { new { kind = "maintenance", from = "2026-11-17T06:00:00+08:00", to = "2026-11-17T10:00:00+08:00", note = "更换采样泵" } },
            fileIds = Array.Empty<string>(),
        })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await officer.PostAsJsonAsync($"/api/orders/{id}/accept", new { version = version + 1, reason = "维护记录属实", acceptMarks = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();

        // Twenty valid hours are left, all at 30 mg/L: the day complies. The verdict of before stands as it was, with what took its place.
        (await Compact()).ShouldNotBe(before);
        (await List(officer, scene, "&period=day&state=exceeded")).GetProperty("total").GetInt32().ShouldBe(0);
        var old = await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/{day.GetProperty("id").GetString()}");
        old.GetProperty("value").GetDecimal().ShouldBe(75m);
        old.GetProperty("supersededWhy").GetString().ShouldBe("标记采纳后重新判定");
        var order = await officer.GetFromJsonAsync<JsonElement>($"/api/orders/{id}");
        order.GetProperty("occurrences")[0].GetProperty("withdrawn").GetString()!.ShouldContain("30 mg/L");
        SupervisionScene.Kinds(order).ShouldContain("order.rejudged");
        var why = await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/why?outletId={scene.OutletId}&factor=w01018&period=day&start=2026-11-17T00:00:00%2B08:00");
        why.GetProperty("conclusion").GetString()!.ShouldEndWith("达标。");
        why.GetProperty("inputs").EnumerateArray().Count(input => input.GetProperty("note").GetString()!.Contains("自动监测设备维护60分钟", StringComparison.Ordinal)).ShouldBe(4);
        why.GetProperty("notes")[0].GetString()!.ShouldContain("逐字节一致");

        async Task<string> Compact() => (await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/table?outletId={scene.OutletId}&period=day&from=2026-11-17&to=2026-11-17")).ToString();
    }

    [Fact]
    public async Task A_decision_within_the_running_day_judges_its_hours_and_not_yet_the_day()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        scene.Hour(8, "w01018:Avg=62;w00000:Avg=10,Cou=36", suspect: true);
        await scene.Judge();
        using var engineer = await host.As(Role.MonitoringEngineer, "611002");
        (await Review(engineer, scene, [8], valid: false, factor: "w01018")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await host.TellFacts();
        (await engineer.GetFromJsonAsync<JsonElement>($"/api/verdicts/table?outletId={scene.OutletId}&period=day&from=2026-11-18&to=2026-11-18")).GetArrayLength().ShouldBe(0);
    }
}
