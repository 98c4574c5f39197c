using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Matters.Cases;
using Qingjian.Matters.Cases.Acts;
using Qingjian.Matters.Cases.Pages;
using Qingjian.Matters.Contract;
using Qingjian.Matters.Deadlines;
using Qingjian.Matters.Documents;
using Qingjian.Platform.EvidenceLog;
using Qingjian.Platform.Inbox;
using Qingjian.Registry.Contract;

namespace Qingjian.Matters;

public static partial class MattersModule
{
    static partial void AddCases(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CaseDesk>().AddScoped<Clocks>().AddScoped<CaseLaw>().AddScoped<Debts>().AddScoped<PaperTrust>().AddScoped<CaseOrigin>().AddScoped<CaseSteps>();
        services.AddScoped<IDecisions, Decisions>().AddScoped<IInboxSource, CaseInbox>().AddScoped<ISourceSearch, FindCases>();
        services.AddScoped<IBundleSource, CaseBundle>();
        services.AddSingleton<PdfConverter>();
        services.AddHttpContextAccessor().AddSingleton<PublicSite>();
    }

    static partial void MapCases(IEndpointRouteBuilder app)
    {
        var clues = app.MapGroup("/api/clues").WithTags("cases");
        ProposeFiling.Map(clues);

        var cases = app.MapGroup("/api/cases").WithTags("cases");
        ListCases.Map(cases);
        ReadCase.Map(cases);
        DecideFiling.Map(cases);
        RevokeFiling.Map(cases);
        BeginInvestigation.Map(cases);
        AddEvidence.Map(cases);
        TellResult.Map(cases);
        RecordFacts.Map(cases);
        ChooseBasis.Map(cases);
        AssessFine.Map(cases);
        OrderRectification.Map(cases);
        RecordReinspection.Map(cases);
        SuspendCase.Map(cases);
        SubmitReport.Map(cases);
        ReviewCase.Map(cases);
        ReturnToInvestigation.Map(cases);
        IssueNotice.Map(cases);
        ServePaper.Map(cases);
        CancelPaper.Map(cases);
        CorrectPaper.Map(cases);
        StateDefence.Map(cases);
        AnswerStatement.Map(cases);
        HoldHearing.Map(cases);
        ReviewLegally.Map(cases);
        DiscussCase.Map(cases);
        DecideCase.Map(cases);
        ExtendDecision.Map(cases);
        ExecuteDecision.Map(cases);
        CloseCase.Map(cases);

        var mine = app.MapGroup("/api/my/cases").WithTags("my-cases");
        ListPartyCases.Map(mine);
        PartyCases.Map(mine);
        StateDefence.MapForParty(mine);

        ReadPaper.Map(app.MapGroup("/api/papers").WithTags("papers"));
        CheckPaper.Map(app.MapGroup("/api/public/papers").WithTags("public"));
    }
}

internal sealed partial class MattersDb
{
    static partial void MapCases(ModelBuilder model) => CasesModel.Map(model);
}
