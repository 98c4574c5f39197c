using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Matters;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Registry.People;
using Qingjian.Registry.Sources;
using Qingjian.Tests.Fixtures;
using Qingjian.Vocabulary;
using Shouldly;

namespace Qingjian.Tests.Matters;

/// <summary>A bureau, four officers, one cement works with an outlet; and the steps from an upheld exceedance to a sealed record, through HTTP.</summary>
public sealed class MattersScene
{
    public required HostFixture Host { get; init; }
    public required string Bureau { get; init; }
    public required string EnterpriseId { get; init; }
    public required string OutletId { get; init; }
    /// <summary>Holds a certificate until 2028.</summary>
    public required string Wang { get; init; }
    /// <summary>Holds a certificate until 2028.</summary>
    public required string Li { get; init; }
    /// <summary>His certificate ended on 2026-10-31.</summary>
    public required string Expired { get; init; }
    /// <summary>Holds none.</summary>
    public required string Uncertified { get; init; }

    public static async Task<MattersScene> Set(HostFixture host)
    {
        var tag = NewId.Make()[..6];
        var (bureau, firm, outlet) = (NewId.Make(), NewId.Make(), NewId.Make());
        var people = new[] { "王执法", "李执法", "赵过期", "钱无证" }.Select(name => (Id: NewId.Make(), Name: name)).ToList();
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<RegistryDb>();
            db.Add(new Organisation { Id = bureau, Division = "611000", Kind = OrganisationKind.Bureau, Name = "演示市生态环境局", ShortName = "演示局", DocumentPrefix = $"演环{tag}" });
            db.Add(new Enterprise
            {
                Id = firm,
                Name = $"秦岭{tag}水泥有限公司",
                Division = "611002",
                Industry = "3011",
                Address = "商州区工业路1号",
                LegalRepresentative = "周某",
                ContactName = "吴某",
                ContactPhone = "029-0000000",
                PermitNo = "91610000TEST0001P",
                CreatedAt = db.Now,
            });
            db.Add(new Outlet { Id = outlet, EnterpriseId = firm, Division = "611002", Code = "DA001", Name = "窑尾排气筒", Medium = Medium.Air });
            foreach (var (id, name) in people) db.Add(new Person { Id = id, Division = "611000", OrganisationId = bureau, Name = name, JobTitle = "执法人员" });
            db.Add(Certificate(people[0].Id, tag + "01", new DateOnly(2028, 12, 31)));
            db.Add(Certificate(people[1].Id, tag + "02", new DateOnly(2028, 12, 31)));
            db.Add(Certificate(people[2].Id, tag + "03", new DateOnly(2026, 10, 31)));
            await db.Commit(new Act("test.scene", "scene", bureau, "布置场景"), default);
            return true;
        });
        return new MattersScene { Host = host, Bureau = bureau, EnterpriseId = firm, OutletId = outlet, Wang = people[0].Id, Li = people[1].Id, Expired = people[2].Id, Uncertified = people[3].Id };
    }

    private static Certificate Certificate(string person, string number, DateOnly to) =>
        new() { Id = NewId.Make(), PersonId = person, Number = $"陕{number}", Issuer = "陕西省司法厅", Area = "611000", ValidFrom = new DateOnly(2023, 1, 1), ValidTo = to };

    public Task<HttpClient> Lead() => Host.As(Role.EnforcementLead, "611000", name: "支队长");

    public Task<HttpClient> Officer(string person, string name) => Host.As(Role.EnforcementOfficer, "611000", name: name, personId: person);

    /// <summary>Monitoring tells that an exceedance was upheld; returns the clue it raised.</summary>
    public async Task<JsonElement> ClueFromExceedance(HttpClient reader, string? orderId = null)
    {
        var order = orderId ?? NewId.Make();
        var at = Host.Clock.GetUtcNow();
        await Tell(new ExceedanceUpheld(order, $"演环督〔2026〕{order[..6]}号", OutletId, EnterpriseId, "611002", "a21026", "窑尾排气筒二氧化硫小时均值 152 mg/m³，超过限值 100 mg/m³，超标 0.52 倍。", at.AddHours(-3), at.AddHours(-2), 152m, 100m, ["v1"]));
        var clues = await reader.GetFromJsonAsync<JsonElement>($"/api/clues?enterpriseId={EnterpriseId}&size=50");
        var number = $"演环督〔2026〕{order[..6]}号";
        return clues.GetProperty("items").EnumerateArray().Single(c => c.GetProperty("orderNumber").GetString() == number);
    }

    /// <summary>Puts a fact into the outbox, as Monitoring's commit would, and delivers it.</summary>
    public async Task Tell(object fact)
    {
        await Host.InScope(async services =>
        {
            var db = services.GetRequiredService<MattersDb>();
            await db.Commit(new Act("test.tell", "order", "test", "测试事实").Tell(fact), default);
            return true;
        });
        await Host.TellFacts();
        var fault = await Host.InScope(services => services.GetRequiredService<PlatformDb>().Outbox.Where(row => row.Fault != null).Select(row => row.Fault).FirstOrDefaultAsync());
        fault.ShouldBeNull();
    }

    /// <summary>Verified clue: the id of its task.</summary>
    public async Task<string> TaskFor(HttpClient lead, string clueId)
    {
        var clue = await lead.GetFromJsonAsync<JsonElement>($"/api/clues/{clueId}");
        var answer = await Post(lead, $"/api/clues/{clueId}/verify", new { version = clue.GetProperty("version").GetInt64(), opinion = "情况具体，建议现场核查" });
        return answer.GetProperty("taskId").GetString()!;
    }

    /// <summary>Triaged and dispatched to Wang and Li, accepted by Wang.</summary>
    public async Task Accepted(HttpClient lead, HttpClient wang, string task)
    {
        await Post(lead, $"/api/tasks/{task}/triage", new { version = await TaskVersion(lead, task), priority = "normal", alert = false, instruction = "查治污设施" });
        await Post(lead, $"/api/tasks/{task}/dispatch", new { version = await TaskVersion(lead, task), lead = Wang, second = Li });
        await Post(wang, $"/api/tasks/{task}/accept", new { version = await TaskVersion(wang, task) });
    }

    /// <summary>Arrived: the id of the record.</summary>
    public async Task<string> Arrived(HttpClient wang, string task) =>
        (await Post(wang, $"/api/tasks/{task}/arrive", new { version = await TaskVersion(wang, task), longitude = 109.94, latitude = 33.87, accuracy = 12.0 })).GetProperty("id").GetString()!;

    /// <summary>Everything filled in, photographed and signed; only the seal is missing.</summary>
    public async Task Filled(HttpClient wang, string record, bool found = true)
    {
        var start = Host.Clock.GetUtcNow();
        Host.Clock.Advance(TimeSpan.FromMinutes(90));
        var photo = await Upload(wang, "现场.png", 7);
        await Post(wang, $"/api/inspections/{record}/photos", new { fileId = photo, subject = "窑尾脱硫设施", proves = "脱硫喷淋泵停运", takenAt = start.AddMinutes(30), itemId = "CK-CEM-04" });
        await Write(wang, record, FilledContent(start, found), start, start.AddMinutes(80));
        foreach (var person in new[] { Wang, Li }) await Sign(wang, record, new { role = "officer", personId = person, fileId = await Upload(wang, "签名.png", person[0]), refused = false });
        await Sign(wang, record, new { role = "party", name = "吴某", fileId = await Upload(wang, "签名.png", 99), refused = false });
    }

    public static object FilledContent(DateTimeOffset start, bool found) => new
    {
        place = "商州区工业路1号 窑尾排气筒",
        partyName = "秦岭水泥有限公司",
        siteContact = "吴某",
        siteContactDuty = "环保负责人",
        certificateShownAt = start.AddMinutes(1),
        rightsReadAt = start.AddMinutes(2),
        partyConfirmed = true,
        production = "2500t/d 熟料线一条，正常生产。",
        permits = "排污许可证在有效期内。",
        treatment = "脱硫喷淋泵停运，烟气直排。",
        violation = found ? "脱硫设施停运约三小时，窑尾二氧化硫超标排放。" : "未发现违法行为",
        sampling = "未采样，拍摄照片一张。",
        found,
        measures = found ? "责令立即恢复运行，建议立案。" : "",
        answers = Enumerable.Range(1, 26).Select(i => new { itemId = $"CK-CEM-{i:00}", answer = i == 4 ? "no" : "yes", note = i == 4 ? "喷淋泵停运" : "" }),
    };

    public async Task Write(HttpClient wang, string record, object content, DateTimeOffset start, DateTimeOffset? end)
    {
        var answer = await wang.PutAsJsonAsync($"/api/inspections/{record}", new { version = await RecordVersion(wang, record), startedAt = start, endedAt = end, content });
        await Ok(answer);
    }

    public async Task Sign(HttpClient wang, string record, object signature)
    {
        var body = JsonSerializer.SerializeToNode(signature)!.AsObject();
        body["version"] = await RecordVersion(wang, record);
        await Post(wang, $"/api/inspections/{record}/signatures", body);
    }

    public async Task<HttpResponseMessage> Seal(HttpClient wang, string record) => await wang.PostAsJsonAsync($"/api/inspections/{record}/seal", new { version = await RecordVersion(wang, record) });

    /// <summary>A small PNG with content of its own.</summary>
    public static async Task<string> Upload(HttpClient client, string name, int seed)
    {
        using var form = new MultipartFormDataContent();
        var bytes = new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, (byte)seed, .. Guid.NewGuid().ToByteArray()]);
        form.Add(bytes, "file", name);
        var answer = await client.PostAsync("/api/files/", form);
        await Ok(answer);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public static async Task<long> TaskVersion(HttpClient client, string task) => (await client.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}")).GetProperty("version").GetInt64();

    public static async Task<long> RecordVersion(HttpClient client, string record) => (await client.GetFromJsonAsync<JsonElement>($"/api/inspections/{record}")).GetProperty("version").GetInt64();

    /// <summary>Posts and expects success.</summary>
    public static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync(path, body);
        await Ok(answer);
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The problem code of a refusal.</summary>
    public static async Task<string> CodeOf(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;

    private static async Task Ok(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode) throw new ShouldAssertException($"{(int)answer.StatusCode} {answer.RequestMessage!.RequestUri!.PathAndQuery}: {await answer.Content.ReadAsStringAsync()}");
    }
}
