using System.Collections.Concurrent;
using System.Net;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Who may connect (L7, L8) and how much of a stranger is kept (P3).</summary>
internal sealed class Doorkeeper
{
    private readonly GatewayOptions options;
    private readonly List<IPNetwork> carriers = [];
    private readonly ConcurrentDictionary<IPAddress, int> open = new();
    private readonly ConcurrentDictionary<IPAddress, (DateTimeOffset Until, DateTimeOffset NextAt)> slow = new();
    private readonly ConcurrentDictionary<IPAddress, byte> registered = new();
    private readonly ConcurrentDictionary<(IPAddress, long Hour), int> kept = new();
    private int total;

    public Doorkeeper(GatewayOptions options)
    {
        this.options = options;
        foreach (var network in options.CarrierNetworks)
            carriers.Add(NetworkOf(network));
    }

    /// <summary>A network as settings write it: with a length, or one address.</summary>
    public static IPNetwork NetworkOf(string text) => text.Contains('/', StringComparison.Ordinal) ? IPNetwork.Parse(text)
        : new IPNetwork(IPAddress.Parse(text), IPAddress.Parse(text).GetAddressBytes().Length * 8);

    public int Total => Volatile.Read(ref total);

    /// <summary>Null when the connection may stay (then <see cref="Leave"/> once), else the reason to close it.</summary>
    public string? Enter(IPAddress peer, DateTimeOffset now)
    {
        if (slow.TryGetValue(peer, out var penalty))
        {
            if (now >= penalty.Until) slow.TryRemove(peer, out _);
            else if (now < penalty.NextAt) return "slow-accept";
            else slow[peer] = penalty with { NextAt = now.AddSeconds(1) };
        }
        var all = Interlocked.Increment(ref total);
        var here = open.AddOrUpdate(peer, 1, static (_, n) => n + 1);
        // A tenth of the places is kept for addresses from which a registered monitor has spoken.
        var most = registered.ContainsKey(peer) ? options.MostConnections : options.MostConnections - options.MostConnections / 10;
        var refusal = all > most ? "connections-all"
            : here > options.MostPerAddress && !IsCarrier(peer) ? "connections-address"
            : null;
        if (refusal is not null) Leave(peer);
        return refusal;
    }

    public void Leave(IPAddress peer)
    {
        Interlocked.Decrement(ref total);
        if (open.AddOrUpdate(peer, 0, static (_, n) => n - 1) <= 0) open.TryRemove(new KeyValuePair<IPAddress, int>(peer, 0));
    }

    public void Registered(IPAddress peer)
    {
        if (registered.Count < 100_000) registered.TryAdd(peer, 0);
    }

    public void SlowDown(IPAddress peer, DateTimeOffset now) => slow[peer] = (now + options.SlowAcceptFor, now.AddSeconds(1));

    /// <summary>Whether one more packet of an unknown sender is worth keeping.</summary>
    public bool KeepsStranger(IPAddress peer, DateTimeOffset now)
    {
        var hour = now.ToUnixTimeSeconds() / 3600;
        if (kept.Count > 50_000)
            foreach (var key in kept.Keys)
                if (key.Hour < hour) kept.TryRemove(key, out _);
        return kept.Count <= 100_000 && kept.AddOrUpdate((peer, hour), 1, static (_, n) => n + 1) <= options.StrangerPacketsPerHour;
    }

    private bool IsCarrier(IPAddress peer)
    {
        foreach (var network in carriers)
            if (network.Contains(peer)) return true;
        return false;
    }
}
