using System.Runtime.CompilerServices;
using Qingjian.Hj212;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>The session keys of HJ 212-2025 (SM4), expanded once for each station of the snapshot.</summary>
internal sealed class StationKeys(IStations stations)
{
    private sealed record Pair(Sm4Key? Now, Sm4Key? Before);

    private readonly ConditionalWeakTable<Station, Pair> expanded = [];

    /// <summary>Attempt 0 the present key, 1 the one before; null when the station has none.</summary>
    public Sm4Key? Of(ReadOnlySpan<byte> mn, int attempt)
    {
        if (stations.Find(mn) is not { HasKey: true } station) return null;
        var pair = expanded.GetValue(station, static one => new Pair(Expand(one.Key), Expand(one.KeyBefore)));
        return attempt == 0 ? pair.Now : pair.Before;
    }

    /// <summary>A codec that knows the keys of one station only: for people who may see that one.</summary>
    public ISegmentCodec CodecOf(Station station) => new Sm4Codec((mn, attempt) =>
        ReferenceEquals(stations.Find(mn), station) ? Of(mn, attempt) : null);

    private static Sm4Key? Expand(ReadOnlyMemory<byte> key) => key.Length == Sm4Key.Size ? new Sm4Key(key.Span) : null;
}
