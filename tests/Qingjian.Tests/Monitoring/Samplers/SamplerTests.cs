using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Monitoring.Samplers;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Gateway;
using Qingjian.Tests.Monitoring.Meters;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Samplers;

public abstract class SamplerTests(HostFixture host)
{
    private async Task<(SupervisionScene Scene, HttpClient Officer, string Sampler)> Registered(int bottles = 24, bool automatic = true)
    {
        var scene = await SupervisionScene.SewagePlant(host);
        var officer = await host.As(Role.SupervisionOfficer, "611000", name: "监管科员");
        var sampler = await MeterScene.Made(await officer.PostAsJsonAsync("/api/samplers", Form(scene, bottles, automatic)));
        return (scene, officer, sampler);
    }

    private static object Form(SupervisionScene scene, int bottles, bool automatic, long version = 0) => new { outletId = scene.OutletId, mn = scene.Mn, name = "总排口采样器", bottles, volumeMl = 1000, automatic, version };

    private TestLogger Connect(SupervisionScene scene)
    {
        var logger = host.Logger();
        logger.Send(GatewayBench.Frame($"QN=20261118095900001;ST=32;CN=2011;PW=123456;MN={scene.Mn};Flag=5;CP=&&DataTime=20261118095900;w01018-Rtd=30,w01018-Flag=N&&"));
        logger.Answer()!.ShouldContain("CN=9014");
        return logger;
    }

    private static string Word(string frame, string name)
    {
        var from = frame.IndexOf(name + "=", StringComparison.Ordinal) + name.Length + 1;
        return frame[from..frame.IndexOfAny([';', '&'], from)];
    }

    // The sampler at the other end of the line: executes, says the bottle, is done.
    private static void Obey(TestLogger logger, SupervisionScene scene, int bottle)
    {
        var frame = logger.Answer().ShouldNotBeNull();
        Word(frame, "CN").ShouldBe("3015");
        var qn = Word(frame, "QN");
        logger.Send(GatewayBench.Frame($"QN={qn};ST=91;CN=9011;PW=123456;MN={scene.Mn};Flag=4;CP=&&QnRtn=1&&"));
        logger.Send(GatewayBench.Frame($"QN={qn};ST=32;CN=3015;PW=123456;MN={scene.Mn};Flag=4;CP=&&DataTime=20261118095930;VaseNo={bottle}&&"));
        logger.Send(GatewayBench.Frame($"QN={qn};ST=91;CN=9012;PW=123456;MN={scene.Mn};Flag=4;CP=&&ExeRtn=1&&"));
    }

    private async Task<JsonElement> Followed(SupervisionScene scene, HttpClient officer, string sampler, string state) => await GatewayHosts.Until(
        async () =>
        {
            await scene.Run<FollowSampling>();
            return await officer.GetFromJsonAsync<JsonElement>($"/api/samplers/{sampler}");
        }, file => file.GetProperty("tasks")[0].GetProperty("state").GetString() == state);

    [Fact]
    public async Task An_officers_order_fills_a_bottle_and_every_hand_is_kept_until_the_result()
    {
        var (scene, officer, sampler) = await Registered();
        using var line = Connect(scene);
        await MeterScene.Made(await officer.PostAsJsonAsync($"/api/samplers/{sampler}/order", new { reason = "群众举报夜间排水", factor = "w01018" }));
        await scene.Run<FollowSampling>();
        Obey(line, scene, 7);
        var file = await Followed(scene, officer, sampler, "done");
        file.GetProperty("bottles")[6].GetProperty("state").GetString().ShouldBe("full");
        var sample = file.GetProperty("samples")[0];
        sample.GetProperty("number").GetString().ShouldBe($"LY202611180959-{scene.Mn[^4..]}-07");
        (await officer.GetFromJsonAsync<JsonElement>("/api/inbox?box=todo")).ToString().ShouldContain("7号瓶");
        (await MeterScene.Code(await officer.PostAsJsonAsync($"/api/samplers/{sampler}/order", new { reason = "再来一瓶" }))).ShouldBe("sampled-lately");

        var id = sample.GetProperty("id").GetString();
        var version = 1;
        async Task<HttpResponseMessage> Step(string path, object body)
        {
            var fields = JsonSerializer.SerializeToNode(body)!;
            fields["version"] = version;
            var answer = await officer.PostAsJsonAsync($"/api/samplers/samples/{id}/{path}", fields);
            if (answer.IsSuccessStatusCode) version++;
            return answer;
        }
        (await MeterScene.Code(await Step("receive", new { sealNo = "F001" }))).ShouldBe("sample-moved");
        (await MeterScene.Code(await Step("take", new { }))).ShouldBe("seal-missing");
        await MeterScene.Done(await Step("take", new { sealNo = "F001", note = "瓶身完好，4℃冷藏箱" }));
        await MeterScene.Done(await Step("hand-over", new { to = "演示市生态环境监测站 张化验" }));
        (await MeterScene.Code(await Step("receive", new { sealNo = "F002" }))).ShouldBe("seal-differs");
        await MeterScene.Done(await Step("receive", new { sealNo = "F001" }));
        await MeterScene.Done(await Step("result", new { resultValue = 86.5m, resultUnit = "mg/L", reportNo = "监测〔2026〕1号" }));
        file = await officer.GetFromJsonAsync<JsonElement>($"/api/samplers/{sampler}");
        sample = file.GetProperty("samples")[0];
        (sample.GetProperty("state").GetString(), sample.GetProperty("resultValue").GetDecimal()).ShouldBe(("analysed", 86.5m));
        sample.GetProperty("custody").EnumerateArray().Select(step => step.GetProperty("act").GetString()).ShouldBe(["采样器留样，7号瓶", "取样封存", "交接", "实验室接收", "出具检测结果"]);
        file.GetProperty("bottles")[6].GetProperty("state").ValueKind.ShouldBe(JsonValueKind.Null);
        (await officer.GetByteArrayAsync("/api/samplers/export?format=csv")).Length.ShouldBeGreaterThan(50);
        (await officer.PutAsJsonAsync($"/api/samplers/{sampler}", Form(scene, 12, false, 1))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_days_exceedance_fills_a_bottle_by_itself_and_leads_from_the_verdict_to_the_bottle()
    {
        var (scene, officer, sampler) = await Registered(bottles: 1);
        using var line = Connect(scene);
        for (var hour = 0; hour < 24; hour++) scene.Hour(hour, "w01018:Avg=80;w00000:Avg=10,Cou=36", day: 17);
        await scene.Judge();
        host.Clock.SetBeijing(2026, 11, 18, 10);
        await scene.Run<Qingjian.Monitoring.Exceedance.CloseDays>();
        await scene.Run<FollowSampling>();
        Obey(line, scene, 1);
        var file = await Followed(scene, officer, sampler, "done");
        var task = file.GetProperty("tasks")[0];
        task.GetProperty("kind").GetString().ShouldBe("exceedance");
        var verdict = task.GetProperty("verdictId").GetString();
        (await officer.GetFromJsonAsync<JsonElement>($"/api/samplers/samples/of-verdict/{verdict}"))[0].GetProperty("value").GetDecimal().ShouldBe(80);

        // The only bottle is full: the guard says so and the officers' inbox too; past its time the sample has expired and is thrown away.
        host.Clock.SetBeijing(2026, 11, 18, 11);
        (await MeterScene.Code(await officer.PostAsJsonAsync($"/api/samplers/{sampler}/order", new { reason = "再留一瓶" }))).ShouldBe("bottles-full");
        (await officer.GetFromJsonAsync<JsonElement>("/api/inbox?box=todo")).ToString().ShouldContain("瓶满");
        host.Clock.SetBeijing(2026, 11, 21, 11);
        await scene.Run<FollowSampling>();
        file = await officer.GetFromJsonAsync<JsonElement>($"/api/samplers/{sampler}");
        var sample = file.GetProperty("samples")[0];
        sample.GetProperty("state").GetString().ShouldBe("expired");
        await MeterScene.Done(await officer.PostAsJsonAsync($"/api/samplers/samples/{sample.GetProperty("id").GetString()}/discard", new { version = sample.GetProperty("version").GetInt64(), note = "超过保存期" }));
        (await officer.GetFromJsonAsync<JsonElement>($"/api/samplers/{sampler}")).GetProperty("bottles")[0].GetProperty("state").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task An_order_to_a_line_that_is_down_waits_and_fails_in_words_after_the_time_of_the_rule()
    {
        var (scene, officer, sampler) = await Registered();
        await MeterScene.Made(await officer.PostAsJsonAsync($"/api/samplers/{sampler}/order", new { reason = "例行" }));
        await scene.Run<FollowSampling>();
        (await officer.GetFromJsonAsync<JsonElement>($"/api/samplers/{sampler}")).GetProperty("tasks")[0].GetProperty("state").GetString().ShouldBe("queued");
        host.Clock.SetBeijing(2026, 11, 18, 11);
        var file = await Followed(scene, officer, sampler, "failed");
        file.GetProperty("tasks")[0].GetProperty("outcome").GetString()!.ShouldContain("没有连接");
        using var stranger = await host.As(Role.SupervisionOfficer, "611021");
        (await stranger.GetAsync($"/api/samplers/{sampler}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await MeterScene.Code(await officer.PostAsJsonAsync("/api/samplers", Form(scene, 24, true)))).ShouldBe("sampler-twice");
    }
}

public sealed class SamplersOnSqlite(SqliteHost host) : SamplerTests(host), IClassFixture<SqliteHost>;

public sealed class SamplersOnPostgres(PostgresHost host) : SamplerTests(host), IClassFixture<PostgresHost>;
