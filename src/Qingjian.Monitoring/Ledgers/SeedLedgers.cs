using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Ledgers;

/// <summary>Furnishes the demo city with a fortnight of ledgers, through the same acts as people: boilers and power plants by what their monitors usually say, sewage works by
/// what usually leaves them. One boiler states ten times the sulfur that its monitor sees, one works a third less water than it lets out, one has a measured inlet.</summary>
internal sealed class SeedLedgers(MonitoringDb db, ISources sources, IStations stations, EnterLedger enter, SetInlet inlet)
{
    private const int Days = 14, Doubtful = 4, Works = 4, Boilers = 5;
    private static readonly string[] Burning = ["4411", "4430"];

    /// <summary>What a firm of the city file usually emits.</summary>
    private sealed record Usual(string CreditCode, string Outlet, Medium Medium, decimal Sulfur, decimal Demand, decimal Flow, string? InletMn);

    public static async Task Run(IServiceProvider services, string file, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System with { Name = "企业环保专员", PostTitle = "企业填报", Division = DivisionScope.Prefix("611000") };
        await ActivatorUtilities.CreateInstance<SeedLedgers>(scope.ServiceProvider).Seed(file, stop);
    }

    private async Task Seed(string file, CancellationToken stop)
    {
        if (await db.Set<LedgerDay>().AnyAsync(stop)) return;
        var today = BeijingTime.DayOf(db.Now);
        var usual = Read(await File.ReadAllBytesAsync(file, stop));
        var stacks = usual.Where(each => each.Medium == Medium.Air).Take(Boilers).ToList();
        foreach (var (stack, at) in stacks.Select((stack, at) => (stack, at)))
            await Each(stack, today, at, (day, ripple) => day < Doubtful && at == stacks.Count - 2 ? Stated(stack.Sulfur * 10m, ripple) : Stated(stack.Sulfur, ripple), stop);
        foreach (var (works, at) in usual.Where(each => each.Medium == Medium.Water).Take(Works).Select((works, at) => (works, at)))
        {
            // A city founded before inlets were measured has none of their loggers.
            if (works.InletMn is { } mn && stations.Find(mn) is not null && await OutletOf(works, stop) is { } outlet)
            {
                if (!(await inlet.Set(new(outlet, today.AddDays(-31), mn, "进水提升泵房后在线监测"), stop)).Try(out _, out var why)) throw new InvalidDataException(why.Message);
                continue;
            }
            await Each(works, today, at, (day, ripple) => new(WaterIn: Math.Round(works.Flow * 86.4m * (day < Doubtful && at == 1 ? 0.68m : 1.03m) * ripple, 0), DemandIn: Math.Round((works.Demand * 5m + 110m) * ripple, 1)), stop);
        }
    }

    // Half a thousand tonnes of common coal; what is left of its sulfur tells the efficiency.
    private static LedgerFigures Stated(decimal emitted, decimal ripple)
    {
        var (coal, sulfur) = (Math.Round(500m * ripple, 1), Math.Round(0.8m * ripple, 2));
        return new(coal, sulfur, Math.Round(100m * (1m - emitted / (coal * 1000m * sulfur / 100m * 2m)), 2));
    }

    private async Task Each(Usual usual, DateOnly today, int place, Func<int, decimal, LedgerFigures> figures, CancellationToken stop)
    {
        if (await OutletOf(usual, stop) is not { } outlet) return;
        for (var day = Days; day >= 1; day--)
        {
            var f = figures(day - 1, 1m + (day * 7 + place * 5) % 11 * 0.006m - 0.03m);
            if (!(await enter.Enter(new(outlet, today.AddDays(-day), f.CoalTonnes, f.SulfurPercent, f.EfficiencyPercent, f.WaterIn, f.DemandIn), stop)).Try(out var entered, out var why)) throw new InvalidDataException(why.Message);
            if (day != 3 || place != 0 || f.SulfurPercent is null) continue;
            if (await enter.Correct(entered.Id, new(entered.Version, "化验室复核入炉煤全硫分，原填报值为空气干燥基", f.CoalTonnes, f.SulfurPercent + 0.06m, f.EfficiencyPercent), stop) is not { } outcome || !outcome.Try(out _, out why)) throw new InvalidDataException("The correction was refused.");
        }
    }

    private async Task<string?> OutletOf(Usual usual, CancellationToken stop) =>
        await sources.EnterpriseByCreditCode(usual.CreditCode, stop) is { } enterprise ? (await sources.OutletsOf(enterprise.Id, stop)).FirstOrDefault(each => each.Code == usual.Outlet)?.Id : null;

    private static List<Usual> Read(byte[] bytes)
    {
        using var city = JsonDocument.Parse(bytes);
        var found = new List<Usual>();
        foreach (var firm in city.RootElement.GetProperty("enterprises").EnumerateArray())
        {
            var (code, industry) = (firm.GetProperty("creditCode").GetString()!, firm.GetProperty("industry").GetString()!);
            if (!Burning.Contains(industry) && industry != "4620") continue;
            foreach (var outlet in firm.GetProperty("outlets").EnumerateArray())
            {
                var levels = outlet.GetProperty("factors").EnumerateArray().ToDictionary(factor => factor.GetProperty("code").GetString()!, factor => factor.GetProperty("level").GetDecimal());
                // mg/m3 × m3/s over a day in kg.
                var sulfur = levels.GetValueOrDefault(Balances.SulfurDioxide) * levels.GetValueOrDefault("a00000") * 0.0864m;
                found.Add(new(code, outlet.GetProperty("code").GetString()!, industry == "4620" ? Medium.Water : Medium.Air, sulfur, levels.GetValueOrDefault(Balances.Demand), levels.GetValueOrDefault(Balances.WaterFlow),
                    firm.TryGetProperty("inlet", out var measured) ? measured.GetProperty("logger").GetProperty("mn").GetString() : null));
            }
        }
        return found;
    }
}
