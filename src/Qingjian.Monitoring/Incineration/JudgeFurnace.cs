using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Readings;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Incineration;

/// <summary>Articles 7, 11 and 12 of Order No. 10 for the furnace behind an outlet and one day. From the same readings and marks always the same.</summary>
internal sealed class JudgeFurnace(MonitoringDb db, Rulebook book, FurnaceYears years, FurnaceSlots slots, ReadSource read)
{
    /// <summary>The rule of the furnace behind an outlet, with its marks; null when there is none.</summary>
    public (MarkCatalogue Catalogue, IncinerationRule Rule)? RuleOf(OutletDuties duties) => RuleOf(duties, book, duties.Day);

    /// <summary>The same by another book, as it stands on another day.</summary>
    public static (MarkCatalogue Catalogue, IncinerationRule Rule)? RuleOf(OutletDuties duties, Rulebook by, DateOnly rulesOf) =>
        by.MarksOn([.. duties.Standards.Select(standard => standard.StandardNo)], rulesOf) is { Incineration: { } kind } catalogue && by.IncinerationOn(kind, rulesOf) is { } rule ? (catalogue, rule) : null;

    /// <summary>The verdicts of a day; none for an outlet without furnace.</summary>
    public Task<IReadOnlyList<Verdict>> Of(OutletLaw law, CancellationToken stop) => Of(law, RuleOf(law.Duties), stop);

    /// <summary>The verdicts of a day by a rule.</summary>
    public async Task<IReadOnlyList<Verdict>> Of(OutletLaw law, (MarkCatalogue Catalogue, IncinerationRule Rule)? rules, CancellationToken stop)
    {
        if (rules is not var (catalogue, rule)) return [];
        var (outlet, day) = (law.Duties.Outlet.Id, law.Duties.Day);
        var year = await years.Of(outlet, catalogue, rule, day, stop);
        var verdicts = new List<Verdict> { FurnaceVerdict.Of(outlet, FurnaceTemperature.Judge(day, slots.Of(outlet, day, await Spare(outlet, stop)), year, rule), rule) };
        if (Upkeep(law, year, rule) is { } upkeep) verdicts.Add(FurnaceVerdict.Of(outlet, upkeep, rule));
        return verdicts;
    }

    /// <summary>Probes of a furnace that are not used.</summary>
    public async Task<IReadOnlyCollection<string>> Spare(string outlet, CancellationToken stop) =>
        (await db.Furnaces.AsNoTracking().FirstOrDefaultAsync(furnace => furnace.OutletId == outlet, stop))?.SpareProbes ?? [];

    /// <summary>Hours of the quarter without valid data up to the end of the day; null where the rule has no such allowance, or nothing came yet.</summary>
    public CemsUpkeep? Upkeep(OutletLaw law, FurnaceYear year, IncinerationRule rule)
    {
        var day = law.Duties.Day;
        var quarter = CaptureRate.QuarterOf(day.ToDateTime(TimeOnly.MinValue));
        if (read.Find(law.Duties.Outlet.Id, null) is not { } source) return null;
        var judged = law.Factors.Where(factor => rule.DayFactors.Contains(factor.Code)).Select(factor => factor.Code).ToList();
        var valid = new Dictionary<DateTime, bool>();
        foreach (var row in read.Read(source, PeriodKind.Hour, BeijingTime.StartOf(quarter), BeijingTime.StartOf(day.AddDays(1))))
        {
            var clock = BeijingTime.ClockOf(row.Time);
            valid[clock.Date.AddHours(clock.Hour)] = judged.TrueForAll(code => row.Find(code) is { Flag: 'N' or 'T' });
        }
        // A plant that joined within the quarter answers for its own hours only.
        return valid.Count == 0 ? null : CemsUpkeep.Of(day, valid.Keys.Min(), year, hour => valid.GetValueOrDefault(hour), rule);
    }
}
