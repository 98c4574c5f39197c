using System.Text;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Marks;
using Qingjian.Monitoring.Readings;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Incineration;

/// <summary>Puts together what a plant's furnaces do on a day: temperatures, pollutants, accounts, marks.</summary>
internal sealed class WatchPlant(MonitoringDb db, Rulebook book, ISources sources, IDivisions divisions, JudgeFurnace furnaces, FurnaceYears years, FurnaceSlots slots, LayMarks lay, ExceedanceDays exceedances, ReadSource read)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(30);

    /// <summary>Null when the enterprise is unknown to the caller or has no furnace.</summary>
    public async Task<PlantView?> Of(string enterpriseId, DateOnly day, CancellationToken stop)
    {
        if (await sources.Enterprise(enterpriseId, stop) is not { } firm) return null;
        var found = new List<PlantView.FurnaceView>();
        int? limit = null;
        foreach (var outlet in (await sources.OutletsOf(enterpriseId, stop)).Where(outlet => !outlet.Closed))
        {
            if (await sources.DutiesOf(outlet.Id, day, stop) is not { } duties || furnaces.RuleOf(duties) is not var (catalogue, rule)) continue;
            limit ??= rule.ExceedanceDaysAMonth;
            found.Add(await View(duties, catalogue, rule, stop));
        }
        return found.Count == 0 ? null : new(firm.Id, firm.Name, firm.Division, divisions.NameOf(firm.Division), firm.Address, db.Now, await exceedances.Through(enterpriseId, day, stop), limit, found);
    }

    private async Task<PlantView.FurnaceView> View(OutletDuties duties, MarkCatalogue catalogue, IncinerationRule rule, CancellationToken stop)
    {
        var (outlet, day) = (duties.Outlet, duties.Day);
        var set = await db.Furnaces.AsNoTracking().FirstOrDefaultAsync(furnace => furnace.OutletId == outlet.Id, stop);
        var year = await years.Of(outlet.Id, catalogue, rule, day, stop);
        var means = slots.Of(outlet.Id, day, set?.SpareProbes ?? []);
        var low = FurnaceTemperature.Judge(day, means, year, rule);
        var (from, to) = (BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1)));
        var marks = await db.Marks.AsNoTracking().Where(mark => mark.OutletId == outlet.Id && mark.FromAt < to && mark.ToAt > from).OrderBy(mark => mark.FromAt).ToListAsync(stop);
        var now = db.Now;
        var condition = marks.Where(mark => mark.State == MarkState.Standing && mark.Level == MarkLevel.Source && mark.FromAt <= now && mark.ToAt > now).MaxBy(mark => mark.MadeAt)?.Name ?? "正常运行";
        var latest = Latest(outlet.Id, set?.SpareProbes ?? []);
        var law = OutletLaw.Of(book, duties);
        return new(
            outlet.Id, set?.Name ?? Furnace.NameOf(outlet.Name), $"{outlet.Code} {outlet.Name}", catalogue.Name, rule.FurnaceCelsius, day, latest?.Celsius, latest?.At, [.. Slots(day).Select(slot => means.TryGetValue(slot, out var mean) ? Math.Round(mean, 1) : (decimal?)null)],
            Letters(day, means, low, rule), low.Low.Count, low.Free, Slots(day).Count(slot => slot.AddMinutes(5) <= BeijingTime.ClockOf(now) && !means.ContainsKey(slot)), rule.LowSlotsAllowed, low.Outcome, low.Because, condition,
            law is null ? [] : await Pollutants(law, rule, stop), Accounts(year, rule, day), [.. marks.Select(mark => MarkView.Of(mark, db.Caller))], set?.Shown ?? true, set?.SpareProbes ?? [], set?.Version ?? 0);
    }

    private static IEnumerable<DateTime> Slots(DateOnly day) => Enumerable.Range(0, 288).Select(slot => day.ToDateTime(TimeOnly.MinValue).AddMinutes(5 * slot));

    private string Letters(DateOnly day, Dictionary<DateTime, decimal> means, LowTemperatureDay low, IncinerationRule rule)
    {
        var (letters, counted, now) = (new StringBuilder(288), low.Low.ToHashSet(), BeijingTime.ClockOf(db.Now));
        foreach (var slot in Slots(day))
            letters.Append(means.TryGetValue(slot, out var mean) ? mean >= rule.FurnaceCelsius ? 'o' : counted.Contains(slot) ? 'l' : 'f' : slot.AddMinutes(5) > now ? '-' : 'm');
        return letters.ToString();
    }

    private (decimal Celsius, DateTimeOffset At)? Latest(string outletId, IReadOnlyCollection<string> spare)
    {
        if (read.Find(outletId, null) is not { } source) return null;
        foreach (var kind in (PeriodKind[])[PeriodKind.Realtime, PeriodKind.FiveMinute, PeriodKind.Minute])
            foreach (var row in read.Read(source, kind, db.Now - Lately, db.Now.AddMinutes(10)).AsEnumerable().Reverse())
                if (FurnaceSlots.Of(row, spare) is { } celsius) return (Math.Round(celsius, 1), row.Time);
        return null;
    }

    private async Task<List<PlantView.Pollutant>> Pollutants(OutletLaw law, IncinerationRule rule, CancellationToken stop)
    {
        var (outlet, day) = (law.Duties.Outlet.Id, law.Duties.Day);
        if (read.Find(outlet, null) is not { } source) return [];
        var live = read.Read(source, PeriodKind.Realtime, db.Now - Lately, db.Now.AddMinutes(10)) is [.., var newest] ? newest : null;
        var hours = read.Read(source, PeriodKind.Hour, BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1)));
        var laid = (await lay.Over([outlet], day, stop)).GetValueOrDefault(outlet) ?? LaidMarks.None;
        var found = new List<PlantView.Pollutant>();
        foreach (var factor in law.Factors.Where(factor => rule.DayFactors.Contains(factor.Code)))
        {
            // The mean of the day so far leaves out what the day's own verdict will leave out.
            var counted = hours.Where(row => row.Find(factor.Code) is { Flag: 'N' or 'T', Suspect: false } && !laid.Over(factor.Code, Clock(row)).Any(mark => mark.Effect != MarkEffect.Spent && mark.Minutes > rule.ExemptMinutes))
                .Select(row => row.Find(factor.Code)!).Select(cell => cell.Converted ?? cell.Value).OfType<decimal>().ToList();
            var last = hours.LastOrDefault(row => row.Find(factor.Code) is not null);
            var (hour, whole) = (Bound(law, factor.Code, LimitPeriod.Hour), Bound(law, factor.Code, LimitPeriod.Day));
            var mean = counted.Count > 0 ? Math.Round(counted.Average(), 2) : (decimal?)null;
            var (now, cell) = (live?.Find(factor.Code), last?.Find(factor.Code));
            found.Add(new(factor.Code, law.NameOf(factor.Code), factor.Unit, now?.Converted ?? now?.Value, now is null ? null : live!.Time, cell?.Converted ?? cell?.Value, last?.Time, hour?.Text, mean, counted.Count, whole?.Text, mean > whole?.Range.High));
        }
        return found;
    }

    private static DateTime Clock(Reading row)
    {
        var clock = BeijingTime.ClockOf(row.Time);
        return clock.Date.AddHours(clock.Hour);
    }

    private static Limit? Bound(OutletLaw law, string code, LimitPeriod period) =>
        law.Rules.Limits.For(code, period).Where(limit => limit is { IsBinding: true, ManualOnly: false }).MinBy(limit => limit.Range.High);

    private static List<PlantView.Account> Accounts(FurnaceYear year, IncinerationRule rule, DateOnly day) => [.. rule.Accounts.Select(account =>
    {
        var from = account.PeriodOf(day.ToDateTime(TimeOnly.MinValue));
        var use = year.Accounts.FirstOrDefault(each => each.Account.Code == account.Code && each.Period == from) ?? new(account, from, 0, 0);
        var passed = rule.QuotaWarn.Where(share => use.Share >= share || (share >= 1 && use.Beyond > 0)).DefaultIfEmpty(0).Max();
        return new PlantView.Account(account.Code, account.Name, account.Period, from, use.Used, use.Beyond, account.Minutes, (int)(passed * 100));
    })];
}
