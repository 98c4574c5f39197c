using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.AlarmConditions;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.DutyDesk;
using Qingjian.Platform;
using Qingjian.Platform.Access;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Schedule;

namespace Qingjian.Monitoring;

/// <summary>报警条件: conditions a bureau writes itself, followed as data arrive; what is raised goes to the duty desk and never becomes a verdict.</summary>
public static class AlarmConditionsModule
{
    /// <summary>Registers alarm conditions. Needs supervision, the gateway's readings and the duty desk.</summary>
    public static IServiceCollection AddAlarmConditions(this IServiceCollection services)
    {
        services.AddSingleton<AlarmTurn>().AddSingleton<WatchConditions>().AddScoped<GatherFeed>().AddScoped<FollowConditions>().AddScoped<KeepCondition>().AddSingleton<ConditionTrials>().AddScoped<SeedConditions>();
        services.Hears<AlarmConditionRaised, RaiseAlarm>();
        services.AddMessageKind("alarm.condition", "报警条件触发");
        services.AddRecurring<TickConditions>(TickConditions.Every);
        services.AddRecurring<RunConditionTrials>(RunConditionTrials.Every);
        if (Background.Wanted) services.AddHostedService(all => all.GetRequiredService<WatchConditions>());
        return services;
    }

    /// <summary>Gives the demo city's bureau a few conditions; does nothing in a house that has any.</summary>
    /// <param name="services">Of the house.</param>
    /// <param name="division">Division code of the city.</param>
    /// <param name="stop">Cancels.</param>
    public static async Task SeedAlarmConditions(this IServiceProvider services, string division, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System with { Name = "市监控中心", Division = DivisionScope.Prefix(division) };
        await scope.ServiceProvider.GetRequiredService<SeedConditions>().Run(stop);
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapAlarmConditions(this IEndpointRouteBuilder app)
    {
        var conditions = app.MapGroup("/api/alarm-conditions").WithTags("alarm-conditions");
        ListConditions.Map(conditions);
        ListStandings.Map(conditions);
        ReadCondition.Map(conditions);
        KeepCondition.Map(conditions);
        TryCondition.Map(conditions);
    }
}
