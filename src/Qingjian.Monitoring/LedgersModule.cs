using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Interventions;
using Qingjian.Monitoring.Ledgers;
using Qingjian.Platform.Schedule;

namespace Qingjian.Monitoring;

/// <summary>台账, 进水口 and 物料衡算.</summary>
public static class LedgersModule
{
    /// <summary>Registers ledgers and balances. Needs <see cref="ChecksModule.AddChecks"/> and <see cref="TransmissionModule.AddTransmission"/>.</summary>
    public static IServiceCollection AddLedgers(this IServiceCollection services)
    {
        services.AddScoped<EnterLedger>().AddScoped<SetInlet>().AddScoped<GatherBalances>().AddScoped<ReadLedgerTraces>();
        services.AddRecurring<RunBalances>(TimeSpan.FromMinutes(5));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapLedgers(this IEndpointRouteBuilder app)
    {
        var ledgers = app.MapGroup("/api/ledgers").WithTags("ledgers");
        ListLedgers.Map(ledgers);
        SetInlet.Map(ledgers);
        ReadLedger.Map(ledgers);
        EnterLedger.Map(ledgers);
        ListBalances.Map(app.MapGroup("/api/balances").WithTags("ledgers"));
    }
}
