using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Qingjian.Judgement;
using Qingjian.Monitoring.Sources;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring;

/// <summary>Gives Registry the catalogue of factors and the law's limits to check entries by.</summary>
public static class SourceRulesModule
{
    /// <summary>Registers the answers, and the rulebook when nobody has.</summary>
    public static IServiceCollection AddSourceRules(this IServiceCollection services)
    {
        services.TryAddSingleton(all =>
        {
            var (book, faults) = Rulebook.Load(all.GetRequiredService<IOptions<HouseOptions>>().Value.LawFolder);
            return faults.Count == 0 ? book : throw new InvalidDataException($"The law folder has faults: {string.Join("; ", faults)}");
        });
        return services.AddSingleton<ISourceRules, SourceRules>().AddSingleton<ISourceConditions, LinkConditions>().AddScoped<ISourceConditions, OrderConditions>();
    }
}
