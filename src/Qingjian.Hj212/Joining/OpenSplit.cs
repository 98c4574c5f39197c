using System.Text;

namespace Qingjian.Hj212;

/// <summary>A split message some parts of which have come.</summary>
internal sealed class OpenSplit(SplitKey key, DateTimeOffset since)
{
    // A set with no bytes still costs something.
    private readonly int _overhead = 512 + key.PartCount * 16;

    private readonly byte[]?[] _areas = new byte[]?[key.PartCount];
    private readonly bool[] _alone = new bool[key.PartCount];
    private readonly List<object> _tickets = [];

    internal SplitKey Key { get; private set; } = key;
    internal DateTimeOffset Since { get; } = since;
    internal bool WasTold { get; set; }
    internal long Bytes { get; private set; }
    internal byte[] Header { get; private set; } = [];
    internal bool AllAlone => Array.TrueForAll(_alone, a => a);
    internal bool AllHeldAlone => !Enumerable.Range(0, _areas.Length).Any(n => _areas[n] is not null && !_alone[n]);
    internal IReadOnlyList<byte[]?> Areas => _areas;
    internal IReadOnlyList<object> Tickets => _tickets;

    internal IReadOnlyList<int> Missing => [.. Enumerable.Range(1, _areas.Length).Where(n => _areas[n - 1] is null)];

    // A part cut inside an item may have no DataTime of its own.
    internal bool Fits(DateTime? dataTime) => Key.DataTime is null || dataTime is null || Key.DataTime == dataTime;

    internal bool IsFree(int number) => _areas[number - 1] is null;

    internal bool Holds(int number, ReadOnlySpan<byte> area) => _areas[number - 1] is { } held && area.SequenceEqual(held);

    internal static int HashOf(ReadOnlySpan<byte> area)
    {
        var hash = new HashCode();
        hash.AddBytes(area);
        return hash.ToHashCode();
    }

    internal long Put(in Packet packet, bool alone, object? ticket)
    {
        if (ticket is not null)
            _tickets.Add(ticket);
        var before = Bytes;
        if (Bytes == 0)
            Bytes = _overhead;
        _areas[packet.PartNumber - 1] = packet.Area.ToArray();
        _alone[packet.PartNumber - 1] = alone;
        Bytes += packet.Area.Length;
        if (Key.DataTime is null && packet.DataTime is { } time)
            Key = Key with { DataTime = time };
        if (packet.PartNumber == 1 || Header.Length == 0)
            Header = HeaderOf(packet);
        return Bytes - before;
    }

    internal static byte[] HeaderOf(in Packet packet)
    {
        var header = new StringBuilder();
        if (!packet.Qn.IsEmpty)
            header.Append("QN=").Append(Encoding.ASCII.GetString(packet.Qn)).Append(';');
        header.Append("ST=").Append(Encoding.ASCII.GetString(packet.St))
            .Append(";CN=").Append(packet.Command.ToString("D4", System.Globalization.CultureInfo.InvariantCulture))
            .Append(";PW=").Append(Encoding.ASCII.GetString(packet.Pw))
            .Append(";MN=").Append(Encoding.ASCII.GetString(packet.Mn));
        if (packet.HasFlag)
            header.Append(System.Globalization.CultureInfo.InvariantCulture, $";Flag={packet.Flag & ~2}");
        if (packet.IsBackfill)
            header.Append(";RF=1");
        return Encoding.ASCII.GetBytes(header.Append(";CP=&&").ToString());
    }
}
