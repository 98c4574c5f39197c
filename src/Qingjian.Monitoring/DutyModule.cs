using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.DutyDesk;
using Qingjian.Platform.Access;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Schedule;

namespace Qingjian.Monitoring;

/// <summary>值守: roster, alarm board and handover of the 24-hour desk.</summary>
public static class DutyModule
{
    /// <summary>Registers the desk. Needs supervision.</summary>
    public static IServiceCollection AddDuty(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DutyOptions>().Bind(configuration.GetSection("Duty")).ValidateDataAnnotations().ValidateOnStart();
        services.Hears<VerdictReached, RaiseAlarm>().Hears<LinkSilent, RaiseAlarm>().Hears<SupervisionEvent, RaiseAlarm>().Hears<OrderUnanswered, RaiseAlarm>();
        services.AddMessageKind("duty.unattended", "警情无人处置");
        services.AddScoped<DemoRoster>();
        return services.AddRecurring<TellUnattended>(TimeSpan.FromMinutes(1));
    }

    /// <summary>Puts people on the demo city's desk; does nothing where a roster is there.</summary>
    /// <param name="services">Of the house.</param>
    /// <param name="division">Division code of the city.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task SeedDutyRoster(this IServiceProvider services, string division, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        await scope.ServiceProvider.GetRequiredService<DemoRoster>().Run(division, stop);
    }

    /// <summary>Maps the desk's endpoints.</summary>
    public static void MapDuty(this IEndpointRouteBuilder app)
    {
        var duty = app.MapGroup("/api/duty").WithTags("duty");
        ListShifts.Map(duty);
        RosterActs.Map(duty.MapGroup("/shifts"));
        HandOver.Map(duty.MapGroup("/handovers"));
        AnswerAlarm.Map(duty.MapGroup("/alarms"));
    }
}
