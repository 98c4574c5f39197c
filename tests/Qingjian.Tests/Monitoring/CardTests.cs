using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring;

public abstract class CardTests(HostFixture host)
{
    // Two days of COD of a sewage plant: one within 50 mg/L, one above; the second day closes on the 19th.
    private async Task<SupervisionScene> OneOfTwoDaysAbove()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<RegistryDb>();
            (await db.Enterprises.SingleAsync(each => each.Id == scene.EnterpriseId)).Tags = ["重点排污单位"];
            await db.Commit(new Act("test.scene", "scene", scene.OutletId, "列为重点排污单位"), default);
            return true;
        });
        for (var hour = 0; hour < 24; hour++)
        {
            scene.Hour(hour, "w01018:Avg=30;w00000:Avg=10,Cou=36", day: 16);
            scene.Hour(hour, "w01018:Avg=80;w00000:Avg=10,Cou=36", day: 17);
        }
        await scene.Judge();
        host.Clock.SetBeijing(2026, 11, 18, 10);
        await scene.Run<CloseDays>();
        return scene;
    }

    [Fact]
    public async Task A_yellow_unit_is_listed_and_ordered_to_correct_is_red_in_the_next_quarter_when_it_does_not_and_is_released_when_it_does()
    {
        var scene = await OneOfTwoDaysAbove();
        using var officer = await host.As(Role.SupervisionOfficer, "611000");
        using var leader = await host.As(Role.BureauLeader, "611000", name: "局长");
        using var desk = await host.As(Role.LegalReviewer, "611000");
        using var anybody = host.Anonymous();

        // Before the end of the quarter it is only a preview.
        var preview = await Ran(officer, 2026, 4);
        preview.GetProperty("preview").GetBoolean().ShouldBeTrue();
        var card = await Card(officer, scene);
        (await Code(await Act(leader, card, "approve"))).ShouldBe("card-preview");
        await Done(leader, scene, "drop");

        host.Clock.SetBeijing(2027, 1, 8, 10);
        (await Ran(officer, 2026, 4)).GetProperty("yellow").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
        card = await Card(officer, scene);
        (card.GetProperty("valid").GetInt32(), card.GetProperty("exceeding").GetInt32(), card.GetProperty("share").GetDecimal()).ShouldBe((2, 1, 0.5m));
        var id = card.GetProperty("id").GetString();
        var file = await officer.GetFromJsonAsync<JsonElement>($"/api/cards/{id}");
        file.GetProperty("working")[0].GetString().ShouldBe("超标日均值1个÷有效日均值2个＝50%，达到20%");
        file.GetProperty("days").EnumerateArray().Count(day => day.GetProperty("exceeding").GetBoolean()).ShouldBe(1);
        (await officer.GetByteArrayAsync("/api/cards/export?format=csv")).Length.ShouldBeGreaterThan(50);
        (await officer.GetFromJsonAsync<JsonElement>("/api/cards/runs"))[0].GetProperty("quarter").GetInt32().ShouldBe(4);

        using var enterprise = await scene.Enterprise();
        (await enterprise.GetFromJsonAsync<JsonElement>("/api/cards")).GetProperty("total").GetInt32().ShouldBe(0);
        (await Act(officer, card, "approve")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await Done(leader, scene, "approve");
        (await Code(await officer.PostAsJsonAsync("/api/cards/runs", new { year = 2026, quarter = 4 }))).ShouldBe("quarter-decided");
        (await Code(await Act(officer, await Card(officer, scene), "order-correction", new { restrict = "limit" }))).ShouldBe("control-limit");
        await Done(officer, scene, "order-correction", also: new { restrict = "limit", limitShare = 0.5 });
        await host.TellFacts();
        var control = (await officer.GetFromJsonAsync<JsonElement>($"/api/cards/{id}")).GetProperty("control");
        control.GetProperty("say").GetString().ShouldBe("限产至50%");
        var order = (await officer.GetFromJsonAsync<JsonElement>($"/api/control-orders/{control.GetProperty("id").GetString()}"));
        order.GetProperty("targets").EnumerateArray().Single().GetProperty("enterpriseId").GetString().ShouldBe(scene.EnterpriseId);
        (order.GetProperty("order").GetProperty("kind").GetString(), order.GetProperty("order").GetProperty("basis").GetString()).ShouldBe(("cardCorrection", "2026年第4季度黄牌，责令整改：按季度名单办理"));
        (await Code(await Act(officer, await Card(officer, scene), "order-correction", new { restrict = "stop" }))).ShouldBe("card-restricted");
        await Done(desk, scene, "publish");
        await host.TellFacts();
        var shown = (await anybody.GetFromJsonAsync<JsonElement>("/api/public/cards")).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("id").GetString() == id);
        (shown.GetProperty("colour").GetString(), shown.GetProperty("liftedAt").ValueKind).ShouldBe(("黄牌", JsonValueKind.Null));
        (await enterprise.GetFromJsonAsync<JsonElement>("/api/cards")).GetProperty("total").GetInt32().ShouldBe(1);

        // Nothing was corrected and nothing was sent since: red in the next quarter.
        host.Clock.SetBeijing(2027, 4, 9, 10);
        (await Ran(officer, 2027, 1)).GetProperty("red").GetInt32().ShouldBe(1);
        (await Card(officer, scene, 2027)).GetProperty("colour").GetString().ShouldBe("red");
        await Done(leader, scene, "approve", 2027);
        await Done(desk, scene, "publish", 2027);
        (await Code(await Act(officer, await Card(officer, scene, 2027), "verify"))).ShouldBe("not-ordered");
        await Done(officer, scene, "order-correction", 2027, new { restrict = "stop" });
        await host.TellFacts();
        await Done(officer, scene, "verify", 2027);
        await host.TellFacts();
        // What the card did to production ends with it.
        var red = await officer.GetFromJsonAsync<JsonElement>($"/api/cards/{(await Card(officer, scene, 2027)).GetProperty("id").GetString()}");
        (red.GetProperty("control").GetProperty("say").GetString(), red.GetProperty("control").GetProperty("liftedAt").ValueKind).ShouldBe(("停产", JsonValueKind.String));
        var lines = (await anybody.GetFromJsonAsync<JsonElement>("/api/public/cards")).GetProperty("items").EnumerateArray().ToList();
        lines.Select(row => (row.GetProperty("colour").GetString(), row.GetProperty("liftedAt").ValueKind != JsonValueKind.Null)).ShouldBe([("红牌", true), ("黄牌", false)]);
        (await Code(await Act(leader, await Card(officer, scene, 2027), "drop"))).ShouldBe("card-moved");
    }

    private static async Task<JsonElement> Ran(HttpClient officer, int year, int quarter)
    {
        var answer = await officer.PostAsJsonAsync("/api/cards/runs", new { year, quarter });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> Card(HttpClient client, SupervisionScene scene, int year = 2026) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/cards?size=200")).GetProperty("items").EnumerateArray()
            .Single(row => row.GetProperty("enterpriseId").GetString() == scene.EnterpriseId && row.GetProperty("year").GetInt32() == year);

    private static Task<HttpResponseMessage> Act(HttpClient client, JsonElement card, string path, object? also = null)
    {
        var body = JsonSerializer.SerializeToNode(also ?? new { })!.AsObject();
        (body["version"], body["reason"]) = (card.GetProperty("version").GetInt64(), "按季度名单办理");
        return client.PostAsJsonAsync($"/api/cards/{card.GetProperty("id").GetString()}/{path}", body);
    }

    private static async Task Done(HttpClient client, SupervisionScene scene, string path, int year = 2026, object? also = null)
    {
        var answer = await Act(client, await Card(client, scene, year), path, also);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}

public sealed class CardsOnSqlite(SqliteHost host) : CardTests(host), IClassFixture<SqliteHost>;

public sealed class CardsOnPostgres(PostgresHost host) : CardTests(host), IClassFixture<PostgresHost>;
