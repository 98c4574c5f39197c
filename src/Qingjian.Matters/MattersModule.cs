using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Matters.Calendar;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Contract;
using Qingjian.Matters.Inspections;
using Qingjian.Matters.Law;
using Qingjian.Matters.Tasks;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform;
using Qingjian.Platform.EvidenceLog;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Inbox;
using Qingjian.Platform.Overview;
using Qingjian.Platform.Schedule;
using Qingjian.Registry.Contract;

namespace Qingjian.Matters;

/// <summary>事: clues, tasks, inspections and cases.</summary>
public static partial class MattersModule
{
    /// <summary>Registers the module.</summary>
    public static IServiceCollection AddMatters(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<MattersDb>("matters");
        services.AddSingleton<MattersLaw>().AddSingleton<TaskClock>();
        services.AddScoped<FilingClock>().AddScoped<EnterClue>().AddScoped<MakeTask>().AddScoped<MoveTask>().AddScoped<Recompute>().AddScoped<ClueRegister>();
        services.AddScoped<IOverviewSource, MattersOverview>().AddScoped<ISourceHappenings, MattersHappenings>();
        services.Hears<ExceedanceUpheld, RaiseClueFromExceedance>().Hears<OrderUnanswered, RaiseClueFromUnanswered>().Hears<AnomalySuspected, RaiseClueFromAnomaly>().Hears<MatterEnded, CloseOrderOfMatter>();
        services.Hears<ElectricityBreach, RaiseClueFromElectricity>();
        services.AddScoped<IInboxSource, ClueInbox>().AddScoped<IInboxSource, TaskInbox>();
        services.AddRecurring<EscalateTasks>(TimeSpan.FromMinutes(2));
        services.AddScoped<InspectionBundle>().AddScoped<IBundleSource, InspectionBundle>();
        AddCases(services, configuration);
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapMatters(this IEndpointRouteBuilder app)
    {
        var clues = app.MapGroup("/api/clues").WithTags("clues");
        ListClues.Map(clues);
        ExportClues.Map(clues);
        RegisterClue.Map(clues);
        ReadClue.Map(clues);
        VerifyClue.Map(clues);
        DismissClue.Map(clues);
        ReplyToClue.Map(clues);
        ExtendFiling.Map(clues);

        var tasks = app.MapGroup("/api/tasks").WithTags("tasks");
        ListTasks.Map(tasks);
        ReadTask.Map(tasks);
        TriageTask.Map(tasks);
        DispatchTask.Map(tasks);
        AnswerTask.Map(tasks);
        DirectTask.Map(tasks);
        CheckTask.Map(tasks);
        SupplementFeedback.Map(tasks);
        BeginInspection.Map(tasks);
        var recusals = app.MapGroup("/api/recusals").WithTags("tasks");
        ListRecusals.Map(recusals);
        DeclareInterest.Map(recusals);

        var records = app.MapGroup("/api/inspections").WithTags("inspections");
        ListInspections.Map(records);
        ReadInspection.Map(records);
        WriteInspection.Map(records);
        AddPhoto.Map(records);
        SignInspection.Map(records);
        SealInspection.Map(records);
        AmendInspection.Map(records);
        DiscardInspection.Map(records);
        PrintInspection.Map(records);
        MapCases(app);

        var calendar = app.MapGroup("/api/calendar").WithTags("calendar");
        ReadCalendar.Map(calendar);
        LoadCalendarYear.Map(calendar);
    }

    /// <summary>Takes the calendar years that administrators loaded; once, after the migrations and before anything counts days.</summary>
    public static Task RecallCalendar(this IServiceProvider services, CancellationToken stop) => ReadCalendar.Recall(services, stop);

    static partial void AddCases(IServiceCollection services, IConfiguration configuration);
    static partial void MapCases(IEndpointRouteBuilder app);
}
