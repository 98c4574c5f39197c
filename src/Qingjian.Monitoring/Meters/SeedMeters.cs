using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Meters;

/// <summary>Furnishes the demo city with meters, linkages and two control orders, through the same acts as people.</summary>
internal sealed class SeedMeters(MonitoringDb db, ISources sources, RegisterMeter register, LinkMeters link, IssueControl issue)
{
    public static async Task Run(IServiceProvider services, string file, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System with { Name = "市局值班室", Division = DivisionScope.Prefix("611000") };
        await ActivatorUtilities.CreateInstance<SeedMeters>(scope.ServiceProvider).Seed(file, stop);
    }

    private async Task Seed(string file, CancellationToken stop)
    {
        if (await db.Set<MeterPoint>().AnyAsync(stop)) return;
        using var city = JsonDocument.Parse(await File.ReadAllTextAsync(file, stop));
        var plants = new Dictionary<string, string>();
        foreach (var firm in city.RootElement.GetProperty("enterprises").EnumerateArray())
            if (firm.TryGetProperty("electricity", out var electricity) && await sources.EnterpriseByCreditCode(firm.GetProperty("creditCode").GetString()!, stop) is { } enterprise)
                plants[electricity.GetProperty("habit").GetString()!] = await Plant(enterprise.Id, electricity, stop);
        if (plants.Count == 0) return;

        // Four days of ten: the simulated plants know them too.
        var yesterday = BeijingTime.DayOf(db.Now).DayNumber - 1;
        var first = DateOnly.FromDayNumber(yesterday - yesterday % 10);
        var (from, to) = (BeijingTime.StartOf(first), BeijingTime.StartOf(first.AddDays(4)));
        Sure(await issue.Enter(new(ControlKind.HeavyPollution, ControlLevel.Orange, ControlMeasure.Stop, null, from, to, [], [plants["ignoresStop"], plants["stops"]], "演示市重污染天气应急指挥部关于启动橙色预警的通知（演重污染指〔2026〕3号）"), stop));
        Sure(await issue.Enter(new(ControlKind.PeakShift, null, ControlMeasure.Limit, 0.6m, from, to, [], [plants["honest"]], "演示市水泥行业错峰生产实施方案（演环函〔2026〕58号）"), stop));
    }

    private async Task<string> Plant(string enterprise, JsonElement electricity, CancellationToken stop)
    {
        var mn = electricity.GetProperty("logger").GetProperty("mn").GetString()!;
        var ids = new Dictionary<MeterKind, List<string>> { [MeterKind.Production] = [], [MeterKind.Treatment] = [] };
        foreach (var point in electricity.GetProperty("points").EnumerateArray())
        {
            var kind = Enum.Parse<MeterKind>(point.GetProperty("kind").GetString()!, ignoreCase: true);
            ids[kind].Add(Sure(await register.Enter(new(enterprise, point.GetProperty("name").GetString()!, kind, point.GetProperty("ratedKw").GetDecimal(), 1, mn, point.GetProperty("code").GetString()!), stop)));
        }
        Sure(await link.Enter(new(enterprise, electricity.GetProperty("linkage").GetString()!, ids[MeterKind.Production], ids[MeterKind.Treatment], LinkageRelation.All, 10, 10), stop));
        return enterprise;
    }

    private static string Sure(Outcome<string> outcome) => outcome.Try(out var id, out var why) ? id : throw new InvalidDataException(why.Message);
}
