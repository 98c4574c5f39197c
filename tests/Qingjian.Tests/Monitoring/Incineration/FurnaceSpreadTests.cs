using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Incineration;

/// <summary>Articles 10 to 12 of Order No. 10 (memory): allowances are used in order of time, so a mark accepted late moves what later hours may use.</summary>
public abstract class FurnaceSpreadTests(HostFixture host)
{
    private static DateTimeOffset At(int day, int hour) => new(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(8));

    private static async Task<List<string>> Exceeded(HttpClient client, SupervisionScene scene) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}&state=exceeded&size=100")).GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("period").GetString() == "day").Select(item => $"{item.GetProperty("startAt").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)):MM-dd} {item.GetProperty("factor").GetString()}")];

    private static async Task SameBytes(HttpClient officer, SupervisionScene scene)
    {
        foreach (var day in (int[])[15, 16, 17])
            (await (await officer.PostAsJsonAsync("/api/verdicts/rejudge", new { outletId = scene.OutletId, day = $"2026-11-{day}" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sentence").GetString()!.ShouldContain("全部逐字节一致");
    }

    [Fact]
    public async Task A_late_mark_that_fills_the_account_makes_later_hours_count_and_its_end_frees_them_again()
    {
        var scene = await SupervisionScene.Incinerator(host);
        for (var day = 15; day <= 17; day++)
            for (var hour = 0; hour < 24; hour++)
            {
                var monoxide = day == 17 && hour < 4 ? 300 : 50;
                scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg=5,ZsAvg=5;a21002:Avg=120,ZsAvg=120;a21026:Avg=20,ZsAvg=20;a21024:Avg=10,ZsAvg=10;a21005:Avg={monoxide},ZsAvg={monoxide};a19001:Avg=10"), day);
            }
        // 696 of 700 hours of drying are used; the four of the 17th fill the account.
        await TellerScenes.Lay(scene, "drying", At(14, 0).AddHours(-696), At(14, 0));
        await TellerScenes.Lay(scene, "drying", At(17, 0), At(17, 4));
        await scene.Judge();
        await scene.Run<CloseDays>();
        using var officer = await scene.Officer();
        using var enterprise = await scene.Enterprise();
        (await Exceeded(officer, scene)).ShouldBeEmpty();

        // Marked three days too late: nothing yet. Accepted, it takes its four hours first, for they are earlier.
        var made = (await (await enterprise.PostAsJsonAsync("/api/marks", new { outletId = scene.OutletId, kind = "drying", from = At(15, 8), to = At(15, 12), reason = "补记烘炉时段" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("marks")[0];
        made.GetProperty("state").GetString().ShouldBe("waiting");
        await host.TellFacts();
        (await Exceeded(officer, scene)).ShouldBeEmpty();
        var id = made.GetProperty("id").GetString();
        (await officer.PostAsJsonAsync($"/api/marks/{id}/accept", new { version = 1, reason = "运行记录与燃料台账一致" })).EnsureSuccessStatusCode();
        await scene.Judge();
        (await Exceeded(officer, scene)).ShouldBe(["11-17 a21005"]);
        await SameBytes(officer, scene);

        var version = (await officer.GetFromJsonAsync<JsonElement>($"/api/marks/{id}")).GetProperty("mark").GetProperty("version").GetInt64();
        (await officer.PostAsJsonAsync($"/api/marks/{id}/refuse", new { version, reason = "复核燃料台账后不成立" })).EnsureSuccessStatusCode();
        await scene.Judge();
        (await Exceeded(officer, scene)).ShouldBeEmpty();
        await SameBytes(officer, scene);
        // The verdict between stays and says what took its place.
        var kept = (await host.InScope(services => Task.FromResult(Verdicts(services, scene.OutletId)))).Single();
        (kept.Superseded, kept.Why).ShouldBe((true, "标记失效后重新判定"));
    }

    [Fact]
    public async Task Late_dust_of_marked_hours_fills_the_account_before_later_hours_and_its_correction_empties_it_again()
    {
        var scene = await SupervisionScene.Incinerator(host);
        await Qingjian.Tests.Monitoring.Exceedance.DayStory.OpenAfter(scene, new(2026, 11, 11));
        for (var day = 12; day <= 17; day++)
            for (var hour = 0; hour < 24; hour++)
                if (day != 15 || hour is < 8 or >= 12) Hour(day, hour, 5, day == 17 && hour < 4 ? 300 : 50);
        // 56 of 60 hours of conditions are used; nothing is known of the dust on the 15th, so the four of the 17th fill the account.
        await TellerScenes.Lay(scene, "start-up", At(12, 0), At(14, 8));
        await TellerScenes.Lay(scene, "fault", At(15, 8), At(15, 12));
        await TellerScenes.Lay(scene, "fault", At(17, 0), At(17, 4));
        await scene.Judge();
        await scene.Run<CloseDays>();
        using var officer = await scene.Officer();
        (await Exceeded(officer, scene)).ShouldNotContain("11-17 a21005");

        for (var hour = 8; hour < 12; hour++) Hour(15, hour, 5, 50);
        await scene.Judge();
        (await Exceeded(officer, scene)).ShouldContain("11-17 a21005");
        await SameBytes(officer, scene);

        for (var hour = 8; hour < 12; hour++) Hour(15, hour, 151, 50, 900_000 + hour);
        await scene.Judge();
        (await Exceeded(officer, scene)).ShouldNotContain("11-17 a21005");
        await SameBytes(officer, scene);

        void Hour(int day, int hour, int dust, int monoxide, long? qn = null) =>
            scene.Hour(hour, $"a34013:Avg={dust},ZsAvg={dust};a21002:Avg=120,ZsAvg=120;a21026:Avg=20,ZsAvg=20;a21024:Avg=10,ZsAvg=10;a21005:Avg={monoxide},ZsAvg={monoxide};a19001:Avg=10", day, qn: qn);
    }

    private static List<(bool Superseded, string? Why)> Verdicts(IServiceProvider services, string outletId) =>
        [.. Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Qingjian.Monitoring.MonitoringDb>(services).Verdicts
            .Where(verdict => verdict.OutletId == outletId && verdict.Factor == "a21005" && verdict.Reason == "exceeded").AsEnumerable().Select(verdict => (verdict.SupersededAt is not null, verdict.SupersededWhy))];
}

public sealed class FurnaceSpreadOnSqlite(SqliteHost host) : FurnaceSpreadTests(host), IClassFixture<SqliteHost>;

public sealed class FurnaceSpreadOnPostgres(PostgresHost host) : FurnaceSpreadTests(host), IClassFixture<PostgresHost>;
