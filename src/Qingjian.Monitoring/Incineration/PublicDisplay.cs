using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Incineration;

/// <summary>树: what a plant shows the public. Hour and day means with their limits and the furnace temperature, of furnaces that are set to be shown; nothing else leaves.
/// Worked out at most once a minute, so that the public cannot load the house.</summary>
internal sealed class PublicDisplay(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, PublicPlant? Plant)> plants = new();
    private KeptNames names = new(DateTimeOffset.MinValue, []);

    private sealed record KeptNames(DateTimeOffset At, IReadOnlyList<PublicName> Names);

    internal sealed record PublicName(string Id, string Name, string Division);

    internal sealed record PublicFactor(string Name, string Unit, decimal? HourMean, DateTimeOffset? HourAt, string? HourLimit, decimal? DayMean, decimal? Yesterday, string? DayLimit);

    internal sealed record PublicFurnace(string Name, string Condition, decimal? Celsius, DateTimeOffset? CelsiusAt, decimal Threshold, IReadOnlyList<PublicFactor> Factors);

    internal sealed record PublicPlant(string Id, string Name, string Division, DateTimeOffset At, IReadOnlyList<PublicFurnace> Furnaces);

    public static void Map(RouteGroupBuilder incineration)
    {
        incineration.MapGet("/", (PublicDisplay display, CancellationToken stop) => display.Names(stop)).Open();
        incineration.MapGet("/{id}", (string id, PublicDisplay display, CancellationToken stop) => display.Plant(id, stop)).Open();
    }

    private async Task<Ok<IReadOnlyList<PublicName>>> Names(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (now - names.At > Fresh)
        {
            await using var scope = System(scopes);
            var (sources, book, divisions) = (scope.ServiceProvider.GetRequiredService<ISources>(), scope.ServiceProvider.GetRequiredService<Rulebook>(), scope.ServiceProvider.GetRequiredService<IDivisions>());
            var day = BeijingTime.DayOf(now);
            var found = (await sources.AllDuties(day, stop)).Values.Where(duty => book.MarksOn([.. duty.Standards.Select(standard => standard.StandardNo)], day)?.Incineration is not null)
                .Select(duty => new PublicName(duty.Outlet.EnterpriseId, duty.Outlet.EnterpriseName, divisions.NameOf(duty.Outlet.Division))).DistinctBy(name => name.Id).OrderBy(name => name.Name, StringComparer.Ordinal).ToList();
            names = new(now, found);
        }
        return TypedResults.Ok(names.Names);
    }

    private async Task<Results<Ok<PublicPlant>, ProblemHttpResult>> Plant(string id, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        // Only plants of the list are looked up and kept: any other id costs nothing.
        await Names(stop);
        if (names.Names.All(name => name.Id != id)) return Problems.NotFound();
        if (!plants.TryGetValue(id, out var kept) || now - kept.At > Fresh) plants[id] = kept = (now, await Look(id, now, stop));
        return kept.Plant is { } plant ? TypedResults.Ok(plant) : Problems.NotFound();
    }

    private async Task<PublicPlant?> Look(string id, DateTimeOffset now, CancellationToken stop)
    {
        await using var scope = System(scopes);
        var watch = scope.ServiceProvider.GetRequiredService<WatchPlant>();
        var day = BeijingTime.DayOf(now);
        if (await watch.Of(id, day, stop) is not { } today) return null;
        var before = await watch.Of(id, day.AddDays(-1), stop);
        return new(today.EnterpriseId, today.EnterpriseName, today.DivisionName, now, [.. today.Furnaces.Where(furnace => furnace.Shown).Select(furnace => new PublicFurnace(
            furnace.Name, furnace.Condition, furnace.Celsius, furnace.CelsiusAt, furnace.Threshold, [.. furnace.Pollutants.Select(factor => new PublicFactor(
                factor.Name, factor.Unit, factor.HourMean, factor.HourAt, factor.HourLimit, factor.DayMean,
                before?.Furnaces.FirstOrDefault(other => other.OutletId == furnace.OutletId)?.Pollutants.FirstOrDefault(other => other.Code == factor.Code)?.DayMean, factor.DayLimit))]))]);
    }

    // The public has no area; the house looks for it and lets out these fields alone.
    private static AsyncServiceScope System(IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        return scope;
    }
}
