using Qingjian.Hj212;
using Qingjian.Monitoring.Contract;
using Qingjian.Registry.Contract;
using Medium = Qingjian.Hj212.Medium;

namespace Qingjian.Monitoring.Readings;

/// <summary>Makes a reading of a packet: which period it speaks of, its factors under today's codes, flags and marks.</summary>
internal sealed class PackPacket(Rulings rulings)
{
    private const int LongestOnSiteName = 40;
    // A log may fill a packet; what the checks read are parameters and short entries.
    private const int LongestOnSiteText = 200;

    private readonly PartPacker packer = new();
    private readonly Dictionary<Pollutant, byte[]> codes = [];

    /// <summary>The kind of reading a command carries, null when it carries none.</summary>
    public static PeriodKind? KindOf(int command) => command switch
    {
        2011 => PeriodKind.Realtime,
        2051 => PeriodKind.Minute,
        2061 => PeriodKind.Hour,
        2031 => PeriodKind.Day,
        2111 => PeriodKind.FiveMinute,
        2021 => PeriodKind.FacilityState,
        2041 => PeriodKind.FacilityDay,
        2013 => PeriodKind.Sample,
        2062 => PeriodKind.StandardCheck,
        2052 => PeriodKind.NoiseSingle,
        3019 or 3020 => PeriodKind.OnSite,
        _ => null,
    };

    /// <summary>False when the packet holds no values of a period.</summary>
    public bool TryPack(in Packet packet, Station station, Origin origin, out IncomingReading reading)
    {
        reading = default;
        if (KindOf(packet.Command) is not { } kind || (packet.DataTime ?? (kind == PeriodKind.OnSite ? packet.QnTime : null)) is not { } local) return false;
        packer.Begin();
        var medium = station.Medium == Vocabulary.Medium.Water ? Medium.Water : Medium.Air;
        if (kind == PeriodKind.OnSite) PackOnSite(packet);
        else Pack(packet, medium);
        if (packer.IsEmpty) return false;
        var length = LengthOf(kind, station);
        if (station.DataTimeIsPeriodEnd && kind is PeriodKind.Minute or PeriodKind.Hour or PeriodKind.Day) local -= length;
        var time = (local.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        var age = DateTimeOffset.FromUnixTimeMilliseconds(origin.ReceivedAt) - Times.ToInstant(local);
        reading = new IncomingReading(station.Mn, kind, time, packer.End(origin, late: age > length * rulings.LateAfterIntervals));
        return true;
    }

    /// <summary>The interval of a kind at a station (M16).</summary>
    public static TimeSpan LengthOf(PeriodKind kind, Station station) => kind switch
    {
        PeriodKind.Realtime => station.RtdInterval,
        PeriodKind.Minute => station.MinInterval,
        PeriodKind.FiveMinute => TimeSpan.FromMinutes(5),
        PeriodKind.Day or PeriodKind.FacilityDay => TimeSpan.FromDays(1),
        _ => TimeSpan.FromHours(1),
    };

    private void Pack(in Packet packet, Medium medium)
    {
        var suspect = false;
        foreach (var pair in packet.Pairs)
        {
            if (pair.Suffix == Suffix.None) continue;
            var code = pair.Code;
            var known = pair.Pollutant;
            // Old codes mean different things in water and gas: the registered medium decides (M10).
            if (code.Length <= 3 && Pollutants.Find(code, medium) is { } old)
            {
                known = old;
                if (known.Code.Length > 0) code = BytesOf(known);
            }
            if (packer.Factor(code))
            {
                suspect = false;
                if (known is null) packer.Mark(FactorMarks.UnknownCode);
            }
            var value = pair.Value;
            if (pair.Suffix == Suffix.Flag && value.Length > 0)
            {
                packer.Flag((char)value[0]);
                if (value.Length > 1 || DataFlags.NameOf((char)value[0]) is null) packer.Mark(FactorMarks.UnknownFlag);
                continue;
            }
            packer.Value(pair.SuffixText, value);
            if (!suspect && known is not null && IsMeasured(pair.Suffix) && pair.TryGetNumber(out var number) && known.IsSuspect(number))
            {
                suspect = true;
                packer.Mark(FactorMarks.Suspect);
            }
        }
    }

    // Two factors have the same parameters, so the factor (PolId) stands before the item.
    private void PackOnSite(in Packet packet)
    {
        Span<byte> name = stackalloc byte[LongestOnSiteName];
        var factor = ReadOnlySpan<byte>.Empty;
        foreach (var pair in packet.Pairs)
        {
            if (pair.Suffix == Suffix.None && pair.Name.SequenceEqual("PolId"u8)) factor = pair.Value;
            if (pair.Suffix is not (Suffix.Info or Suffix.SN) || pair.Text.Length is 0 or > LongestOnSiteText) continue;
            var before = pair.Suffix == Suffix.Info ? factor : default;
            var length = before.Length + (before.Length > 0 ? 1 : 0) + pair.Code.Length;
            if (length > LongestOnSiteName) continue;
            before.CopyTo(name);
            if (before.Length > 0) name[before.Length] = (byte)'.';
            pair.Code.CopyTo(name[(length - pair.Code.Length)..]);
            packer.Factor(name[..length]);
            packer.Value(pair.SuffixText, pair.Text);
        }
    }

    private static bool IsMeasured(Suffix suffix) => suffix is Suffix.Rtd or Suffix.Min or Suffix.Avg or Suffix.Max
        or Suffix.ZsRtd or Suffix.ZsMin or Suffix.ZsAvg or Suffix.ZsMax;

    private byte[] BytesOf(Pollutant known)
    {
        if (!codes.TryGetValue(known, out var bytes)) codes[known] = bytes = System.Text.Encoding.ASCII.GetBytes(known.Code);
        return bytes;
    }
}
