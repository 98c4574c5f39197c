using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Insight.Disclosure;
using Qingjian.Matters.Contract;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Inbox;

namespace Qingjian.Insight;

/// <summary>Reads and tells: public disclosure.</summary>
public static class InsightModule
{
    /// <summary>Registers the module.</summary>
    public static IServiceCollection AddInsight(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<InsightDb>("insight");
        services.AddScoped<IInboxSource, PublicationInbox>();
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
        PublicDecisions.Map(app.MapGroup("/api/public/decisions").WithTags("public"));
    }
}
