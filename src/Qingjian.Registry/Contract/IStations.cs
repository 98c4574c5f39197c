using Qingjian.Vocabulary;

namespace Qingjian.Registry.Contract;

/// <summary>Every registered logger, in memory. Never touches a disk when asked; changes of the registry are in it a moment after their commit.</summary>
public interface IStations
{
    /// <summary>The station of an MN, letter case aside; null when it is not registered.</summary>
    Station? Find(ReadOnlySpan<char> mn);

    /// <summary>The same for the bytes of a packet (ASCII, at most 64).</summary>
    Station? Find(ReadOnlySpan<byte> mn);

    /// <summary>All stations of the present snapshot.</summary>
    IReadOnlyCollection<Station> All { get; }

    /// <summary>Stations that speak, spoke or will speak for an outlet, by MN; asked for every outlet-hour, so it is answered from an index.</summary>
    IReadOnlyList<Station> SpeakingFor(string outletId);

    /// <summary>Counts snapshots from 1; a change means: look again.</summary>
    long Generation { get; }

    /// <summary>Reads the registry again at once. Called after an act that changed it; harmless at any time.</summary>
    Task Reload(CancellationToken stop);
}

/// <summary>One logger and how it is to be treated.</summary>
/// <param name="MonitorId">Object id.</param>
/// <param name="Mn">设备唯一标识, upper case.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="EnterpriseId">Its enterprise.</param>
/// <param name="EnterpriseName">Name of the enterprise.</param>
/// <param name="Division">Division code.</param>
/// <param name="State">Active, disabled or retired: the latter two are answered and kept, and make no readings.</param>
/// <param name="Password">PW as the packet carries it, ASCII.</param>
/// <param name="Edition">Edition spoken, or Auto.</param>
/// <param name="Medium">Decides the meaning of old codes.</param>
/// <param name="SystemType">Expected ST.</param>
/// <param name="CrcMode">Which CRC is accepted.</param>
/// <param name="AcceptWrongLength">A wrong length field under a right CRC is answered.</param>
/// <param name="AcceptWrongPassword">A wrong PW is accepted with a finding.</param>
/// <param name="RtdInterval">Realtime interval.</param>
/// <param name="MinInterval">Minute-data interval.</param>
/// <param name="DataTimeIsPeriodEnd">The logger labels periods by their end.</param>
/// <param name="SuccessorId">The monitor that continues its series, or null.</param>
/// <param name="Bindings">For which outlets it speaks, by days.</param>
public sealed record Station(
    string MonitorId, string Mn, string Name, string EnterpriseId, string EnterpriseName, string Division, MonitorState State,
    ReadOnlyMemory<byte> Password, ProtocolEdition Edition, Medium Medium, string SystemType, CrcMode CrcMode,
    bool AcceptWrongLength, bool AcceptWrongPassword, TimeSpan RtdInterval, TimeSpan MinInterval, bool DataTimeIsPeriodEnd,
    string? SuccessorId, IReadOnlyList<StationBinding> Bindings)
{
    /// <summary>SM4 key of HJ 212-2025, 16 bytes; empty while its packets are plain.</summary>
    public ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>The key before it, still tried; empty when there is none.</summary>
    public ReadOnlyMemory<byte> KeyBefore { get; init; }

    /// <summary>Whether a key is registered.</summary>
    public bool HasKey => !Key.IsEmpty;

    /// <summary>The outlet a factor of a Beijing day belongs to; null when the logger speaks for none that day.</summary>
    public StationBinding? OutletOf(string code, DateOnly day)
    {
        foreach (var binding in Bindings)
            if (binding.Holds(day) && (binding.Codes.Count == 0 || binding.Codes.Contains(code))) return binding;
        return null;
    }
}

/// <summary>A logger speaks for an outlet on these days.</summary>
/// <param name="OutletId">The outlet.</param>
/// <param name="OutletName">Its name.</param>
/// <param name="OutletCode">DA or DW and digits.</param>
/// <param name="Codes">Factor codes; empty means all.</param>
/// <param name="Record">Whether its values are the ones of record.</param>
/// <param name="From">First Beijing day.</param>
/// <param name="Until">Last Beijing day, inclusive; null while it holds.</param>
public sealed record StationBinding(
    string OutletId, string OutletName, string OutletCode, IReadOnlyCollection<string> Codes, bool Record, DateOnly From, DateOnly? Until)
{
    /// <summary>Whether it holds on a Beijing day.</summary>
    public bool Holds(DateOnly day) => day >= From && (Until is null || day <= Until);
}
