using System.Text.Json;
using Qingjian.Hj212;

namespace Qingjian.Simulator.Plants;

/// <summary>One simulated outfall with its logger.</summary>
/// <param name="Mn">MN of the logger.</param>
/// <param name="Password">PW.</param>
/// <param name="Version">Edition it speaks.</param>
/// <param name="SystemType">ST: 31 gas, 32 water.</param>
/// <param name="RealtimeSeconds">Interval of real-time uploads.</param>
/// <param name="MinuteInterval">Interval of minute uploads, in minutes.</param>
/// <param name="ReferenceOxygen">Reference oxygen in percent; null where nothing is converted.</param>
/// <param name="Factors">What it measures.</param>
internal sealed record Plant(string Mn, string Password, ProtocolVersion Version, string SystemType, int RealtimeSeconds, int MinuteInterval, decimal? ReferenceOxygen, IReadOnlyList<Substance> Factors)
{
    public bool IsGas => SystemType == "31";

    /// <summary>Set for a logger of electricity (ST 44): its factors are devices, their level the rated power in kW.</summary>
    public Habit? Habit { get; init; }

    /// <summary>A plant of the crowd: ten factors of a boiler stack.</summary>
    public static Plant OfCrowd(int number, string prefix) => new(
        $"{prefix}{number:D8}".PadRight(24, '0'), "123456", ProtocolVersion.V2017, "31", 60, 10, 9m,
        [
            new("a34013", 2, 12, 3, true), new("a21026", 2, 60, 15, true), new("a21002", 2, 110, 20, true), new("a19001", 2, 9.5, 1, false), new("a01011", 2, 11.5, 1, false),
            new("a01012", 2, 120, 9, false), new("a01013", 3, -0.15, 0.03, false), new("a01014", 2, 10.5, 1, false), new("a00000", 2, 60, 5, false), new("a21005", 2, 20, 5, true),
        ]);
}

/// <summary>One factor with its usual level.</summary>
/// <param name="Code">Code of 2017.</param>
/// <param name="Decimals">Decimals sent.</param>
/// <param name="Level">Usual mean, in the unit sent.</param>
/// <param name="Spread">Usual swing around it.</param>
/// <param name="Converted">Whether a converted value is sent too.</param>
internal sealed record Substance(string Code, int Decimals, double Level, double Spread, bool Converted)
{
    /// <summary>A concentration whose amount a logger reports: pollutants, not flow, oxygen, pH or the state of the gas.</summary>
    public bool IsConcentration => Code.StartsWith("a2", StringComparison.Ordinal) || Code.StartsWith("a3", StringComparison.Ordinal) || Code.StartsWith("w2", StringComparison.Ordinal) || Code == "w01018";
}

/// <summary>Reads the plants of a city file.</summary>
internal static class CityPlants
{
    public static List<Plant> Read(string file)
    {
        using var city = JsonDocument.Parse(File.ReadAllBytes(file));
        var plants = new List<Plant>();
        foreach (var firm in city.RootElement.GetProperty("enterprises").EnumerateArray())
            foreach (var outlet in firm.GetProperty("outlets").EnumerateArray())
            {
                var oxygen = outlet.GetProperty("referenceOxygen");
                plants.Add(Measuring(outlet.GetProperty("monitor"), outlet.GetProperty("factors"), oxygen.ValueKind == JsonValueKind.Null ? null : oxygen.GetDecimal()));
            }
        // After all outlets, so that the places of their loggers, and with them the incidents, stay as they are.
        foreach (var firm in city.RootElement.GetProperty("enterprises").EnumerateArray())
            if (firm.TryGetProperty("electricity", out var electricity)) plants.Add(Electricity(electricity));
        foreach (var firm in city.RootElement.GetProperty("enterprises").EnumerateArray())
            if (firm.TryGetProperty("inlet", out var inlet)) plants.Add(Measuring(inlet.GetProperty("logger"), inlet.GetProperty("factors"), null));
        return plants;
    }

    private static Plant Measuring(JsonElement logger, JsonElement factors, decimal? oxygen) => new(
        logger.GetProperty("mn").GetString()!, logger.GetProperty("password").GetString()!,
        logger.GetProperty("edition").GetString() switch { "2005" => ProtocolVersion.V2005, "2025" => ProtocolVersion.V2025, _ => ProtocolVersion.V2017 },
        logger.GetProperty("systemType").GetString()!, logger.GetProperty("rtdInterval").GetInt32(), logger.GetProperty("minInterval").GetInt32(), oxygen,
        [.. factors.EnumerateArray().Select(f => new Substance(
            f.GetProperty("code").GetString()!, f.GetProperty("decimals").GetInt32(), f.GetProperty("level").GetDouble(), f.GetProperty("spread").GetDouble(), f.GetProperty("converted").GetBoolean()))]);

    private static Plant Electricity(JsonElement electricity)
    {
        var logger = electricity.GetProperty("logger");
        return new Plant(
            logger.GetProperty("mn").GetString()!, logger.GetProperty("password").GetString()!, ProtocolVersion.V2025, logger.GetProperty("systemType").GetString()!,
            logger.GetProperty("rtdInterval").GetInt32(), logger.GetProperty("minInterval").GetInt32(), null,
            [.. electricity.GetProperty("points").EnumerateArray().Select(point => new Substance(point.GetProperty("code").GetString()!, 1, point.GetProperty("ratedKw").GetDouble(), 0, false))])
        {
            Habit = Enum.Parse<Habit>(electricity.GetProperty("habit").GetString()!, ignoreCase: true),
        };
    }
}
