using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.EvidenceLog;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Files;
using Qingjian.Platform.Live;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Storage;
using Quartz;

namespace Qingjian.Platform;

/// <summary>The plumbing: storage, access, facts, evidence queue, files, live updates.</summary>
public static class PlatformModule
{
    /// <summary>Registers the plumbing.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HouseOptions>().Bind(configuration.GetSection("Storage")).ValidateDataAnnotations().ValidateOnStart()
            .PostConfigure<Microsoft.Extensions.Hosting.IHostEnvironment>((house, program) => house.LawFolder = Path.Combine(program.ContentRootPath, house.LawFolder));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HouseStore>().AddSingleton<Migrations>().AddSingleton<LiveSignals>();
        services.AddModuleDb<PlatformDb>("platform");
        services.AddScoped<CallerContext>();
        services.AddScoped(scope => new AuditTrail(scope.GetRequiredService<PlatformDb>()));
        services.AddScoped(scope => new FileStore(scope.GetRequiredService<PlatformDb>(), scope.GetRequiredService<HouseStore>()));
        services.AddSingleton<Dispatcher>();
        if (Background.Wanted) services.AddHostedService(all => all.GetRequiredService<Dispatcher>());
        services.AddSecrets();
        services.AddEvidenceLog(configuration);
        services.AddMessages(configuration);
        // Starts what AddRecurring registers; a job under way at the stop is let finish.
        if (Background.Wanted && configuration.GetValue("Schedule:Enabled", true)) services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        services.AddExceptionHandler<Breakage>().AddProblemDetails();
        services.ConfigureHttpJsonOptions(json => WireJson.Apply(json.SerializerOptions));
        services.Configure<Microsoft.AspNetCore.Routing.RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>Registers a module's context on the house database and its embedded migrations.</summary>
    public static IServiceCollection AddModuleDb<TDb>(this IServiceCollection services, string module) where TDb : ModuleDb
    {
        services.AddDbContext<TDb>((all, builder) => all.GetRequiredService<HouseStore>().Configure(builder));
        return services.AddSingleton(new MigrationSource(module, typeof(TDb).Assembly));
    }

    /// <summary>Headers, breakage, origin check and the duty guard. The sign-in middleware stands before this.</summary>
    public static void UsePlatformGuards(this IApplicationBuilder app)
    {
        app.Use(SecurityHeaders.CheckOrigin);
        app.Use(Requiring.Guard);
    }

    /// <summary>Headers and the exception edge; first in the pipeline.</summary>
    public static void UsePlatformEdge(this IApplicationBuilder app)
    {
        app.Use(SecurityHeaders.Add);
        app.UseExceptionHandler();
    }

    /// <summary>Files and live updates.</summary>
    public static void MapPlatform(this IEndpointRouteBuilder app)
    {
        FileEndpoints.Map(app);
        LiveEndpoint.Map(app);
        Inbox.InboxEndpoints.Map(app);
        Audit.AuditEndpoints.Map(app);
        Overview.OverviewEndpoint.Map(app);
        app.MapEvidenceLog();
        app.MapMessages();
    }
}
