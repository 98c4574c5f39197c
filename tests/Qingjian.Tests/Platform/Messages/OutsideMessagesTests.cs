using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.Messages;

/// <summary>From a notice to a real receiver, through HTTP.</summary>
public abstract class OutsideMessagesTests(HostFixture host)
{
    [Fact]
    public async Task Mail_text_message_and_robots_get_a_notice_signed_and_without_content()
    {
        using var mail = new SmtpReceiver();
        using var web = new WebReceiver();
        using var administrator = await host.As(Role.SystemAdministrator);
        var mailChannel = await Channel(administrator, "email", new { host = "127.0.0.1", port = mail.Port, from = "qingjian@example.test" });
        var text = await Channel(administrator, "sms", new { url = $"{web.Address}/sms?key={{密钥}}", body = "{\"to\":\"{手机}\",\"say\":\"{内容}\"}", success = "errcode" }, token: "k/1");
        var weCom = await Channel(administrator, "weCom", new { url = $"{web.Address}/wecom?key={{密钥}}" }, token: "w1");
        var dingTalk = await Channel(administrator, "dingTalk", new { url = $"{web.Address}/ding?access_token={{密钥}}" }, token: "d1", key: "SECabc");
        var feishu = await Channel(administrator, "feishu", new { url = $"{web.Address}/feishu/{{密钥}}" }, token: "f1", key: "fkey");
        foreach (var robot in new[] { weCom, dingTalk, feishu }) await Subscribe(administrator, new { channelId = robot, kinds = Array.Empty<string>(), leastLevel = "", group = "商州工作群", division = "611002" });
        using var officer = await host.As(Role.SupervisionOfficer, "611002", name: "科员甲");
        await Subscribe(officer, new { channelId = mailChannel, address = "duty@example.test", kinds = new[] { "order.issued" }, leastLevel = "yellow" });
        using var enterprise = await host.As(Role.Enterprise, "611002", enterpriseId: "e-one", name: "环保专员");
        await Subscribe(enterprise, new { channelId = text, address = "13800000000", kinds = Array.Empty<string>(), leastLevel = "" });

        await Tell(new OutsideNotice("order.issued", "yellow", "督〔2026〕00077号", "611002", "e-one", ["enterprise", "county"]));

        var letter = mail.Mails.ShouldHaveSingleItem();
        letter.To.ShouldContain("duty@example.test");
        letter.Body.ShouldBe("【清鉴】督办单下发（黄色）督〔2026〕00077号，11月18日10:00。请登录平台查看办理。");
        letter.Head.ShouldContain("Message-ID");
        var calls = web.Calls.ToArray();
        calls.Length.ShouldBe(4);
        calls.Single(call => call.Url.StartsWith("/sms", StringComparison.Ordinal)).ShouldSatisfyAllConditions(
            call => call.Url.ShouldBe("/sms?key=k%2F1"), call => JsonDocument.Parse(call.Body).RootElement.GetProperty("to").GetString().ShouldBe("13800000000"));
        calls.Single(call => call.Url == "/wecom?key=w1").Body.ShouldContain("msgtype");
        var ding = HttpUtility.ParseQueryString(new Uri(web.Address + calls.Single(call => call.Url.StartsWith("/ding", StringComparison.Ordinal)).Url).Query);
        ding["sign"].ShouldBe(RobotSignature.DingTalk(long.Parse(ding["timestamp"]!, System.Globalization.CultureInfo.InvariantCulture), "SECabc"));
        var bird = JsonDocument.Parse(calls.Single(call => call.Url == "/feishu/f1").Body).RootElement;
        bird.GetProperty("sign").GetString().ShouldBe(RobotSignature.Feishu(long.Parse(bird.GetProperty("timestamp").GetString()!, System.Globalization.CultureInfo.InvariantCulture), "fkey"));

        // Another county, another enterprise, a lower level, another kind: each is somebody else's.
        await Tell(new OutsideNotice("order.issued", "blue", "督〔2026〕00078号", "611021", "e-two", ["enterprise", "county"]));
        await Tell(new OutsideNotice("order.overdue", "red", "督〔2026〕00079号", "611002", "e-two", ["city"]));
        (mail.Mails.Count, web.Calls.Count).ShouldBe((1, 7));
    }

    [Fact]
    public async Task A_receiver_that_fails_gets_it_later_and_a_dead_message_can_be_sent_again()
    {
        using var web = new WebReceiver { Answer = (500, "") };
        using var administrator = await host.As(Role.SystemAdministrator);
        var channel = await Channel(administrator, "weCom", new { url = $"{web.Address}/robot" });
        var group = await Subscribe(administrator, new { channelId = channel, kinds = new[] { "order.returned" }, leastLevel = "", group = "值班群", division = "611024" });
        await Tell(new OutsideNotice("order.returned", "blue", "退-1", "611024", null, []));
        (await Record(administrator, "退-1")).ShouldSatisfyAllConditions(
            row => row.GetProperty("state").GetString().ShouldBe("retrying"), row => row.GetProperty("fault").GetString()!.ShouldContain("500"), row => row.GetProperty("attempts").GetInt32().ShouldBe(1));

        web.Answer = (200, "{\"errcode\":45009}");
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        await Send();
        (await Record(administrator, "退-1")).GetProperty("fault").GetString()!.ShouldContain("45009");
        for (var attempt = 0; attempt < 6; attempt++)
        {
            host.Clock.Advance(TimeSpan.FromHours(13));
            await Send();
        }
        var dead = await Record(administrator, "退-1");
        dead.GetProperty("state").GetString().ShouldBe("dead");

        web.Answer = (200, "{\"errcode\":0}");
        (await administrator.PostAsJsonAsync($"/api/messages/records/{dead.GetProperty("id").GetString()}/resend", new { })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Send();
        (await Record(administrator, "退-1")).GetProperty("state").GetString().ShouldBe("sent");
        (await administrator.PostAsJsonAsync($"/api/messages/records/{dead.GetProperty("id").GetString()}/resend", new { })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await administrator.DeleteAsync($"/api/messages/subscriptions/{group}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await administrator.GetAsync("/api/messages/records/export?format=csv")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task In_quiet_hours_a_message_is_held_and_leaves_at_their_end()
    {
        using var web = new WebReceiver();
        using var administrator = await host.As(Role.SystemAdministrator);
        host.Clock.SetBeijing(2027, 3, 18, 23);
        var channel = await Channel(administrator, "weCom", new { url = $"{web.Address}/quiet" }, quiet: true);
        await Subscribe(administrator, new { channelId = channel, kinds = Array.Empty<string>(), leastLevel = "", group = "夜间群", division = "611025" });
        await Tell(new OutsideNotice("order.issued", "blue", "夜-1", "611025", null, []));
        await Tell(new OutsideNotice("order.issued", "red", "夜-2", "611025", null, []));
        (await Record(administrator, "夜-1")).GetProperty("state").GetString().ShouldBe("held");
        (await Record(administrator, "夜-2")).GetProperty("state").GetString().ShouldBe("sent");
        host.Clock.SetBeijing(2027, 3, 19, 7);
        await Send();
        (await Record(administrator, "夜-1")).GetProperty("state").GetString().ShouldBe("sent");
        host.Clock.SetBeijing(2026, 11, 18, 10);
    }

    [Fact]
    public async Task The_test_button_says_what_came_of_it_and_secrets_never_come_out()
    {
        using var web = new WebReceiver { Answer = (403, "no") };
        using var administrator = await host.As(Role.SystemAdministrator);
        var id = await Channel(administrator, "feishu", new { url = $"{web.Address}/t/{{密钥}}" }, token: "very-secret", key: "hidden-key", enabled: false);
        var refused = await (await administrator.PostAsJsonAsync($"/api/messages/channels/{id}/test", new { })).Content.ReadFromJsonAsync<JsonElement>();
        (refused.GetProperty("sent").GetBoolean(), refused.GetProperty("fault").GetString()).ShouldBe((false, "机器人答复 403"));
        web.Answer = (200, "{\"code\":0}");
        (await (await administrator.PostAsJsonAsync($"/api/messages/channels/{id}/test", new { })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sent").GetBoolean().ShouldBeTrue();

        var shown = await administrator.GetStringAsync("/api/messages/channels");
        shown.ShouldNotContain("very-secret");
        shown.ShouldNotContain("hidden-key");
        (await host.InScope(services => Task.FromResult(services.GetRequiredService<PlatformDb>().Channels.Single(c => c.Id == id).SealedToken)))!.ShouldNotContain("very-secret");

        var view = JsonDocument.Parse(shown).RootElement.EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var edited = await administrator.PutAsJsonAsync($"/api/messages/channels/{id}", new { version = view.GetProperty("version").GetInt64(), kind = "feishu", name = "改名", enabled = false, settings = new { url = web.Address }, quietPasses = "red" });
        edited.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.PutAsJsonAsync("/api/messages/templates/order.answered", new { version = 0, text = "{编号}待核查，请登录平台。" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await administrator.PutAsJsonAsync("/api/messages/templates/order.answered", new { version = 1, text = "{企业}待核查，请登录平台。" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var officer = await host.As(Role.EnforcementOfficer);
        (await officer.PostAsJsonAsync("/api/messages/subscriptions", new { channelId = id, kinds = Array.Empty<string>(), leastLevel = "" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private async Task Tell(OutsideNotice notice)
    {
        await host.InScope(async services => { await services.GetRequiredService<PlatformDb>().Commit(new Act("test.notice", "order", notice.Number, "测试").Tell(notice), default); return true; });
        await host.TellFacts();
        await Send();
    }

    private Task<int> Send() => host.Services.GetRequiredService<SendMessages>().Step(default);

    private static async Task<string> Channel(HttpClient administrator, string kind, object settings, string? token = null, string? key = null, bool quiet = false, bool enabled = true)
    {
        var answer = await administrator.PostAsJsonAsync("/api/messages/channels", new
        {
            version = 0,
            kind,
            name = $"通道{kind}",
            enabled,
            settings,
            token,
            signingKey = key,
            quietFrom = quiet ? "22:00" : null,
            quietTo = quiet ? "07:00" : null,
            quietPasses = "orange",
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<string> Subscribe(HttpClient client, object request)
    {
        var answer = await client.PostAsJsonAsync("/api/messages/subscriptions", request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> Record(HttpClient administrator, string number) =>
        (await administrator.GetFromJsonAsync<JsonElement>($"/api/messages/records?q={number}")).GetProperty("items").EnumerateArray().Single();
}

public sealed class OutsideMessagesOnSqlite(SqliteHost host) : OutsideMessagesTests(host), IClassFixture<SqliteHost>;

public sealed class OutsideMessagesOnPostgres(PostgresHost host) : OutsideMessagesTests(host), IClassFixture<PostgresHost>;
