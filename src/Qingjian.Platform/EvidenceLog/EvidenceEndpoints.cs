using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Evidence.Entries;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>The office's desk for evidence: what stands in the log of the objects one may see, and bundles of them.</summary>
internal static class EvidenceEndpoints
{
    /// <summary>One entry. The content stays with the object; here are ids and digests.</summary>
    internal sealed record EntryView(
        long Position, long? Index, DateTimeOffset At, string Type, string ObjectType, string ObjectId, string Actor, string? ActorName,
        string Sha256, long Size, bool Salted);

    /// <summary>The state of the log.</summary>
    internal sealed record StatusView(
        LogState State, string? Why, string? Origin, long Size, long Signed, string? Root, string? Checkpoint, DateTimeOffset? SignedAt,
        long Waiting, DateTimeOffset? WaitingSince, IReadOnlyList<string> Keys, IReadOnlyList<string> Trees);

    /// <summary>A public key as it is published.</summary>
    internal sealed record KeyView(string Key);

    public static void Map(IEndpointRouteBuilder app)
    {
        var evidence = app.MapGroup("/api/evidence").WithTags("evidence");
        evidence.MapGet("/", List).Requires(Duty.ReadEvidence);
        evidence.MapGet("/export", ExportEvidence.Handle).Requires(Duty.ReadEvidence);
        evidence.MapGet("/status", Status).Requires(Duty.ReadEvidence);
        evidence.MapGet("/{objectType}/{objectId}/bundle", Bundle).Requires(Duty.ReadEvidence)
            .Produces<string>(StatusCodes.Status200OK, "application/zip");
        evidence.MapPost("/keys", ChangeKey).Requires(Duty.ManageSettings);
    }

    private static async Task<Ok<Page<EntryView>>> List(
        [AsParameters] ListQuery query, string? type, string? objectType, string? objectId, PlatformDb db, CallerContext caller, HouseLog house, CancellationToken stop) =>
        TypedResults.Ok(await Found(query, type, objectType, objectId, db, caller).ToPage(query, Sorting, Tabs(Signed(house)), View(db), stop));

    internal static readonly Orders<EvidenceRow> Sorting = new("-position") { ["position"] = r => r.Position, ["at"] = r => r.At, ["size"] = r => r.Size, ["index"] = r => r.LogIndex, ["type"] = r => r.Type };

    /// <summary>How many entries the newest checkpoint signs.</summary>
    internal static long Signed(HouseLog house) => house.Current?.Head()?.Checkpoint.Size ?? 0;

    internal static Expression<Func<EvidenceRow, EntryView>> View(PlatformDb db) => r => new EntryView(
        r.Position, r.LogIndex, r.At, r.Type, r.ObjectType, r.ObjectId, r.Actor,
        db.Audit.Where(a => a.ObjectType == r.ObjectType && a.ObjectId == r.ObjectId && a.PersonId == r.Actor).Select(a => a.PersonName).FirstOrDefault(),
        r.Sha256, r.Size, r.Salt != "");

    internal static Tabs<EvidenceRow> Tabs(long signed) => new() { ["signed"] = r => r.LogIndex < signed, ["waiting"] = r => r.LogIndex == null || r.LogIndex >= signed };

    internal static IQueryable<EvidenceRow> Found(ListQuery query, string? type, string? objectType, string? objectId, PlatformDb db, CallerContext caller)
    {
        var rows = db.Evidence.AsNoTracking().Where(Seen(caller.Current)).Being(r => r.Type, type).Being(r => r.ObjectType, objectType).Being(r => r.ObjectId, objectId);
        if (query.Text is { } text)
        {
            var index = long.TryParse(text, out var number) ? number : -1;
            rows = rows.Where(r => r.ObjectId == text || r.Id == text || r.Sha256 == text || r.LogIndex == index);
        }
        return rows.Between(query, r => r.At);
    }

    private static async Task<Ok<StatusView>> Status(HouseLog house, PlatformDb db, CancellationToken stop)
    {
        var log = house.Current;
        var head = log?.Head();
        var waiting = db.Evidence.AsNoTracking().Where(r => r.LogIndex == null);
        return TypedResults.Ok(new StatusView(
            house.State, house.Why, head?.Checkpoint.Origin, log?.Size ?? 0, head?.Checkpoint.Size ?? 0, head?.Checkpoint.Root.ToHex(),
            head is null ? null : System.Text.Encoding.UTF8.GetString(head.Note.Span), house.SignedAt,
            await waiting.LongCountAsync(stop), await waiting.OrderBy(r => r.Position).Select(r => (DateTimeOffset?)r.At).FirstOrDefaultAsync(stop),
            house.Keys.Split('\n', StringSplitOptions.RemoveEmptyEntries), [.. log?.Trees ?? []]));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Bundle(
        string objectType, string objectId, PlatformDb db, CallerContext caller, IEnumerable<IBundleSource> sources, IEvidenceBundles bundles,
        HouseStore house, AuditTrail audit, CancellationToken stop)
    {
        if (await Asked(objectType, objectId, db, caller.Current, sources, stop) is not { } request) return Problems.NotFound();
        // A bundle may be many gigabytes: it is made on the disk of the house.
        var zip = TemporaryFile.Open(Path.Combine(house.Folder, "tmp"));
        try
        {
            if (!(await bundles.Write(request, zip, stop)).Try(out _, out var why))
            {
                await zip.DisposeAsync();
                return why.ToProblem();
            }
            await audit.Note(new Act("evidence.bundle", objectType, objectId, "下载证据包"), stop);
        }
        catch
        {
            await zip.DisposeAsync();
            throw;
        }
        zip.Position = 0;
        return TypedResults.File(zip, "application/zip", $"证据包-{LogEntries.SubjectOf(objectType, objectId).Replace('/', '-')}.zip");
    }

    // The old key signs the entry that names the new one; both sign for a day.
    private static async Task<Results<Ok<KeyView>, ProblemHttpResult>> ChangeKey(HouseLog house, Sequencer sequencer, PlatformDb db, CancellationToken stop)
    {
        if (house.Current is null) return Refusal.Of("log-closed", "存证日志暂时不可用，不能更换密钥，请稍后再试。").ToProblem();
        var key = house.NextKey();
        var id = key.Id.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
        await db.Commit(new Act("evidence.key", "log-key", id, "更换存证签名密钥").Enter(EntryTypes.Key, new { Key = key.ToString() }), stop);
        await sequencer.Reopen(stop);
        return TypedResults.Ok(new KeyView(key.ToString()));
    }

    // A module that knows more of the object says what belongs to it; otherwise it is the object alone, if it may be seen.
    private static async Task<BundleRequest?> Asked(
        string objectType, string objectId, PlatformDb db, Caller caller, IEnumerable<IBundleSource> sources, CancellationToken stop)
    {
        if (sources.FirstOrDefault(s => s.ObjectType == objectType) is { } source) return await source.Gather(objectId, stop);
        var seen = await db.Evidence.AsNoTracking().Where(Seen(caller)).AnyAsync(r => r.ObjectType == objectType && r.ObjectId == objectId, stop);
        return seen ? new BundleRequest(new EvidenceObject(objectType, objectId), [], objectType == "file" ? [objectId] : [], []) : null;
    }

    // Of an object without an area (a batch, a key, a setting) everybody who reads evidence may see the entry.
    private static Expression<Func<EvidenceRow, bool>> Seen(Caller caller)
    {
        var (division, enterprise) = (caller.Division, caller.EnterpriseId);
        return row => (row.Division == "" || row.Division.StartsWith(division)) && (enterprise == null || row.EnterpriseId == enterprise);
    }
}
