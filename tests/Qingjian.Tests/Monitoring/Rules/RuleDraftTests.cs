using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Rules.Drafts;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Tests.Monitoring.Rules;

public abstract class RuleDraftTests(HostFixture host)
{
    /// <summary>The cement standard with 20 instead of 30 mg/m3 of dust from the kiln.</summary>
    private static string Stricter(string from) => File.ReadAllText(Path.Combine(HostFixture.Repository, "law/limits/GB-4915-2013/2014-03-01.json"))
        .Replace("\"in_force_from\": \"2014-03-01\"", $"\"in_force_from\": \"{from}\"", StringComparison.Ordinal)
        .Replace("\"pollutant\": \"a34013\", \"period\": \"hour\", \"limit\": \"30\"", "\"pollutant\": \"a34013\", \"period\": \"hour\", \"limit\": \"20\"", StringComparison.Ordinal);

    [Fact]
    public async Task A_draft_is_tried_on_past_data_its_differences_are_listed_and_another_person_puts_it_in_force()
    {
        var scene = await SupervisionScene.Kiln(host);
        scene.Dust(8, 25, day: 17);
        scene.Dust(9, 12, day: 17);
        scene.Dust(10, 35, day: 17);
        await scene.Judge();
        using var author = await host.As(Role.LegalReviewer, name: "起草人");
        var id = (await Propose(author, Stricter("2027-01-01"))).GetProperty("id").GetString();

        (await Code(await author.PostAsJsonAsync($"/api/rule-drafts/{id}/enact", new { version = 1, reason = "办公会决定" }))).ShouldBe("own-draft");
        using var second = await host.As(Role.LegalReviewer, name: "复核人");
        (await Code(await second.PostAsJsonAsync($"/api/rule-drafts/{id}/enact", new { version = 1, reason = "办公会决定" }))).ShouldBe("not-tried");

        (await Code(await author.PostAsJsonAsync($"/api/rule-drafts/{id}/trials", new { from = "2026-11-17", to = "2026-11-18" }))).ShouldBe("period-open");
        var trial = await Tried(scene, author, id!);
        (trial.GetProperty("newly").GetInt32(), trial.GetProperty("noLonger").GetInt32(), trial.GetProperty("differing").GetInt32()).ShouldBe((1, 0, 1));
        trial.GetProperty("compared").GetInt32().ShouldBeGreaterThanOrEqualTo(6);

        var path = $"/api/rule-drafts/{id}/trials/{trial.GetProperty("id").GetString()}";
        var line = (await author.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (line.GetProperty("before").GetString(), line.GetProperty("after").GetString(), line.GetProperty("change").GetString()).ShouldBe(("达标", "超标", "newly"));
        line.GetProperty("afterSentence").GetString()!.ShouldContain("20");
        (await author.GetByteArrayAsync($"{path}/export?format=csv")).Length.ShouldBeGreaterThan(100);
        using var neighbour = await host.As(Role.SupervisionOfficer, "611021");
        (await neighbour.GetFromJsonAsync<JsonElement>(path)).GetProperty("total").GetInt32().ShouldBe(0);

        (await second.PostAsJsonAsync($"/api/rule-drafts/{id}/enact", new { version = 1, reason = "2026年第3次局长办公会" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        LimitOn(2026, 12, 31).ShouldBe("30");
        LimitOn(2027, 1, 1).ShouldBe("20");
        (await author.GetByteArrayAsync("/api/rule-drafts/export?format=csv")).Length.ShouldBeGreaterThan(100);
        (await Code(await author.PostAsJsonAsync($"/api/rule-drafts/{id}/withdraw", new { version = 2, reason = "又不想要了" }))).ShouldBe("draft-ended");

        string LimitOn(int year, int month, int day)
        {
            var request = new LimitRequest(Qingjian.Vocabulary.Medium.Air, [new LimitSetName("GB 4915-2013", "水泥窑及窑尾余热利用系统", SourceAge.New)]) { BuiltOn = new(2018, 1, 1) };
            return host.Services.GetRequiredService<ILawInForce>().Book.LimitsFor(request, new(year, month, day)).For("a34013", LimitPeriod.Hour).First().Text;
        }
    }

    [Fact]
    public async Task A_draft_with_a_fault_is_refused_by_field_and_one_in_the_past_cannot_be_made()
    {
        host.Clock.SetBeijing(2026, 11, 18, 10);
        using var author = await host.As(Role.LegalReviewer);
        (await Code(await Send(author, "{ \"kind\": \"limits\" "))).ShouldBe("law-file");
        (await Code(await Send(author, Stricter("2027-02-01").Replace("\"period\": \"hour\"", "\"period\": \"week\"", StringComparison.Ordinal)))).ShouldBe("law-file");
        (await Code(await Send(author, Stricter("2026-11-18")))).ShouldBe("in-force-from");
        (await Code(await Send(author, File.ReadAllText(Path.Combine(HostFixture.Repository, "law/transmission/2015-01-01.json"))))).ShouldBe("kind");
        using var officer = await host.As(Role.EnforcementOfficer);
        (await Send(officer, Stricter("2027-02-01"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var id = (await Propose(author, Stricter("2027-03-01"))).GetProperty("id").GetString();
        (await Code(await Send(author, Stricter("2027-03-01")))).ShouldBe("draft-known");
        (await Code(await author.PostAsJsonAsync($"/api/rule-drafts/{id}/withdraw", new { version = 1, reason = " " }))).ShouldBe("reason-missing");
        (await author.PostAsJsonAsync($"/api/rule-drafts/{id}/withdraw", new { version = 1, reason = "改用其他限值" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await author.GetFromJsonAsync<JsonElement>("/api/rule-drafts?state=withdrawn")).GetProperty("items")[0].GetProperty("endReason").GetString().ShouldBe("改用其他限值");
    }

    [Fact]
    public async Task A_draft_of_the_incineration_rule_is_tried_on_furnaces_and_on_the_hours_their_accounts_exempt()
    {
        var scene = await SupervisionScene.Incinerator(host);
        for (var slot = 0; slot < 288; slot++) scene.Store(PeriodKind.FiveMinute, new DateTime(2026, 11, 17).AddMinutes(5 * slot), $"a01901:Avg={(slot is >= 100 and < 105 ? 840 : 905)}");
        for (var hour = 0; hour < 24; hour++)
            scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg=5,ZsAvg=5;a21002:Avg=120,ZsAvg=120;a21026:Avg=20,ZsAvg=20;a21024:Avg=10,ZsAvg=10;a21005:Avg={(hour < 4 ? 300 : 50)},ZsAvg={(hour < 4 ? 300 : 50)};a19001:Avg=10"), 17);
        await TellerScenes.Lay(scene, "drying", new DateTimeOffset(2026, 11, 17, 0, 0, 0, TimeSpan.FromHours(8)), new DateTimeOffset(2026, 11, 17, 4, 0, 0, TimeSpan.FromHours(8)));
        await scene.Judge();
        using var author = await host.As(Role.LegalReviewer, name: "起草人");
        var text = File.ReadAllText(Path.Combine(HostFixture.Repository, "law/incineration/waste/2020-01-01.json"))
            .Replace("\"in_force_from\": \"2020-01-01\"", "\"in_force_from\": \"2027-01-01\"", StringComparison.Ordinal)
            .Replace("\"low_slots_allowed\": 5", "\"low_slots_allowed\": 3", StringComparison.Ordinal).Replace("\"hours\": 700", "\"hours\": 1", StringComparison.Ordinal)
            .Replace("\"say\": \"一日5个5分钟均值低于850℃\", \"low_slots\": 5", "\"say\": \"一日3个5分钟均值低于850℃\", \"low_slots\": 3", StringComparison.Ordinal);
        var id = (await Propose(author, text)).GetProperty("id").GetString()!;
        var trial = await Tried(scene, author, id);
        var lines = (await author.GetFromJsonAsync<JsonElement>($"/api/rule-drafts/{id}/trials/{trial.GetProperty("id").GetString()}?size=100")).GetProperty("items").EnumerateArray()
            .Where(line => line.GetProperty("outletId").GetString() == scene.OutletId && line.GetProperty("period").GetString() == "day").Select(line => (line.GetProperty("factorName").GetString(), line.GetProperty("change").GetString(), line.GetProperty("after").GetString())).ToList();
        lines.ShouldBe([("炉膛温度", "newly", "炉温低于规定超过允许次数"), ("一氧化碳", "newly", "超标")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_draft_on_persistence_lists_the_spans_of_days_that_it_would_change_and_one_on_limits_those_that_follow_from_it()
    {
        var scene = await SupervisionScene.SewagePlant(host);
        host.Clock.SetBeijing(2026, 11, 20, 10);
        foreach (var (day, value) in new[] { (16, 80), (18, 80), (19, 40) })
            for (var hour = 0; hour < 24; hour++) scene.Hour(hour, $"w01018:Avg={value},Cou=1;w00000:Avg=10,Cou=36", day);
        await scene.Judge();
        using var author = await host.As(Role.LegalReviewer, name: "起草人");
        var general = File.ReadAllText(Path.Combine(HostFixture.Repository, "law/persistence/general/2000-01-01.json")).Replace("\"in_force_from\": \"2000-01-01\"", "\"in_force_from\": \"2027-01-01\"", StringComparison.Ordinal)
            .Replace("\"period\": \"day\", \"over\": \"0\", \"least\": 3", "\"period\": \"day\", \"over\": \"0\", \"least\": 2", StringComparison.Ordinal);
        // Only the 18th lies in the trial: the 16th is looked back to.
        var spans = await Lines(general, "2026-11-18", "2026-11-18");
        spans.ShouldBe([("化学需氧量多次超标", "newly", "未达到", "多次超标")]);

        // 40 is over 30, so the 19th is the third day of a week.
        var limits = File.ReadAllText(Path.Combine(HostFixture.Repository, "law/limits/GB-18918-2002/2003-07-01.json")).Replace("\"in_force_from\": \"2003-07-01\"", "\"in_force_from\": \"2027-01-01\"", StringComparison.Ordinal)
            .Replace("\"pollutant\": \"w01018\", \"period\": \"day\", \"limit\": \"50\"", "\"pollutant\": \"w01018\", \"period\": \"day\", \"limit\": \"30\"", StringComparison.Ordinal);
        var both = await Lines(limits, "2026-11-19", "2026-11-19");
        both.Where(line => !line.Item1.Contains("多次")).ShouldBe([("化学需氧量", "newly", "达标", "超标")]);
        both.Where(line => line.Item1.Contains("多次")).ShouldBe([("化学需氧量多次超标", "newly", "未达到", "多次超标")]);

        async Task<List<(string, string, string, string)>> Lines(string text, string from, string to)
        {
            var id = (await Propose(author, text)).GetProperty("id").GetString();
            (await author.PostAsJsonAsync($"/api/rule-drafts/{id}/trials", new { from, to })).StatusCode.ShouldBe(HttpStatusCode.OK);
            await scene.Run<RunTrials>();
            var trial = (await author.GetFromJsonAsync<JsonElement>($"/api/rule-drafts/{id}")).GetProperty("trials")[0].GetProperty("id").GetString();
            return [.. (await author.GetFromJsonAsync<JsonElement>($"/api/rule-drafts/{id}/trials/{trial}?size=100")).GetProperty("items").EnumerateArray()
                .Where(line => line.GetProperty("outletId").GetString() == scene.OutletId && line.GetProperty("period").GetString() == "day")
                .Select(line => (line.GetProperty("factorName").GetString()!, line.GetProperty("change").GetString()!, line.GetProperty("before").GetString()!, line.GetProperty("after").GetString()!))];
        }
    }

    private static Task<HttpResponseMessage> Send(HttpClient client, string text) => client.PostAsJsonAsync("/api/rule-drafts", new { text, reason = "执行更严的限值" });

    private static async Task<JsonElement> Propose(HttpClient client, string text)
    {
        var answer = await Send(client, text);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> Tried(SupervisionScene scene, HttpClient client, string id)
    {
        (await client.PostAsJsonAsync($"/api/rule-drafts/{id}/trials", new { from = "2026-11-16", to = "2026-11-17" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Code(await client.PostAsJsonAsync($"/api/rule-drafts/{id}/trials", new { from = "2026-11-16", to = "2026-11-17" }))).ShouldBe("trial-running");
        await scene.Run<RunTrials>();
        return (await client.GetFromJsonAsync<JsonElement>($"/api/rule-drafts/{id}")).GetProperty("trials")[0];
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}

public sealed class RuleDraftsOnSqlite(SqliteHost host) : RuleDraftTests(host), IClassFixture<SqliteHost>;

public sealed class RuleDraftsOnPostgres(PostgresHost host) : RuleDraftTests(host), IClassFixture<PostgresHost>;
