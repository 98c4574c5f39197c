using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform;

namespace Qingjian.Matters;

/// <summary>事: clues, tasks, inspections and cases.</summary>
public static partial class MattersModule
{
    /// <summary>Registers the module.</summary>
    public static IServiceCollection AddMatters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<MattersDb>("matters");
        AddCases(services, configuration);
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapMatters(this IEndpointRouteBuilder app)
    {
        MapCases(app);
    }

    static partial void AddCases(IServiceCollection services, IConfiguration configuration);
    static partial void MapCases(IEndpointRouteBuilder app);
}
