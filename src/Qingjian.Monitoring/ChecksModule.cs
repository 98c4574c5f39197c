using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Checks;
using Qingjian.Monitoring.Checks.Trends;
using Qingjian.Monitoring.Interventions;
using Qingjian.Platform.Inbox;
using Qingjian.Platform.Schedule;

namespace Qingjian.Monitoring;

/// <summary>The catalogue of checks, what they found, an enterprise's own run of them, reminders of trends, and the traces of every hand on data.</summary>
public static class ChecksModule
{
    /// <summary>Registers the checks. Needs <see cref="SupervisionModule.AddSupervision"/>.</summary>
    public static IServiceCollection AddChecks(this IServiceCollection services)
    {
        services.AddScoped<GatherSeries>().AddScoped<GatherBeside>().AddScoped<GatherPower>().AddScoped<ChartFinding>().AddScoped<LookAtOutlet>().AddScoped<KeepFindings>().AddScoped<RaiseSuspicions>().AddSingleton<LineCounts>();
        services.AddRecurring<CheckHours>(TimeSpan.FromMinutes(5));
        services.AddRecurring<CheckMinutes>(TimeSpan.FromMinutes(15));
        services.AddRecurring<CheckLines>(TimeSpan.FromMinutes(10));
        services.AddRecurring<RemindTrends>(RemindTrends.Every);
        services.AddScoped<IInboxSource, ReminderInbox>();
        services.AddScoped<ReadReviews>().AddScoped<ReadMarkTraces>().AddScoped<ReadRevisions>().AddScoped<ReadActs>().AddScoped<GatherInterventions>();
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapChecks(this IEndpointRouteBuilder app)
    {
        var checks = app.MapGroup("/api/checks").WithTags("checks");
        ListCatalogue.Map(checks);
        CheckOneself.Map(checks);

        var findings = app.MapGroup("/api/findings").WithTags("checks");
        ListFindings.Map(findings);
        ReadFinding.Map(findings);
        ChartFinding.Map(findings);
        SetAsideFinding.Map(findings);

        ListInterventions.Map(app.MapGroup("/api/interventions").WithTags("checks"));
        ListReminders.Map(app.MapGroup("/api/reminders").WithTags("checks"));
    }
}
