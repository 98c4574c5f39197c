using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources;

/// <summary>数采仪: one logger with its MN.</summary>
internal sealed class Monitor : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Division { get; set; }
    /// <summary>设备唯一标识, upper case.</summary>
    public required string Mn { get; set; }
    public required string Name { get; set; }
    /// <summary>PW of the packets, sealed.</summary>
    public required string SealedPassword { get; set; }
    /// <summary>SM4 key of HJ 212-2025, hexadecimal, sealed; null when its packets are plain.</summary>
    public string? SealedKey { get; set; }
    /// <summary>The key before, still tried: a logger may change over later than we.</summary>
    public string? SealedKeyBefore { get; set; }
    public ProtocolEdition Edition { get; set; }
    public Medium Medium { get; set; }
    /// <summary>ST of its packets: 31 air, 32 surface and waste water, and so on.</summary>
    public required string SystemType { get; set; }
    public CrcMode CrcMode { get; set; }
    public bool AcceptWrongLength { get; set; }
    public bool AcceptWrongPassword { get; set; }
    /// <summary>Seconds.</summary>
    public int RtdInterval { get; set; } = 60;
    /// <summary>Minutes.</summary>
    public int MinInterval { get; set; } = 10;
    public bool DataTimeIsPeriodEnd { get; set; }
    public MonitorState State { get; set; }
    /// <summary>The monitor that continues this one's series.</summary>
    public string? SuccessorId { get; set; }
    public string Maker { get; set; } = "";
    public string Model { get; set; } = "";
    public long Version { get; set; }
}

/// <summary>For which days a monitor speaks for an outlet.</summary>
internal sealed class Binding
{
    public required string Id { get; init; }
    public required string MonitorId { get; init; }
    public required string OutletId { get; init; }
    /// <summary>Factor codes; empty means all.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];
    /// <summary>Whether this logger's values are the ones of record (of two loggers at one outlet one is).</summary>
    public bool Record { get; set; } = true;
    public DateOnly From { get; init; }
    public DateOnly? Until { get; set; }
}
