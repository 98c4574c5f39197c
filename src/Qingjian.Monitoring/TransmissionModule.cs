using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Amounts;
using Qingjian.Monitoring.Means;
using Qingjian.Monitoring.Transmission;
using Qingjian.Platform.Schedule;

namespace Qingjian.Monitoring;

/// <summary>传输有效率, the gap calendar, and emission amounts.</summary>
public static class TransmissionModule
{
    /// <summary>Registers the counts. Needs <see cref="SupervisionModule.AddSupervision"/>.</summary>
    public static IServiceCollection AddTransmission(this IServiceCollection services)
    {
        services.AddScoped<ShortValues>().AddScoped<MeasureMeans>().AddScoped<TouchedDays>().AddScoped<MeasureAmounts>().AddScoped<AmountRows>().AddScoped<CountDays>().AddScoped<RateRows>().AddScoped<ExplainGaps>().AddScoped<ListGaps.Gaps>();
        services.AddRecurring<CloseTransmission>(TimeSpan.FromMinutes(5));
        services.AddRecurring<CloseAmounts>(TimeSpan.FromMinutes(5));
        services.AddRecurring<CloseMeans>(TimeSpan.FromMinutes(5));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapTransmission(this IEndpointRouteBuilder app)
    {
        var transmission = app.MapGroup("/api/transmission").WithTags("transmission");
        ListRates.Map(transmission);
        ListGaps.Map(transmission);
        GapCalendar.Map(transmission);
        ShowCoverage.Map(transmission);

        var amounts = app.MapGroup("/api/amounts").WithTags("amounts");
        ListAmounts.Map(amounts);
        AmountSeries.Map(amounts);
        SetFlowBasis.Map(amounts);

        ShowMeans.Map(app.MapGroup("/api/means").WithTags("readings"));
    }
}
