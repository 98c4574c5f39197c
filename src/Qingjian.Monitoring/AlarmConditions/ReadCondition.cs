using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Judgement;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>One condition with its changes, and what a form may choose from.</summary>
internal static class ReadCondition
{
    /// <param name="BeforeSay">The condition before in words; null when it was made.</param>
    internal sealed record ChangeView(string By, string Post, DateTimeOffset At, string Reason, string? BeforeSay, string AfterSay);

    internal sealed record File(ListConditions.Row Condition, AlarmScope Scope, Judgement.AlarmRule Rule, IReadOnlyList<string> OutletNames, IReadOnlyList<ChangeView> Changes);

    /// <param name="Code">HJ 212 code.</param>
    /// <param name="Name">Chinese.</param>
    /// <param name="Unit">As the stations send it.</param>
    /// <param name="Outlets">Outlets of the area that measure it.</param>
    internal sealed record FactorChoice(string Code, string Name, string Unit, int Outlets);

    internal sealed record OutletChoice(string Id, string Name, string EnterpriseName, Vocabulary.Medium Medium);

    /// <param name="Factors">Factors that any outlet measures.</param>
    /// <param name="Outlets">Outlets of the area.</param>
    /// <param name="DaysKept">By period: how many days of values a condition can be tried on.</param>
    internal sealed record Choices(IReadOnlyList<FactorChoice> Factors, IReadOnlyList<OutletChoice> Outlets, IReadOnlyDictionary<string, int> DaysKept);

    public static void Map(RouteGroupBuilder conditions)
    {
        conditions.MapGet("/choices", ChoicesOf).Requires(Duty.ManageMonitors);
        conditions.MapGet("/{id}", Read).Requires(Duty.ReadDuty);
    }

    private static async Task<Results<Ok<File>, ProblemHttpResult>> Read(string id, MonitoringDb db, ISources sources, CancellationToken stop)
    {
        if (await db.Set<AlarmCondition>().AsNoTracking().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } condition) return Problems.NotFound();
        var changes = await db.Set<AlarmConditionChange>().AsNoTracking().Where(change => change.ConditionId == id).OrderByDescending(change => change.At).ToListAsync(stop);
        var outlets = condition.Scope.OutletIds.Count == 0 ? null : await sources.Outlets([.. condition.Scope.OutletIds], stop);
        return TypedResults.Ok(new File((await ListConditions.Views([condition], db, stop))[0], condition.Scope, condition.Rule,
            outlets is null ? [] : [.. outlets.Values.Select(outlet => $"{outlet.EnterpriseName} {outlet.Code} {outlet.Name}").Order(StringComparer.Ordinal)],
            [.. changes.Select(change => new ChangeView(change.By, change.Post, change.At, change.Reason, change.Before is { } before ? Say(before) : null, Say(change.After)))]));
    }

    private static string Say(AlarmWording wording) => $"{wording.Name}（{(wording.Enabled ? "启用" : "停用")}）：{AlarmWords.Of(wording.Scope)}。{AlarmWords.Of(wording.Rule)}";

    private static async Task<Ok<Choices>> ChoicesOf(ISources sources, MonitoringDb db, IOptions<ReadingOptions> kept, CancellationToken stop)
    {
        var duties = await sources.AllDuties(Vocabulary.BeijingTime.DayOf(db.Now), stop);
        return TypedResults.Ok(new Choices(
            [.. duties.Values.SelectMany(duty => duty.Factors).GroupBy(factor => factor.Code).OrderByDescending(group => group.Count())
                .Select(group => new FactorChoice(group.Key, Hj212.Pollutants.Find(group.Key)?.NameZh ?? group.Key, group.First().Unit, group.Count()))],
            [.. duties.Values.Select(duty => duty.Outlet).OrderBy(outlet => outlet.EnterpriseName, StringComparer.Ordinal).ThenBy(outlet => outlet.Code, StringComparer.Ordinal)
                .Select(outlet => new OutletChoice(outlet.Id, $"{outlet.Code} {outlet.Name}", outlet.EnterpriseName, outlet.Medium))],
            Enum.GetValues<AlarmPeriod>().ToDictionary(period => JsonNamingPolicy.CamelCase.ConvertName(period.ToString()), period => TryCondition.DaysKept(period, kept.Value))));
    }
}
