using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Cards;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Rules;
using Qingjian.Monitoring.Rules.Drafts;
using Qingjian.Monitoring.Sources;
using Qingjian.Monitoring.Spans;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Inbox;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Overview;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring;

/// <summary>Judging what the loggers report, the rules it is judged by, and the supervision orders that follow.</summary>
public static class SupervisionModule
{
    /// <summary>Registers verdicts, rules and orders. Needs the gateway's readings and Registry.</summary>
    public static IServiceCollection AddSupervision(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<MonitoringDb>("monitoring");
        services.AddOptions<JudgementOptions>().Bind(configuration.GetSection("Judgement")).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LawOptions>().Bind(configuration.GetSection("Law")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LawInForce>().AddSingleton<ILawInForce>(all => all.GetRequiredService<LawInForce>());
        services.AddTransient(all => all.GetRequiredService<LawInForce>().Book);
        services.AddSingleton<GatherHours>().AddSingleton<ListeningSince>().AddSingleton<JudgingTurn>().AddSingleton<JudgeArrivals>();
        services.AddScoped<JudgeDays>().AddScoped<WriteVerdicts>().AddScoped<Replay>().AddScoped<RuleConfirmations>().AddScoped<DeliverOrder>().AddScoped<TellEvents>().AddScoped<ISupervisionFigures, CountForReports>();
        services.AddScoped<IRuleConfirmations>(all => all.GetRequiredService<RuleConfirmations>()).AddScoped<IOrders, Orders>();
        services.AddScoped<IInboxSource, OrderInbox>().AddScoped<IInboxSource, ReviewInbox>().AddScoped<ISourceSearch, OrderSearch>().AddScoped<ISourceHappenings, MonitoringHappenings>().AddScoped<IOverviewSource, SupervisionOverview>();
        services.Hears<VerdictReached, IssueOrder>().Hears<LinkSilent, IssueOrder>().Hears<SupervisionEvent, IssueOrder>().Hears<SupervisionEventEnded, EndEvent>().Hears<ElectricityBreach, OrderFromElectricity>().Hears<ExceedanceEnded, EndEvent>().Hears<LinkBack, EndEvent>();
        services.AddScoped<CountQuarter>();
        services.AddSingleton<TrialProgress>().AddScoped<CompareDraft>().AddScoped<CompareSpans>();
        services.AddRecurring<RunTrials>(TimeSpan.FromSeconds(3));
        services.Hears<MarkAccepted, RejudgeDecided>().Hears<MarkEnded, RejudgeDecided>().Hears<HoursReviewed, RejudgeDecided>().Hears<OutOfControlChanged, RejudgeDecided>().Hears<CalendarYearLoaded, RecountChecks>();
        services.AddMessageKind("order.issued", "督办单下发").AddMessageKind("order.returned", "督办单退回").AddMessageKind("order.answered", "督办单待核查").AddMessageKind("order.overdue", "督办单逾期升级").AddMessageKind("order.urged", "督办单催办").AddMessageKind("order.warning", "事前预警");
        services.AddRecurring<CloseDays>(TimeSpan.FromMinutes(5));
        services.AddScoped<TotalSpans>().AddScoped<StopSpans>().AddScoped<SpanVerdicts>().AddScoped<SpansDue>().AddScoped<SpanReplay>();
        services.AddRecurring<JudgeSpans>(JudgeSpans.Every);
        services.AddRecurring<EscalateOverdue>(TimeSpan.FromMinutes(1));
        services.AddRecurring<WatchLinks>(TimeSpan.FromMinutes(1));
        services.AddRecurring<UrgeChecks>(TimeSpan.FromMinutes(1));
        services.AddRecurring<WatchMissing>(TimeSpan.FromMinutes(10));
        if (Background.Wanted) services.AddHostedService(all => all.GetRequiredService<ListeningSince>()).AddHostedService(all => all.GetRequiredService<JudgeArrivals>());
        return services;
    }

    /// <summary>Gives the rules that were put in force while the house ran to the law; once at start, after the migrations.</summary>
    public static Task RecallRules(this IServiceProvider services, CancellationToken stop) => EndDraft.Recall(services, stop);

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapSupervision(this IEndpointRouteBuilder app)
    {
        var verdicts = app.MapGroup("/api/verdicts").WithTags("verdicts");
        ListVerdicts.Map(verdicts);
        VerdictTable.Map(verdicts);
        ReadVerdict.Map(verdicts);
        Rejudge.Map(verdicts);
        ReviewHours.Map(verdicts);

        RuleEndpoints.Map(app);

        var drafts = app.MapGroup("/api/rule-drafts").WithTags("rules");
        ListDrafts.Map(drafts);
        ProposeDraft.Map(drafts);
        TryDraft.Map(drafts);
        ListDifferences.Map(drafts);
        EndDraft.Map(drafts);

        var cards = app.MapGroup("/api/cards").WithTags("cards");
        ListCards.Map(cards);
        RunQuarter.Map(cards);
        ActOnCard.Map(cards);

        var orders = app.MapGroup("/api/orders").WithTags("orders");
        ListOrders.Map(orders);
        ReadOrder.Map(orders);
        ReceiveOrder.Map(orders);
        AnswerOrder.Map(orders);
        CheckOrder.Map(orders);
        UrgeOrder.Map(orders);
        OrderStatistics.Map(orders);
    }
}
