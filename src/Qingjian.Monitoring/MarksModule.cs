using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Quality;
using Qingjian.Monitoring.Incineration;
using Qingjian.Monitoring.Marks;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Inbox;
using Qingjian.Platform.Schedule;

namespace Qingjian.Monitoring;

/// <summary>Marks of working conditions and monitors, and what follows from them for incinerators.</summary>
public static class MarksModule
{
    /// <summary>Registers marks. Needs verdicts, readings and Registry.</summary>
    public static IServiceCollection AddMarks(this IServiceCollection services)
    {
        services.AddScoped<OutletMarks>().AddScoped<MarkSamples>().AddScoped<PlaceMark>().AddScoped<LayMarks>().AddScoped<LayOutOfControl>().AddScoped<QualityEffect>().AddScoped<EnterCheck>().AddScoped<FurnaceYears>().AddScoped<FurnaceSlots>().AddScoped<JudgeFurnace>().AddScoped<JudgeMarking>().AddScoped<FurnaceSpread>().AddScoped<LaterDays>().AddScoped<WatchPlant>().AddSingleton<PublicDisplay>();
        services.AddScoped<IInboxSource, MarkInbox>();
        services.Hears<VerdictReached, ExceedanceDays>();
        services.AddRecurring<CheckMarks>(TimeSpan.FromMinutes(10));
        services.AddRecurring<CloseMarking>(TimeSpan.FromMinutes(5));
        services.AddRecurring<WatchChecksDue>(WatchChecksDue.Every);
        return services.AddRecurring<WatchFurnaces>(TimeSpan.FromMinutes(1));
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapMarks(this IEndpointRouteBuilder app)
    {
        var marks = app.MapGroup("/api/marks").WithTags("marks");
        ListMarks.Map(marks);
        ShowDesk.Map(marks);
        ReadMark.Map(marks);
        MakeMark.Map(marks);
        ChangeMark.Map(marks);
        ReviewMark.Map(marks);

        var quality = app.MapGroup("/api/quality-checks").WithTags("quality");
        ListQualityChecks.Map(quality);
        EnterCheck.Map(quality);
        ReviewCheck.Map(quality);

        var incineration = app.MapGroup("/api/incineration").WithTags("incineration");
        ListPlants.Map(incineration);
        ShowPlant.Map(incineration);
        SetFurnace.Map(incineration);
        KeepGuidance.Map(incineration);
        PublicDisplay.Map(app.MapGroup("/api/public/incineration").WithTags("public"));
    }
}
