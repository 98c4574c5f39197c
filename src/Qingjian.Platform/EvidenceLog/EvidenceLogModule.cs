using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qingjian.Platform.Files;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.EvidenceLog;

internal static class EvidenceLogModule
{
    public static IServiceCollection AddEvidenceLog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LogOptions>().Bind(configuration.GetSection("Evidence")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<HouseLog>().AddSingleton<Sequencer>();
        services.AddScoped(all => new MoveEntries(all.GetRequiredService<PlatformDb>(), all.GetRequiredService<HouseLog>(), all.GetRequiredService<ILogger<MoveEntries>>()));
        services.AddScoped(all => new AuditBatches(all.GetRequiredService<PlatformDb>(), all.GetRequiredService<TimeProvider>()));
        services.AddScoped<IEvidenceBundles>(all => new EvidenceBundles(
            all.GetRequiredService<PlatformDb>(), all.GetRequiredService<FileStore>(), all.GetRequiredService<HouseLog>(), all.GetRequiredService<Sequencer>()));
        services.AddRecurring<AuditBatches>(TimeSpan.FromMinutes(1));
        if (Background.Wanted) services.AddHostedService(static all => all.GetRequiredService<Sequencer>());
        return services;
    }

    public static void MapEvidenceLog(this IEndpointRouteBuilder app)
    {
        LogEndpoints.Map(app);
        EvidenceEndpoints.Map(app);
    }
}
