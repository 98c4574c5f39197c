namespace Qingjian.Judgement;

/// <summary>What a mark says of a stretch, whatever the catalogue of the industry calls it.</summary>
public enum MarkSense
{
    /// <summary>停运, 停产, 停排.</summary>
    Stopped = 1,
    /// <summary>烘炉, 停炉降温: no waste, no product.</summary>
    Warming = 2,
    /// <summary>启炉, 停炉, 启停机.</summary>
    StartStop = 3,
    /// <summary>故障, 事故 of production or treatment.</summary>
    Fault = 4,
    /// <summary>自动监测设备维护.</summary>
    Maintenance = 5,
    /// <summary>自动监测设备校准、核查.</summary>
    Calibration = 6,
    /// <summary>自动监测设备故障.</summary>
    DeviceFault = 7,
    /// <summary>通讯中断 and everything else.</summary>
    Other = 8,
}

/// <summary>A mark that a check looks at.</summary>
/// <param name="Name">Chinese name of its kind.</param>
/// <param name="Sense">What it says.</param>
/// <param name="From">Beginning, Beijing clock.</param>
/// <param name="To">End, exclusive.</param>
public sealed record MarkLooked(string Name, MarkSense Sense, DateTime From, DateTime To)
{
    /// <summary>When it was made, Beijing clock.</summary>
    public DateTime MadeAt { get; init; }
    /// <summary>Attachments and characters of description that prove it.</summary>
    public bool Proved { get; init; } = true;
    /// <summary>Length in hours.</summary>
    public decimal Hours => (decimal)(To - From).TotalHours;
    /// <summary>A state of the plant; of these only one holds at a time.</summary>
    public bool IsState => Sense is MarkSense.Stopped or MarkSense.Warming or MarkSense.StartStop or MarkSense.Fault;
}

/// <summary>What the monitors of an outlet said in one hour, for comparing with marks.</summary>
/// <param name="Start">Beginning, Beijing clock.</param>
public sealed record OutletHour(DateTime Start)
{
    /// <summary>Oxygen in percent.</summary>
    public decimal? Oxygen { get; init; }
    /// <summary>Flow or velocity against its usual value, 1 being usual.</summary>
    public decimal? FlowShare { get; init; }
    /// <summary>Furnace temperature in °C.</summary>
    public decimal? Furnace { get; init; }
    /// <summary>Highest value of a limited factor against its limit, 1 being at the limit.</summary>
    public decimal? Loading { get; init; }
    /// <summary>Data flag as sent.</summary>
    public char Flag { get; init; } = 'N';
}
