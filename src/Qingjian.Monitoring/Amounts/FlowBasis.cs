using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Amounts;

/// <summary>流量基准 of a gas outlet from a day on (M18). Without one the flow counts as dry standard.</summary>
internal sealed class FlowBasis : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string OutletId { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public DateOnly FromOn { get; init; }
    public FlowState State { get; init; }
    /// <summary>Mean atmospheric pressure of the place in Pa, where the logger sends none.</summary>
    public decimal? AtmosphericPa { get; init; }
    public string Note { get; init; } = "";
    public required string SetBy { get; init; }
    public DateTimeOffset SetAt { get; init; }
    public DateTimeOffset? SupersededAt { get; set; }

    public static string WordOf(FlowState state) => state switch { FlowState.StandardWet => "标准状态湿基", FlowState.Actual => "工况（实际状态）湿基", _ => "标准状态干基" };
}

/// <summary>Dry standard volumes of an outlet on a day.</summary>
/// <param name="Basis">What is registered; null counts as dry standard.</param>
/// <param name="Units">Units of the factors of the outlet by code.</param>
internal sealed record FlowVolumes(FlowBasis? Basis, IReadOnlyDictionary<string, string> Units)
{
    private const string Temperature = "a01012", Gauge = "a01013", Moisture = "a01014", Atmosphere = "a01006";

    public FlowState State => Basis?.State ?? FlowState.StandardDry;

    /// <summary>Chinese, for the page.</summary>
    public string Word => Basis is { } set ? $"流量自{set.FromOn:yyyy-MM-dd}起按{FlowBasis.WordOf(set.State)}登记{(set.State == FlowState.StandardDry ? "" : "，已换算为标准状态干基")}" : "没有登记流量基准，按标准状态干基计";

    /// <summary>The dry standard volume of an hour; null where it cannot be told.</summary>
    /// <param name="volume">As the logger gives it.</param>
    /// <param name="came">The reading of a factor in the same hour.</param>
    public decimal? Of(decimal? volume, Func<string, FactorReading?> came) => volume is not { } given ? null
        : State == FlowState.StandardDry ? given : DryStandard.Of(given, State, new(Value(Temperature, came), Pascal(Atmosphere, came) ?? Basis?.AtmosphericPa, Pascal(Gauge, came), Value(Moisture, came) / 100m));

    private static decimal? Value(string code, Func<string, FactorReading?> came) => came(code) is { Flag: 'N' or 'T', Suspect: false } reading ? reading.Value : null;

    // M17: the formulas take Pa; the unit is that of the point, else of the table.
    private decimal? Pascal(string code, Func<string, FactorReading?> came) => Value(code, came) * (Units.GetValueOrDefault(code) ?? Pollutants.Find(code)?.Unit) switch
    {
        "kPa" => 1000m,
        "hPa" => 100m,
        "MPa" => 1_000_000m,
        "Pa" => 1m,
        _ => null,
    };
}
