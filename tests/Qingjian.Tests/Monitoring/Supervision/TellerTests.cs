using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Quality;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Supervision;

/// <summary>Every trigger of the supervision rules in force is pulled by somebody, and leads to the order that its row names: kind, recipients, time.</summary>
public abstract class TellerTests(HostFixture host)
{
    private static readonly SupervisionRule Rule = Qingjian.Tests.Judgement.Law.Book.SupervisionOn(new(2026, 11, 18))!;

    /// <summary>Verdicts over many days: their orders are opened by <see cref="Spans.JudgeSpansTests"/>.</summary>
    private static readonly string[] OfSpans = [.. Rule.Pulls!.WordsOf(SpanVerdict.Reasons)];

    public static TheoryData<string> Triggers => [.. Rule.Triggers.Where(trigger => trigger.Class != "none").Select(trigger => trigger.Verdict).Except(OfSpans)];

    [Theory]
    [MemberData(nameof(Triggers))]
    public Task A_trigger_has_a_teller_and_opens_the_order_that_its_row_names(string trigger) => Opens(trigger, Rule);

    private static readonly SupervisionRule Newest = Qingjian.Tests.Judgement.Law.Book.SupervisionOn(DateOnly.MaxValue)!;

    public static TheoryData<string> Added => [.. Newest.Triggers.Select(trigger => trigger.Verdict).Except(Rule.Triggers.Select(trigger => trigger.Verdict)).Except(OfSpans)];

    [Theory]
    [MemberData(nameof(Added))]
    public Task A_trigger_added_since_opens_the_order_that_its_row_names(string trigger) => Opens(trigger, Newest);

    private async Task Opens(string trigger, SupervisionRule rule)
    {
        TellerScenes.Of.ContainsKey(trigger).ShouldBeTrue($"nobody tells of “{trigger}”, or its scene is missing");
        var scene = await TellerScenes.Of[trigger](host);
        using var officer = await scene.Officer();
        var row = (await scene.Orders(officer)).GetProperty("items").EnumerateArray().Single(each => each.GetProperty("trigger").GetString() == trigger);
        var order = await officer.GetFromJsonAsync<JsonElement>($"/api/orders/{row.GetProperty("id").GetString()}");

        var (known, kind) = rule.Answer(trigger)!.Value;
        order.GetProperty("class").GetString().ShouldBe(kind.Code);
        order.GetProperty("state").GetString().ShouldBe(kind.NeedsAnswer ? "issued" : "reminded");
        string[] to = ["enterprise", kind.Recipient, .. kind.CopyTo, .. known.CopyTo];
        order.GetProperty("deliveries").EnumerateArray().Select(each => each.GetProperty("to").GetString()!).ShouldBe(to.Distinct(), ignoreOrder: true);
        (order.GetProperty("dueAt").GetDateTimeOffset() - order.GetProperty("issuedAt").GetDateTimeOffset()).ShouldBe(TimeSpan.FromHours(known.AnswerHours ?? kind.AnswerHours ?? rule.EnterpriseAnswerHours));
        (order.GetProperty("checkDueAt").ValueKind == JsonValueKind.Null).ShouldBe(kind.AnswerWorkingDays is null);
        order.GetProperty("occurrences").GetArrayLength().ShouldBe(1);
        order.GetProperty("summary").GetString()!.Length.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void No_trigger_of_the_newest_rules_is_without_a_teller()
    {
        Newest.Triggers.Where(trigger => trigger.Class != "none").Select(trigger => trigger.Verdict).Except(TellerScenes.Of.Keys).Except(OfSpans).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_furnace_is_named_on_the_desk_as_people_would_and_its_day_takes_the_place_of_what_was_told_live()
    {
        var scene = await TellerScenes.Of["low_temperature_day"](host);
        using var officer = await scene.Officer();
        var id = (await scene.Orders(officer)).GetProperty("items").EnumerateArray().Single(each => each.GetProperty("trigger").GetString() == "low_temperature_day").GetProperty("id").GetString();
        var order = await officer.GetFromJsonAsync<JsonElement>($"/api/orders/{id}");
        order.GetProperty("title").GetString().ShouldBe("炉膛温度低于850℃超过5次");
        // The day is not over: there is no verdict yet that could be upheld.
        using var enterprise = await scene.Enterprise();
        (await enterprise.PostAsJsonAsync($"/api/orders/{id}/answer", new { version = order.GetProperty("version").GetInt64(), cause = "production-fault", text = "给料系统卡堵，炉温下降。", measures = "已投入助燃", marks = Array.Empty<object>(), fileIds = Array.Empty<string>() })).EnsureSuccessStatusCode();
        order = await officer.GetFromJsonAsync<JsonElement>($"/api/orders/{id}");
        var early = await officer.PostAsJsonAsync($"/api/orders/{id}/uphold", new { version = order.GetProperty("version").GetInt64(), reason = "炉温记录属实" });
        (await early.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("no-exceedance");

        var desk = await host.InScope(services => Task.FromResult(services.GetRequiredService<MonitoringDb>().Alarms.Where(alarm => alarm.OutletId == scene.OutletId).Select(alarm => alarm.Title).ToList()));
        desk.ShouldBe(["炉膛温度低于850℃超过5次"]);

        for (var slot = 110; slot < 288; slot++) scene.Store(Qingjian.Monitoring.Contract.PeriodKind.FiveMinute, new DateTime(2026, 11, 18).AddMinutes(5 * slot), "a01901:Avg=905");
        for (var hour = 0; hour < 24; hour++) scene.Hour(hour, "a21005:Avg=50,ZsAvg=50;a19001:Avg=10");
        host.Clock.SetBeijing(2026, 11, 19, 2);
        await TellerScenes.Close(scene, 18);
        order = await officer.GetFromJsonAsync<JsonElement>($"/api/orders/{id}");
        order.GetProperty("occurrences").GetArrayLength().ShouldBe(1);
        (await officer.PostAsJsonAsync($"/api/orders/{id}/uphold", new { version = order.GetProperty("version").GetInt64(), reason = "炉温记录属实" })).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_missed_calibration_is_told_once_and_is_over_when_the_enterprise_enters_a_new_one()
    {
        var scene = await TellerScenes.Of["calibration_missed"](host);
        using var officer = await scene.Officer();
        using var enterprise = await scene.Enterprise();
        await scene.Run<WatchChecksDue>();
        var order = await scene.Order(officer);
        (order.GetProperty("title").GetString(), order.GetProperty("factorName").GetString(), order.GetProperty("ongoing").GetBoolean()).ShouldBe(("校准、校验逾期未做", "二氧化硫", true));
        order.GetProperty("summary").GetString()!.ShouldContain("应当每7天至少1次，上次为2026年11月16日08:00，至11月23日08:00没有登记新的记录");

        var entered = await enterprise.PostAsJsonAsync("/api/quality-checks/own", new { outletId = scene.OutletId, factor = "a21026", kind = "calibration", madeOn = "2026-11-24T09:00:00+08:00", zeroDrift = 1m, worker = "运维员甲", note = "标准气体" });
        entered.IsSuccessStatusCode.ShouldBeTrue(await entered.Content.ReadAsStringAsync());
        await host.TellFacts();
        await scene.Run<WatchChecksDue>();
        (await scene.Order(officer)).GetProperty("ongoing").GetBoolean().ShouldBeFalse();
    }
}

public sealed class TellersOnSqlite(SqliteHost host) : TellerTests(host), IClassFixture<SqliteHost>;

public sealed class TellersOnPostgres(PostgresHost host) : TellerTests(host), IClassFixture<PostgresHost>;
