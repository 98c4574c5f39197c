using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform;
using Qingjian.Platform.Overview;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Imports;
using Qingjian.Registry.People;
using Qingjian.Registry.Places;
using Qingjian.Registry.Search;
using Qingjian.Registry.Sources;
using Qingjian.Registry.Sources.Checks;
using Qingjian.Registry.Stations;

namespace Qingjian.Registry;

/// <summary>Sources (源) and people (人).</summary>
public static class RegistryModule
{
    /// <summary>Registers the room.</summary>
    public static IServiceCollection AddRegistry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RegistryOptions>().Bind(configuration.GetSection("Registry")).ValidateDataAnnotations().ValidateOnStart();
        services.AddModuleDb<RegistryDb>("registry");
        services.AddSingleton<Divisions>().AddSingleton<IDivisions>(all => all.GetRequiredService<Divisions>());
        services.AddSingleton<StationSnapshot>().AddSingleton<IStations>(all => all.GetRequiredService<StationSnapshot>());
        if (Background.Wanted) services.AddHostedService<StationWatch>();
        services.AddSingleton<Borders>().AddSingleton<PlaceCheck>().AddSingleton<EnterpriseCheck>().AddSingleton<OutletCheck>().AddSingleton<DutiesCheck>();
        services.AddScoped<Conditions>();
        services.AddScoped<ISourceSearch, FindSources>().AddScoped<ISourceSearch, FindPeople>();
        services.AddScoped<IImportKind, EnterpriseImport>().AddScoped<IImportKind, OutletImport>().AddScoped<IImportKind, MonitorImport>().AddScoped<IImportKind, LimitImport>();
        services.AddScoped<ISources, SourceQuestions>();
        services.AddScoped<IOverviewSource, SourcesOverview>();
        services.AddScoped<IOfficers, OfficerQuestions>();
        return services;
    }

    /// <summary>The room's endpoints.</summary>
    public static void MapRegistry(this IEndpointRouteBuilder app)
    {
        PlaceEndpoints.Map(app);
        SearchEndpoint.Map(app);
        RuleEndpoints.Map(app);

        var sources = app.MapGroup("/api/sources").WithTags("sources");
        ListSources.Map(sources);
        MapSources.Map(sources);
        ShowSource.Map(sources);
        SourceHistory.Map(sources);
        EnterpriseActs.Map(sources);
        OutletActs.Map(sources, app.MapGroup("/api/outlets").WithTags("sources"));
        MonitorActs.Map(sources, app.MapGroup("/api/monitors").WithTags("sources"));
        ImportEndpoints.Map(app);

        var people = app.MapGroup("/api/people").WithTags("people");
        ListPeople.Map(people);
        ShowPerson.Map(people);
        PersonActs.Map(people);
        CertificateActs.Map(people);
        OrganisationActs.Map(app);
    }
}
