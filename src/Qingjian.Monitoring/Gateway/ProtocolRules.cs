using Qingjian.Hj212;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>The rulings and names the readers work by, and one reader for each worker. An engineer may add a maker's suffix while the
/// gateway runs.</summary>
internal sealed class ProtocolRules : IDisposable
{
    private sealed record Desk(Terms Terms, ThreadLocal<PacketReader> Readers);

    private readonly StationKeys keys;
    private readonly Sm4Codec codec;
    private volatile Desk desk;

    public ProtocolRules(GatewayOptions options, StationKeys keys)
    {
        this.keys = keys;
        codec = new Sm4Codec(keys.Of);
        Rulings = Rulings.Default with { OldestDataTime = options.OldestData, NewestDataTime = options.NewestData };
        desk = Make(Terms.Default);
    }

    public Rulings Rulings { get; }

    /// <summary>The codec of one station's encrypted packets, for looking into them.</summary>
    public ISegmentCodec CodecOf(Station station) => keys.CodecOf(station);

    public Terms Terms => desk.Terms;

    /// <summary>The reader of this thread: use it up before the next await.</summary>
    public PacketReader Reader => desk.Readers.Value!;

    public FrameReader NewFrameReader() => new(Rulings, codec);

    public void Know(IEnumerable<string> makersSuffixes) => desk = Make(Terms.Default.WithMakersSuffixes(makersSuffixes));

    private Desk Make(Terms terms) => new(terms, new ThreadLocal<PacketReader>(() => new PacketReader(Rulings, terms)));

    public void Dispose() => desk.Readers.Dispose();
}
