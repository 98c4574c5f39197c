using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Addresses;
using Qingjian.Monitoring.Gateway.Backfill;
using Qingjian.Monitoring.Gateway.Commands;
using Qingjian.Monitoring.Gateway.Quarantine;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Gateway.Seals;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Overview;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring;

/// <summary>The conversation with the loggers and what they report: gateway, raw packets, readings.</summary>
public static class GatewayModule
{
    /// <summary>Registers the gateway; it opens its port when the program starts.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection("Gateway")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ReadingOptions>().Bind(configuration.GetSection("Readings"));
        services.AddOptions<BackfillOptions>().Bind(configuration.GetSection("Backfill")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<StopsOfSources>().AddSingleton<PullBack>();
        services.AddSingleton<IRawStore>(all => all.GetRequiredService<HouseStore>() is { Kind: StorageKind.Postgres } house
            ? new PostgresRawStore(house.Postgres) : new SqliteRawStore(all.GetRequiredService<HouseStore>().Folder));
        services.AddSingleton<IReadingStore>(all => all.GetRequiredService<HouseStore>() is { Kind: StorageKind.Postgres } house
            ? new PostgresReadingStore(house.Postgres) : new SqliteReadingStore(all.GetRequiredService<HouseStore>().Folder));
        services.AddSingleton<StationKeys>();
        services.AddSingleton(all => new ProtocolRules(all.GetRequiredService<IOptions<GatewayOptions>>().Value, all.GetRequiredService<StationKeys>()));
        services.AddSingleton<IReadings, StoredReadings>();
        services.AddSingleton(all =>
        {
            var book = all.GetRequiredService<Rulebook>();
            return new LinkBoard(now => book.SupervisionOn(BeijingTime.DayOf(now)), all.GetRequiredService<IOptions<GatewayOptions>>().Value.LateGrace);
        });
        services.AddSingleton<KnownAddresses>().AddSingleton<KeepLinks>().AddSingleton<GatewayHealth>().AddSingleton<ArrivedReadings>();
        services.AddModuleDb<GatewayDb>("monitoring");
        services.AddSingleton<Conversations>().AddSingleton<IHearStations>(all => all.GetRequiredService<Conversations>())
            .AddSingleton<IStationCommands>(all => all.GetRequiredService<Conversations>());
        services.AddSingleton<ReplayQuarantined>().AddScoped<VisibleStations>().AddScoped<ReadSource>();
        services.AddScoped<IOverviewSource, LinksOverview>();
        services.Hears<MonitorRegistered, ReleaseRegistered>();
        services.AddRecurring<SealPackets>(SealPackets.Every);
        services.AddSingleton<GatewayService>();
        if (Background.Wanted)
        {
            services.AddHostedService<KnowSuffixes>();
            services.AddHostedService<LoadAddresses>();
            services.AddHostedService(all => all.GetRequiredService<KeepLinks>());
            services.AddHostedService(all => all.GetRequiredService<GatewayService>());
            services.AddHostedService(all => all.GetRequiredService<Conversations>());
            services.AddHostedService<KeepStores>();
            services.AddHostedService(all => all.GetRequiredService<PullBack>());
        }
        return services;
    }

    /// <summary>Endpoints of gateway and readings.</summary>
    public static void MapGateway(this IEndpointRouteBuilder app)
    {
        ListLinks.Map(app);
        LookAtLink.Map(app);
        ConfirmAddress.Map(app);
        ListPackets.Map(app);
        ListQuarantine.Map(app);
        ReleaseQuarantined.Map(app);
        SendCommand.Map(app);
        ListConversations.Map(app);
        ListAsks.Map(app);
        GatewayStatus.Map(app);
        QueryReadings.Map(app);
    }
}
