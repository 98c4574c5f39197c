using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Insight.Disclosure;
using Qingjian.Insight.Reports;
using Qingjian.Matters.Contract;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Inbox;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Schedule;

namespace Qingjian.Insight;

/// <summary>Reads and tells: public disclosure.</summary>
public static class InsightModule
{
    /// <summary>Registers the module.</summary>
    public static IServiceCollection AddInsight(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<InsightDb>("insight");
        services.AddScoped<IInboxSource, PublicationInbox>().AddScoped<IInboxSource, ReportInbox>().AddMessageKind("report.sent", "分析报告");
        services.AddOptions<ReportOptions>().Bind(configuration.GetSection("Reports")).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<DraftReport>().AddRecurring<DraftDueReports>(TimeSpan.FromMinutes(10));
        return services.Hears<CaseDecided, PreparePublication>().Hears<CalendarYearLoaded, RecountPublications>().Hears<PublicationMoved, NoteInCaseFile>()
            .Hears<CardListed, ShowCards>().Hears<CardLifted, ShowCards>();
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapInsight(this IEndpointRouteBuilder app)
    {
        var publications = app.MapGroup("/api/publications").WithTags("publications");
        ReadPublications.Map(publications);
        EditPublication.Map(publications);
        PublishDecision.Map(publications);
        WithdrawDecision.Map(publications);

        PublicCards.Map(app.MapGroup("/api/public/cards").WithTags("public"));
        var reports = app.MapGroup("/api/reports").WithTags("reports");
        ReadReports.Map(reports);
        MakeReport.Map(reports);
        EditReport.Map(reports);
        ApproveReport.Map(reports);

        PublicDecisions.Map(app.MapGroup("/api/public/decisions").WithTags("public"));
    }
}
