using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Matters;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters;

/// <summary>From an upheld exceedance to a sealed inspection record and a closed task, through HTTP.</summary>
public abstract class MainLineTests(HostFixture host)
{
    [Fact]
    public async Task An_upheld_exceedance_walks_to_a_sealed_record_and_a_closed_task()
    {
        var scene = await MattersScene.Set(host);
        using var lead = await scene.Lead();
        using var wang = await scene.Officer(scene.Wang, "王执法");

        var clue = await scene.ClueFromExceedance(lead);
        clue.GetProperty("state").GetString().ShouldBe("registered");
        clue.GetProperty("source").GetString().ShouldBe("自动监控发现（电子督办核实超标）");
        var clueId = clue.GetProperty("id").GetString()!;

        var task = await scene.TaskFor(lead, clueId);
        await scene.Accepted(lead, wang, task);
        var record = await scene.Arrived(wang, task);

        // No fact is typed twice: what order and registry said is on the record already.
        var begun = await wang.GetFromJsonAsync<JsonElement>($"/api/inspections/{record}");
        begun.GetProperty("content").GetProperty("violation").GetString()!.ShouldContain("152 mg/m³");
        begun.GetProperty("content").GetProperty("legalRepresentative").GetString().ShouldBe("周某");
        begun.GetProperty("checklist").GetProperty("id").GetString().ShouldBe("CK-CEM");

        await scene.Filled(wang, record);
        var sealedRecord = await scene.Seal(wang, record);
        sealedRecord.StatusCode.ShouldBe(HttpStatusCode.OK, await sealedRecord.Content.ReadAsStringAsync());
        var digest = (await sealedRecord.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sha256").GetString();

        var after = await lead.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}");
        after.GetProperty("state").GetString().ShouldBe("feedback");
        after.GetProperty("found").GetBoolean().ShouldBeTrue();
        var then = await lead.GetFromJsonAsync<JsonElement>($"/api/clues/{clueId}");
        then.GetProperty("state").GetString().ShouldBe("confirmed");
        then.GetProperty("findings").GetString()!.ShouldContain("脱硫设施停运");
        then.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("kind").GetString()).ShouldContain("inspection.seal");

        await MattersScene.Post(lead, $"/api/tasks/{task}/verify", new { version = await MattersScene.TaskVersion(lead, task) });
        await MattersScene.Post(lead, $"/api/tasks/{task}/close", new { version = await MattersScene.TaskVersion(lead, task) });
        (await lead.GetFromJsonAsync<JsonElement>($"/api/tasks/{task}")).GetProperty("state").GetString().ShouldBe("closed");

        // The register of the clue and the approval of the visit were made where they belong, and the record carries its signatures and check code.
        then.GetProperty("papers").EnumerateArray().Single().GetProperty("number").GetString().ShouldBe(then.GetProperty("number").GetString());
        var approval = after.GetProperty("papers").EnumerateArray().Single();
        approval.GetProperty("code").GetString().ShouldBe("DOC02");
        var words = await lead.GetStringAsync($"/api/papers/{approval.GetProperty("id").GetString()}");
        words.ShouldContain("王执法");
        words.ShouldContain("个案检查");
        using (var docx = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(await wang.GetByteArrayAsync($"/api/inspections/{record}/docx")), false))
        {
            docx.MainDocumentPart!.ImageParts.Count().ShouldBe(3);
            docx.MainDocumentPart.HeaderParts.ShouldAllBe(head => head.ImageParts.Any());
        }
        using var anybody = host.Anonymous();
        var check = await anybody.GetFromJsonAsync<JsonElement>($"/api/public/papers/check?digest={digest}&number={Uri.EscapeDataString(then.GetProperty("inspections")[0].GetProperty("number").GetString()!)}");
        check.GetProperty("title").GetString().ShouldBe("现场检查（勘察）笔录");
        check.GetProperty("loggedAt").ValueKind.ShouldNotBe(JsonValueKind.Null);

        // The record, its photo and each step stand in the evidence queue.
        var entries = await host.InScope(async services => await services.GetRequiredService<MattersDb>().Set<Qingjian.Platform.Storage.EvidenceRow>().AsNoTracking()
            .Where(e => e.ObjectId == record || e.ObjectId == task).ToListAsync());
        entries.ShouldContain(e => e.Type == "evidence.add" && e.Sha256 == digest);
        entries.Count(e => e.Type == "case.step").ShouldBeGreaterThan(5);
    }
}

public sealed class MainLineOnSqlite(SqliteHost host) : MainLineTests(host), IClassFixture<SqliteHost>;

public sealed class MainLineOnPostgres(PostgresHost host) : MainLineTests(host), IClassFixture<PostgresHost>;
