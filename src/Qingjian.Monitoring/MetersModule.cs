using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Cards;
using Qingjian.Monitoring.Meters;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Monitoring.Ledgers;
using Qingjian.Monitoring.Quality;
using Qingjian.Monitoring.Samplers;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Inbox;
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
        services.AddScoped<IssueControl>().AddScoped<IInboxSource, ControlInbox>();
        services.AddRecurring<AssessOrders>(AssessOrders.Every);
        services.AddScoped<SamplingGuard>().AddScoped<RegisterSampler>().AddScoped<IInboxSource, SampleInbox>();
        services.Hears<VerdictReached, RetainSample>().Hears<CardRestricted, RestrictByCard>().Hears<CardLifted, RestrictByCard>();
        services.AddRecurring<FollowSampling>(FollowSampling.Every);
        return services;
    }

    /// <summary>Furnishes the demo city with meters, linkages, control orders, samplers, quality checks and ledgers; does nothing in a house that has any.</summary>
    public static async Task SeedDemoMeters(this IServiceProvider services, string file, CancellationToken stop)
    {
        await SeedMeters.Run(services, file, stop);
        await SeedSamplers.Run(services, stop);
        await SeedQuality.Run(services, stop);
        await SeedLedgers.Run(services, file, stop);
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

        var controls = app.MapGroup("/api/control-orders").WithTags("control-orders");
        ListControls.Map(controls);
        IssueControl.Map(controls);
        ReadControl.Map(controls);

        var samplers = app.MapGroup("/api/samplers").WithTags("samplers");
        ListSamplers.Map(samplers);
        ReadSampler.Map(samplers);
        RegisterSampler.Map(samplers);
        OrderSample.Map(samplers);
        MoveSample.Map(samplers);
    }
}
