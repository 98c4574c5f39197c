using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Sources;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring;

/// <summary>Gives Registry the catalogue of factors and the law's limits to check entries by.</summary>
public static class SourceRulesModule
{
    /// <summary>Registers the answers. The rulebook comes with <see cref="SupervisionModule.AddSupervision"/>.</summary>
    public static IServiceCollection AddSourceRules(this IServiceCollection services)
    {
        return services.AddSingleton<ISourceRules, SourceRules>().AddSingleton<ISourceConditions, LinkConditions>().AddScoped<ISourceConditions, OrderConditions>();
    }
}
