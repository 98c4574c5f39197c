using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Qingjian.Matters;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Matters.Cases;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Calendar;

/// <summary>A year is loaded while a case waits for it: its deadline is worked out again in the same act, and what it was stays visible.</summary>
public abstract class LoadCalendarYearTests(HostFixture host)
{
    private const string Provisional = "date,kind,name\n2027-01-01,holiday,元旦\n2027-05-01,holiday,劳动节\n2027-10-01,holiday,国庆节\n2027-10-02,holiday,国庆节\n2027-10-03,holiday,国庆节\n";
    // Invented: the 14th and 15th of January are off, so a Thursday's deadline moves over the weekend to the 18th.
    private const string Published = Provisional + "2027-01-14,holiday,元旦\n2027-01-15,holiday,元旦\n";

    [Fact]
    public async Task Loading_a_year_recomputes_the_open_clocks_and_keeps_the_earlier_day()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        story.Day(10, 12);
        await story.Act(story.Leader, "extend-decision", new { reason = "案情复杂，需要补充监测" });

        // 90 + 30 days from 2026-09-16: nobody has published 2027, so the day is not guessed; the earliest is said.
        var open = await story.Clock("decision");
        open["dueOn"].ShouldBeNull();
        open["notBefore"]!.GetValue<string>().ShouldBe("2027-01-14");
        open["refusal"]!.GetValue<string>().ShouldContain("2027年工作日历未发布");

        using var admin = await host.As(Role.SystemAdministrator);
        (await story.Officer.PostAsJsonAsync("/api/calendar/", new { text = Provisional, provisional = true, document = "推算" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var first = await Load(admin, Provisional, true);
        first["moved"]!.AsArray().Select(m => m!["ownerId"]!.GetValue<string>()).ShouldContain(story.Case);
        var provisional = await story.Clock("decision");
        provisional["dueOn"]!.GetValue<string>().ShouldBe("2027-01-14");
        provisional["provisional"]!.GetValue<bool>().ShouldBeTrue();

        await Load(admin, Published, false);
        var known = await story.Clock("decision");
        known["dueOn"]!.GetValue<string>().ShouldBe("2027-01-18");
        known["provisional"]!.GetValue<bool>().ShouldBeFalse();
        known["earlier"]!.AsArray().Select(e => e!["shown"]!.GetValue<string>()).ShouldContain("2027年1月14日（暂定）");
        var line = (await story.Read(story.Leader))["steps"]!.AsArray().Select(s => s!["title"]!.GetValue<string>()).ToList();
        line.ShouldContain(title => title.Contains("2027年1月14日（暂定）重算为2027年1月18日", StringComparison.Ordinal));

        // A provisional year never takes the place of a published one, and the published one is read back at the next start.
        var late = await admin.PostAsJsonAsync("/api/calendar/", new { text = Provisional, provisional = true, document = "推算" });
        (await late.Content.ReadAsStringAsync()).ShouldContain("calendar-published");
        await host.Services.RecallCalendar(default);
        var shown = (await admin.GetFromJsonAsync<JsonNode>("/api/calendar/2027"))!;
        shown["year"]!["provisional"]!.GetValue<bool>().ShouldBeFalse();
        shown["year"]!["loadings"]!.AsArray().Count.ShouldBe(2);
        shown["days"]!.AsArray().Single(d => d!["date"]!.GetValue<string>() == "2027-01-14")!["workday"]!.GetValue<bool>().ShouldBeFalse();
        await host.TellFacts();
    }

    private static async Task<JsonNode> Load(HttpClient admin, string text, bool provisional)
    {
        var answer = await admin.PostAsJsonAsync("/api/calendar/", new { text, provisional, document = "国务院办公厅关于2027年部分节假日安排的通知" });
        var body = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonNode.Parse(body)!;
    }
}

public sealed class LoadCalendarYearOnSqlite(SqliteHost host) : LoadCalendarYearTests(host), IClassFixture<SqliteHost>;
public sealed class LoadCalendarYearOnPostgres(PostgresHost host) : LoadCalendarYearTests(host), IClassFixture<PostgresHost>;
