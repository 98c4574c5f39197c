using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Registry.People;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Matters;
using Qingjian.Tests.Monitoring.Gateway;
using Qingjian.Tests.Registry;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Host;

/// <summary>The small acts of a desk's day that the long stories pass by: each done once, each seen in what it changed.</summary>
public sealed class DeskStoryTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    [Fact]
    public async Task An_account_gets_a_post_loses_it_and_is_disabled()
    {
        using var security = await host.As(Role.SecurityAdministrator);
        object Post(string title) => new { title, role = "enforcementOfficer", organisation = "演示市生态环境局", division = "611000", divisionName = "商洛市" };
        var id = (await security.PostAsJsonAsync("/api/accounts", new { userName = "d" + NewId.Make()[..8], password = "Given-Pass-2026", name = "李某", post = Post("执法人员") }).Done()).GetString()!;
        var post = (await security.PostAsJsonAsync($"/api/accounts/{id}/posts", Post("兼任岗位")).Done()).GetString()!;
        await security.PostAsJsonAsync($"/api/accounts/{id}/posts/{post}/end", new { }).Done();
        await security.PostAsJsonAsync($"/api/accounts/{id}/disabled", new { disabled = true, reason = "调离" }).Done();
        var account = (await security.GetFromJsonAsync<JsonElement>("/api/accounts?size=200")).GetProperty("items").EnumerateArray().Single(a => a.GetProperty("id").GetString() == id);
        account.GetProperty("disabled").GetBoolean().ShouldBeTrue();
        account.GetProperty("posts").EnumerateArray().Single(p => p.GetProperty("id").GetString() == post).GetProperty("until").GetString().ShouldBe("2026-11-17");
    }

    [Fact]
    public async Task People_units_and_sources_are_corrected()
    {
        using var security = await host.As(Role.SecurityAdministrator);
        object Unit(string name, long version) => new { name, shortName = "演示局", kind = "bureau", division = "611000", documentPrefix = "演环", closed = false, version };
        var unit = (await security.PostAsJsonAsync("/api/organisations", Unit("演示市生态环境局", 0)).Done()).Id();
        await security.PutAsJsonAsync($"/api/organisations/{unit}", Unit("演示市生态环境保护局", 1)).Done();
        object Person(string title, long version) => new { name = "孙某", organisationId = unit, jobTitle = title, version };
        var person = (await security.PostAsJsonAsync("/api/people", Person("科员", 0)).Done()).Id();
        await security.PutAsJsonAsync($"/api/people/{person}", Person("副主任科员", 1)).Done();
        var absence = (await security.PostAsJsonAsync($"/api/people/{person}/absences", new { reason = "培训", from = "2026-11-18", until = "2026-11-20" }).Done()).Id();
        await security.DeleteAsync($"/api/people/{person}/absences/{absence}").Done();
        (await security.GetStringAsync($"/api/people/{person}")).ShouldContain("副主任科员");

        using var engineer = await host.Engineer();
        var firm = await engineer.NewEnterprise("演示更正有限公司");
        var outlet = (await engineer.PostAsJsonAsync($"/api/sources/{firm}/outlets", RegistryHosts.Outlet("DA001")).Done()).Id();
        var corrected = JsonSerializer.SerializeToNode(RegistryHosts.Outlet("DA001"))!.AsObject();
        (corrected["name"], corrected["version"]) = ("窑尾排气筒", 1);
        await engineer.PutAsJsonAsync($"/api/outlets/{outlet}", corrected).Done();
        var mn = "DESK" + NewId.Make()[..20].ToUpperInvariant();
        var monitor = (await engineer.PostAsJsonAsync($"/api/sources/{firm}/monitors", new { monitor = RegistryHosts.Monitor(mn) }).Done()).Id();
        await engineer.PutAsJsonAsync($"/api/monitors/{monitor}", RegistryHosts.Monitor(mn, password: null, state: "disabled", version: 1)).Done();
        await engineer.PostAsJsonAsync($"/api/sources/{firm}/contact", new { reason = "电话核实停产情况" }).Done();
        (await engineer.GetStringAsync($"/api/sources/{firm}")).ShouldContain("窑尾排气筒");
        await engineer.PostAsJsonAsync("/api/packets/inspect", new { text = "##0000" }).Done();
    }

    [Fact]
    public async Task Clues_and_tasks_go_every_other_way()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        using var wang = await scene.Officer(scene.Wang, "王执法");
        using var li = await scene.Officer(scene.Li, "李执法");
        async Task<string> Clue() => (await scene.ClueFromExceedance(lead)).GetProperty("id").GetString()!;
        async Task<long> ClueVersion(string id) => (await lead.GetFromJsonAsync<JsonElement>($"/api/clues/{id}")).GetProperty("version").GetInt64();
        Task<JsonElement> Task(HttpClient who, string task, string act, object body) => Move(who, $"/api/tasks/{task}/{act}", body, MattersScene.TaskVersion(lead, task));

        var away = (await MattersScene.Post(lead, "/api/clues", new { sourceCode = "public_complaint", sourceSubcode = "media", foundAt = host.Clock.GetUtcNow(), enterpriseId = scene.EnterpriseId, outletId = scene.OutletId, element = "air", content = "夜间冒黑烟" })).GetProperty("id").GetString()!;
        await MattersScene.Post(lead, $"/api/clues/{away}/transfer", new { version = await ClueVersion(away), to = "市住房和城乡建设局", reason = "不属于本部门职责", reply = "已转有关部门办理" });
        await MattersScene.Post(lead, $"/api/clues/{away}/reply", new { version = await ClueVersion(away), reply = "已书面答复来源方，由市住房和城乡建设局办理" });

        var task = await scene.TaskFor(lead, await Clue());
        await Task(lead, task, "triage", new { priority = "normal", alert = false, instruction = "查治污设施" });
        await Task(lead, task, "dispatch", new { lead = scene.Wang, second = scene.Li });
        await Task(lead, task, "urge", new { reason = "请尽快到场" });
        await Task(lead, task, "extend", new { until = host.Clock.GetUtcNow().AddDays(30), reason = "道路中断，无法到场" });
        await Task(wang, task, "return", new { reason = "与本人存在利害关系" });
        await Task(lead, task, "dismiss", new { reason = "重复派发，并案办理" });

        var branch = NewId.Make();
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<RegistryDb>();
            db.Add(new Organisation { Id = branch, Division = "611002", Kind = OrganisationKind.Bureau, Name = "演示市生态环境局商州分局", ShortName = "商州分局", DocumentPrefix = "演环商" });
            await db.Commit(new Act("test.scene", "scene", branch, "布置场景"), default);
            return true;
        });
        var handed = await scene.TaskFor(lead, await Clue());
        await Task(lead, handed, "triage", new { priority = "normal", alert = false, instruction = "就近核查" });
        await Task(lead, handed, "transfer", new { organisationId = branch, reason = "由属地分局就近办理" });
        (await lead.GetStringAsync($"/api/tasks/{handed}")).ShouldContain("商州分局");

        var interest = await MattersScene.Post(li, "/api/recusals", new { enterpriseId = scene.EnterpriseId, reason = "近亲属任职" });
        var recusal = (await li.GetFromJsonAsync<JsonElement>("/api/recusals")).GetProperty("items").EnumerateArray().First();
        await MattersScene.Post(li, $"/api/recusals/{recusal.GetProperty("id").GetString()}/end", new { version = recusal.GetProperty("version").GetInt64(), reason = "亲属已离职" });
        interest.ValueKind.ShouldNotBe(JsonValueKind.Null);

        static async Task<JsonElement> Move(HttpClient who, string path, object body, Task<long> version)
        {
            var json = JsonSerializer.SerializeToNode(body, HouseJson.Options)!.AsObject();
            json["version"] = await version;
            return await MattersScene.Post(who, path, json);
        }
    }

    [Fact]
    public async Task Held_packets_are_dismissed_and_released_and_a_logger_is_asked()
    {
        using var engineer = await host.Engineer();
        var firm = await engineer.NewEnterprise("演示联网有限公司");
        var (known, stranger) = ("DESK" + NewId.Make()[..20].ToUpperInvariant(), "DESK" + NewId.Make()[..20].ToUpperInvariant());
        var port = (await engineer.GetFromJsonAsync<JsonElement>("/api/gateway")).GetProperty("port").GetInt32();
        using var line = new TcpClient("127.0.0.1", port);
        foreach (var mn in new[] { known, stranger }) await Send(mn);
        await Dismiss(await Held(stranger));

        var monitor = (await engineer.PostAsJsonAsync($"/api/sources/{firm}/monitors", new { monitor = RegistryHosts.Monitor(known) }).Done()).Id();
        await host.TellFacts();
        // What was held of an unknown logger is let in by its registration; a wrong password waits for a person.
        await Send(known, "654321");
        await engineer.PostAsJsonAsync("/api/quarantine/release", new { ids = new[] { await Held(known, "&state=held") }, allowTime = false, reason = "现场改过口令" }).Done();
        await engineer.PostAsJsonAsync("/api/quarantine/suffixes", new { suffix = "DeskAvg", note = "厂家自定义后缀" }).Done();

        await Send(known);
        for (var n = 0; ; n++)
        {
            using var asked = await engineer.PostAsJsonAsync($"/api/links/{monitor}/commands", new { command = 1011, fields = new { } });
            if (asked.IsSuccessStatusCode) break;
            n.ShouldBeLessThan(100, await asked.Content.ReadAsStringAsync());
            await Task.Delay(50);
        }

        async Task Send(string mn, string password = "123456") =>
            await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(GatewayBench.Frame($"QN=20261118093000001;ST=31;CN=2061;PW={password};MN={mn};Flag=5;CP=&&DataTime=20261118080000;a21026-Avg=1.0,a21026-Flag=N&&")));

        async Task<string> Held(string mn, string more = "")
        {
            for (var n = 0; n < 200; n++)
            {
                var held = (await engineer.GetFromJsonAsync<JsonElement>($"/api/quarantine?q={mn}{more}")).GetProperty("items");
                if (held.GetArrayLength() > 0) return held[0].GetProperty("id").GetString()!;
                await Task.Delay(50);
            }
            throw new ShouldAssertException($"{mn} is not held.");
        }

        Task Dismiss(string id) => engineer.PostAsJsonAsync("/api/quarantine/dismiss", new { ids = new[] { id }, reason = "不是本市的数采仪" }).Done();
    }

    [Fact]
    public async Task A_record_loses_a_photo_and_is_discarded()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        using var wang = await scene.Officer(scene.Wang, "王执法");
        var task = await scene.TaskFor(lead, (await scene.ClueFromExceedance(lead)).GetProperty("id").GetString()!);
        await scene.Accepted(lead, wang, task);
        var record = await scene.Arrived(wang, task);
        var at = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await MattersScene.Post(wang, $"/api/inspections/{record}/photos", new { fileId = await MattersScene.Upload(wang, "现场.png", 7), subject = "窑尾", proves = "现场情况", takenAt = at.AddMinutes(5) });
        var photo = (await wang.GetFromJsonAsync<JsonElement>($"/api/inspections/{record}")).GetProperty("photos").EnumerateArray().Single().GetProperty("id").GetString();
        await wang.DeleteAsync($"/api/inspections/{record}/photos/{photo}").Done();
        await MattersScene.Post(wang, $"/api/inspections/{record}/discard", new { version = await MattersScene.RecordVersion(wang, record), reason = "企业名称选错，重新制作" });
        (await wang.GetFromJsonAsync<JsonElement>($"/api/inspections/{record}")).GetProperty("state").GetString().ShouldBe("discarded");
    }
}
