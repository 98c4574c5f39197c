using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Marks;

/// <summary>标记超时: gaps nobody marked and marks made too late as verdicts with their working, replayed to the same bytes.</summary>
public abstract class MarkingDayTests(HostFixture host)
{
    private static async Task<List<JsonElement>> Warnings(HttpClient client, SupervisionScene scene) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"/api/verdicts?outletId={scene.OutletId}&state=warning&size=50")).GetProperty("items").EnumerateArray()];

    private static async Task<bool> SameAgain(HttpClient officer, SupervisionScene scene) =>
        (await (await officer.PostAsJsonAsync("/api/verdicts/rejudge", new { outletId = scene.OutletId, day = "2026-11-16" })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("same").GetBoolean();

    [Fact]
    public async Task A_gap_is_a_verdict_a_late_mark_makes_it_another_and_data_that_come_after_all_take_it_back()
    {
        var scene = await SupervisionScene.Kiln(host);
        foreach (var hour in Enumerable.Range(0, 24).Except([5, 6, 7, 8])) scene.Dust(hour, 20m, day: 16, flag: hour == 20 ? 'M' : 'N');
        await TellerScenes.Close(scene, 16);
        using var officer = await scene.Officer();
        using var enterprise = await scene.Enterprise();
        var gap = (await Warnings(officer, scene)).Single();
        (gap.GetProperty("reason").GetString(), gap.GetProperty("factorName").GetString(), gap.GetProperty("value").GetDecimal()).ShouldBe(("unmarked", "数据缺失、无效未标记", 4m));
        var why = await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/{gap.GetProperty("id").GetString()}");
        why.GetRawText().ShouldContain("视为已经自动标记，不计入");
        (await SameAgain(officer, scene)).ShouldBeTrue();

        var made = await enterprise.PostAsJsonAsync("/api/marks", new { outletId = scene.OutletId, kind = "communication", from = "2026-11-16T05:00:00+08:00", to = "2026-11-16T09:00:00+08:00", reason = "专线中断，数据在本地" });
        made.EnsureSuccessStatusCode();
        await TellerScenes.Close(scene, 16);
        var late = (await Warnings(officer, scene)).Single();
        // Due on the 17th at 12:00, made on the 18th at 10:00.
        (late.GetProperty("reason").GetString(), late.GetProperty("value").GetDecimal()).ShouldBe(("mark-late", 22m));
        (await SameAgain(officer, scene)).ShouldBeTrue();
        var old = await officer.GetFromJsonAsync<JsonElement>($"/api/verdicts/{gap.GetProperty("id").GetString()}");
        old.GetRawText().ShouldContain("日终判定");

        var mark = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("marks")[0];
        (await enterprise.PostAsJsonAsync($"/api/marks/{mark.GetProperty("id").GetString()}/withdraw", new { version = 1, reason = "数据已经补传" })).EnsureSuccessStatusCode();
        foreach (var hour in new[] { 5, 6, 7, 8 }) scene.Dust(hour, 20m, day: 16);
        await TellerScenes.Close(scene, 16);
        (await Warnings(officer, scene)).ShouldBeEmpty();
        (await SameAgain(officer, scene)).ShouldBeTrue();
    }

    [Fact]
    public async Task Before_the_limit_is_over_nothing_is_said()
    {
        var scene = await SupervisionScene.Kiln(host);
        foreach (var hour in Enumerable.Range(0, 20)) scene.Dust(hour, 20m, day: 17);
        await TellerScenes.Close(scene, 17);
        using var officer = await scene.Officer();
        (await Warnings(officer, scene)).ShouldBeEmpty();
    }
}

public sealed class MarkingDaysOnSqlite(SqliteHost host) : MarkingDayTests(host), IClassFixture<SqliteHost>;

public sealed class MarkingDaysOnPostgres(PostgresHost host) : MarkingDayTests(host), IClassFixture<PostgresHost>;
