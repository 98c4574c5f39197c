using System.Collections.Frozen;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qingjian.Platform.Access;
using Qingjian.Platform.Secrets;
using Qingjian.Registry.Contract;

namespace Qingjian.Registry.Stations;

/// <summary>The registry's stations as one immutable table, replaced as a whole. Readers take no lock.</summary>
internal sealed class StationSnapshot(IServiceScopeFactory scopes, SecretBox secrets, ILogger<StationSnapshot> log) : IStations, IDisposable
{
    private sealed record Table(FrozenDictionary<string, Station> ByMn, FrozenDictionary<string, Station>.AlternateLookup<ReadOnlySpan<char>> BySpan, FrozenDictionary<string, Station[]> ByOutlet, long Generation);

    private const int LongestMn = 64;
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Table table = Make([], 0);
    private string? stamp;

    public IReadOnlyCollection<Station> All => table.ByMn.Values;

    public long Generation => table.Generation;

    public Station? Find(ReadOnlySpan<char> mn) => table.BySpan.TryGetValue(mn, out var station) ? station : null;

    public Station? Find(ReadOnlySpan<byte> mn)
    {
        if (mn.Length > LongestMn) return null;
        Span<char> text = stackalloc char[LongestMn];
        var length = Encoding.ASCII.GetChars(mn, text);
        return Find(text[..length]);
    }

    public IReadOnlyList<Station> SpeakingFor(string outletId) => table.ByOutlet.GetValueOrDefault(outletId, []);

    public void Dispose() => turn.Dispose();

    public Task Reload(CancellationToken stop) => Load(always: true, stop);

    /// <summary>Reads again only when some monitor, binding, outlet or enterprise was written since, by any node.</summary>
    public Task ReloadIfChanged(CancellationToken stop) => Load(always: false, stop);

    private async Task Load(bool always, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
            var db = scope.ServiceProvider.GetRequiredService<RegistryDb>();
            var now = await Stamp(db, stop);
            if (!always && now == stamp) return;
            table = Make(await Read(db, stop), table.Generation + 1);
            stamp = now;
        }
        finally { turn.Release(); }
    }

    // Versions only grow and rows of bindings carry no version of their own: every act that touches one also writes its monitor.
    private static async Task<string> Stamp(RegistryDb db, CancellationToken stop) => string.Join('/',
        await db.Monitors.CountAsync(stop), await db.Monitors.SumAsync(m => m.Version, stop),
        await db.Outlets.CountAsync(stop), await db.Outlets.SumAsync(o => o.Version, stop),
        await db.Enterprises.CountAsync(stop), await db.Enterprises.SumAsync(e => e.Version, stop));

    private async Task<List<Station>> Read(RegistryDb db, CancellationToken stop)
    {
        var monitors = await db.Monitors.AsNoTracking().ToListAsync(stop);
        var bindings = (await db.Bindings.AsNoTracking().ToListAsync(stop)).ToLookup(b => b.MonitorId);
        var outlets = await db.Outlets.AsNoTracking().Select(o => new { o.Id, o.Name, o.Code }).ToDictionaryAsync(o => o.Id, stop);
        var names = await db.Enterprises.AsNoTracking().Select(e => new { e.Id, e.Name }).ToDictionaryAsync(e => e.Id, e => e.Name, stop);

        var stations = new List<Station>(monitors.Count);
        foreach (var m in monitors)
        {
            var password = Encoding.ASCII.GetBytes(Open(m.SealedPassword, m.Mn, "password"));
            var speaksFor = bindings[m.Id].OrderByDescending(b => b.Record).ThenByDescending(b => b.From)
                .Select(b => new StationBinding(b.OutletId, outlets[b.OutletId].Name, outlets[b.OutletId].Code, b.Codes.ToFrozenSet(), b.Record, b.From, b.Until));
            stations.Add(new Station(
                m.Id, m.Mn, m.Name, m.EnterpriseId!, names[m.EnterpriseId!], m.Division, m.State, password, m.Edition, m.Medium, m.SystemType, m.CrcMode,
                m.AcceptWrongLength, m.AcceptWrongPassword, TimeSpan.FromSeconds(m.RtdInterval), TimeSpan.FromMinutes(m.MinInterval), m.DataTimeIsPeriodEnd,
                m.SuccessorId, [.. speaksFor])
            {
                Key = Convert.FromHexString(Open(m.SealedKey, m.Mn, "encryption key")),
                KeyBefore = Convert.FromHexString(Open(m.SealedKeyBefore, m.Mn, "former encryption key")),
            });
        }
        return stations;
    }

    private string Open(string? sealedText, string mn, string what)
    {
        if (sealedText is null) return "";
        try { return secrets.Open(sealedText); }
        catch (System.Security.Cryptography.CryptographicException)
        {
            log.LogError("The {What} of monitor {Mn} cannot be opened: its sealing key is missing. Enter it again.", what, mn);
            return "";
        }
    }

    private static Table Make(IEnumerable<Station> stations, long generation)
    {
        var byMn = stations.ToFrozenDictionary(s => s.Mn, StringComparer.OrdinalIgnoreCase);
        var byOutlet = byMn.Values.OrderBy(station => station.Mn, StringComparer.Ordinal)
            .SelectMany(station => station.Bindings.Select(binding => binding.OutletId).Distinct().Select(outlet => (Outlet: outlet, Station: station)))
            .GroupBy(each => each.Outlet).ToFrozenDictionary(group => group.Key, group => group.Select(each => each.Station).ToArray(), StringComparer.Ordinal);
        return new(byMn, byMn.GetAlternateLookup<ReadOnlySpan<char>>(), byOutlet, generation);
    }
}
