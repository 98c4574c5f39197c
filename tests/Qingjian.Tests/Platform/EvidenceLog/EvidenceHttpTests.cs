using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Tree;
using Qingjian.Evidence.Verification;
using Qingjian.Platform.Access;
using Qingjian.Platform.EvidenceLog;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.EvidenceLog;

public abstract class EvidenceHttpTests(HostFixture host)
{
    [Fact]
    public async Task Anybody_can_follow_an_entry_to_the_signed_root()
    {
        await Enter(20);
        using var anybody = host.Anonymous();
        var (checkpoint, _) = await Checkpoint(anybody);
        for (var index = 0L; index < checkpoint.Size; index += 7)
        {
            var entry = await anybody.GetByteArrayAsync($"/api/log/entry/{index}");
            var proof = await Hashes(anybody, $"/api/log/proof/inclusion?index={index}&size={checkpoint.Size}");
            InclusionProof.Verify(Sha256TreeHash.Instance, Sha256TreeHash.Instance.Leaf(entry), index, checkpoint.Size, proof, checkpoint.Root).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_kept_checkpoint_can_be_held_against_a_later_one()
    {
        await Enter(3);
        using var anybody = host.Anonymous();
        var (older, _) = await Checkpoint(anybody);
        await Enter(3);
        var (newer, _) = await Checkpoint(anybody);
        newer.Size.ShouldBeGreaterThan(older.Size);
        var proof = await Hashes(anybody, $"/api/log/proof/consistency?old={older.Size}&new={newer.Size}");
        ConsistencyProof.Verify(Sha256TreeHash.Instance, older.Size, older.Root, newer.Size, newer.Root, proof).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/api/log/entry/-1", HttpStatusCode.NotFound)]
    [InlineData("/api/log/entry/999999999999", HttpStatusCode.NotFound)]
    [InlineData("/api/log/proof/inclusion?index=5&size=5", HttpStatusCode.NotFound)]
    [InlineData("/api/log/proof/consistency?old=2&new=1", HttpStatusCode.NotFound)]
    [InlineData("/api/log/checkpoint?tree=md5", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/api/log/checkpoint?tree=sm3", HttpStatusCode.ServiceUnavailable)]
    public async Task What_is_not_there_is_refused_in_words(string path, HttpStatusCode expected)
    {
        await Enter(1);
        using var anybody = host.Anonymous();
        var answer = await anybody.GetAsync(path);
        answer.StatusCode.ShouldBe(expected);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_bundle_of_a_file_holds_its_bytes_and_checks_out()
    {
        using var officer = await host.As(Role.EnforcementOfficer, "611002");
        var content = Encoding.UTF8.GetBytes("时间,值\n10:00," + NewId.Make());
        var file = await Upload(officer, content);
        await MoveAll();
        var zip = await officer.GetByteArrayAsync($"/api/evidence/file/{file}/bundle");
        var report = new VerificationReport();
        BundleVerification.Run(new MemoryStream(zip), [], report);
        report.Faults.ShouldBeEmpty();
        report.Files.ShouldBe(1);
        zip.AsSpan().IndexOf(content).ShouldBeGreaterThan(0);   // stored, not compressed
        Directory.EnumerateFiles(Path.Combine(host.Folder, "tmp")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_countys_evidence_looks_as_if_it_were_not_there()
    {
        using var officer = await host.As(Role.EnforcementOfficer, "611002");
        using var neighbour = await host.As(Role.EnforcementOfficer, "611021");
        using var city = await host.As(Role.EnforcementLead, "611000");
        var file = await Upload(officer, Encoding.UTF8.GetBytes("a,b\n1," + NewId.Make()));
        await MoveAll();
        (await neighbour.GetAsync($"/api/evidence/file/{file}/bundle")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await neighbour.GetAsync($"/api/evidence/file/{NewId.Make()}/bundle")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await city.GetAsync($"/api/evidence/file/{file}/bundle")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await List(neighbour, file)).ShouldBe(0);
        (await List(officer, file)).ShouldBe(1);
        (await List(city, file)).ShouldBe(1);
    }

    [Fact]
    public async Task Without_the_duty_there_is_no_evidence_desk()
    {
        using var enterprise = await host.As(Role.Enterprise, "611002", enterpriseId: NewId.Make());
        (await enterprise.GetAsync("/api/evidence")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = host.Anonymous();
        (await nobody.GetAsync("/api/evidence/status")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await nobody.PostAsync("/api/evidence/keys", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task After_a_change_of_key_both_sign_for_a_day_and_old_checkpoints_stay_true()
    {
        using var administrator = await host.As(Role.SystemAdministrator);
        using var anybody = host.Anonymous();
        var (before, oldNote) = await Checkpoint(anybody);
        var oldKeys = KeyRing.Read(await anybody.GetStringAsync("/api/log/keys"))!;
        (await administrator.PostAsync("/api/evidence/keys", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Enter(1);
        var keys = KeyRing.Read(await anybody.GetStringAsync("/api/log/keys"))!;
        keys.Count.ShouldBe(oldKeys.Count + 1);

        var (after, note) = await Checkpoint(anybody);
        Qingjian.Evidence.Notes.Checkpoint.Open(note, [oldKeys[^1]], out _).ShouldBe(NoteRefusal.None);
        Qingjian.Evidence.Notes.Checkpoint.Open(note, [keys[^1]], out _).ShouldBe(NoteRefusal.None);
        Qingjian.Evidence.Notes.Checkpoint.Open(oldNote, keys, out _).ShouldBe(NoteRefusal.None);
        after.Size.ShouldBeGreaterThan(before.Size);

        host.Clock.Advance(TimeSpan.FromHours(25));
        await Enter(1);
        var (_, later) = await Checkpoint(anybody);
        Qingjian.Evidence.Notes.Checkpoint.Open(later, [oldKeys[^1]], out _).ShouldBe(NoteRefusal.NoKnownKey);
        Qingjian.Evidence.Notes.Checkpoint.Open(later, [keys[^1]], out _).ShouldBe(NoteRefusal.None);
    }

    private async Task Enter(int entries) => await host.InScope(async all =>
    {
        var act = new Act("test.act", "case", NewId.Make(), "测试");
        for (var i = 0; i < entries; i++) act.Enter("case.step", new { Step = i });
        await all.GetRequiredService<PlatformDb>().Commit(act.Enter("decision", new { Number = "1" }), default);
        await MoveAll();
        return 0;
    });

    private async Task MoveAll()
    {
        var sequencer = host.Services.GetRequiredService<Sequencer>();
        while (await sequencer.Round(default)) { }
    }

    private static async Task<string> Upload(HttpClient client, byte[] content)
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(part, "file", "数据.csv");
        var answer = await client.PostAsync("/api/files", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<int> List(HttpClient client, string file) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/evidence?q={file}")).GetProperty("total").GetInt32();

    private static async Task<(Checkpoint Checkpoint, byte[] Note)> Checkpoint(HttpClient client)
    {
        var note = await client.GetByteArrayAsync("/api/log/checkpoint");
        var keys = KeyRing.Read(await client.GetStringAsync("/api/log/keys"))!;
        Qingjian.Evidence.Notes.Checkpoint.Open(note, [.. keys], out var checkpoint).ShouldBe(NoteRefusal.None);
        return (checkpoint!, note);
    }

    private static async Task<TreeDigest[]> Hashes(HttpClient client, string path) =>
    [
        .. (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("hashes").EnumerateArray()
            .Select(h => TreeDigest.TryParseBase64(h.GetString(), out var digest) ? digest : throw new InvalidDataException("Not a hash.")),
    ];
}

public sealed class EvidenceHttpOnSqlite(SqliteHost host) : EvidenceHttpTests(host), IClassFixture<SqliteHost>;

public sealed class EvidenceHttpOnPostgres(PostgresHost host) : EvidenceHttpTests(host), IClassFixture<PostgresHost>;
