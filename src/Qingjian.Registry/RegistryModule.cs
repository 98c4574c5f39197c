using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform;
using Qingjian.Registry.Contract;
using Qingjian.Registry.People;
using Qingjian.Registry.Places;
using Qingjian.Registry.Sources;
using Qingjian.Registry.Stations;

namespace Qingjian.Registry;

/// <summary>Sources (源) and people (人).</summary>
public static class RegistryModule
{
    /// <summary>Registers the room.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RegistryOptions>().Bind(configuration.GetSection("Registry")).ValidateDataAnnotations().ValidateOnStart();
        services.AddModuleDb<RegistryDb>("registry");
        services.AddSingleton<Divisions>().AddSingleton<IDivisions>(all => all.GetRequiredService<Divisions>());
        services.AddSingleton<StationSnapshot>().AddSingleton<IStations>(all => all.GetRequiredService<StationSnapshot>());
        if (Background.Wanted) services.AddHostedService<StationWatch>();
        services.AddScoped<ISources, SourceQuestions>();
        services.AddScoped<IOfficers, OfficerQuestions>();
        return services;
    }

    /// <summary>The room's endpoints.</summary>
    public static void MapRegistry(this IEndpointRouteBuilder app)
    {
    }
}
