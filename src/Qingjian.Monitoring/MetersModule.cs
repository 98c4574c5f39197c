using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Meters;
using Qingjian.Platform.Schedule;

namespace Qingjian.Monitoring;

/// <summary>用电监控, 停限产核查 and 自动留样.</summary>
public static class MetersModule
{
    /// <summary>Registers meters. Needs <see cref="SupervisionModule.AddSupervision"/> and the gateway.</summary>
    public static IServiceCollection AddMeters(this IServiceCollection services)
    {
        services.AddSingleton<WatchMeters.Pace>().AddScoped<MeterPower>().AddScoped<CountMeterDays>().AddScoped<RegisterMeter>().AddScoped<LinkMeters>();
        services.AddRecurring<WatchMeters>(WatchMeters.Every);
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapMeters(this IEndpointRouteBuilder app)
    {
        var meters = app.MapGroup("/api/meters").WithTags("meters");
        ListMeters.Map(meters);
        RegisterMeter.Map(meters);
        LinkMeters.Map(meters);
        ListViolations.Map(meters);
        ShowPlant.Map(meters);
    }
}
