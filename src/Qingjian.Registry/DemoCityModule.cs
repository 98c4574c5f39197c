using Qingjian.Registry.Demo;

namespace Qingjian.Registry;

/// <summary>The demo city's door: used only by a house that is started as a demonstration.</summary>
public static class DemoCityModule
{
    /// <summary>Seeds sources and people from a city file into an empty house; does nothing in any other.</summary>
    public static Task SeedDemoCity(this IServiceProvider services, string file, CancellationToken stop) => SeedCity.Run(services, file, stop);
}
