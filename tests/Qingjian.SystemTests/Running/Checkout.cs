using Qingjian.Hj212;
using Qingjian.Simulator.Plants;

namespace Qingjian.SystemTests.Running;

/// <summary>Where the program under test and its data lie, seen from the test assembly, so that Debug tests Debug and Release tests Release.</summary>
internal static class Checkout
{
    private static readonly DirectoryInfo Built = new(AppContext.BaseDirectory.TrimEnd('/'));

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Built.FullName, "../../../../.."));

    public static string Program { get; } = Path.Combine(Root, "src/Qingjian.Host/bin", Built.Parent!.Name, Built.Name, "Qingjian.Host.dll");

    /// <summary>The registered loggers of the demo city that speak the edition of 2017.</summary>
    public static IReadOnlyList<Plant> Plants { get; } =
        [.. CityPlants.Read(Path.Combine(Root, "demo/city.json")).Where(plant => plant.Version == ProtocolVersion.V2017)];
}
