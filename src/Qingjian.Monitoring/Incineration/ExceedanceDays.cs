using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Facts;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Incineration;

/// <summary>Days of a natural month on which any furnace of a plant exceeded the limit of a day mean (articles 6 and 10, M40). With each further one the plant is
/// warned while it draws near the number from which its production is restricted.</summary>
internal sealed class ExceedanceDays(MonitoringDb db, ISources sources, JudgeFurnace furnaces, TellEvents tell) : IHear<VerdictReached>
{
    /// <summary>From the first of the month to the end of <paramref name="day"/>.</summary>
    public async Task<int> Through(string enterpriseId, DateOnly day, CancellationToken stop) => (await In(enterpriseId, day, stop)).Count;

    private async Task<List<DateOnly>> In(string enterpriseId, DateOnly day, CancellationToken stop)
    {
        var (from, to) = (BeijingTime.StartOf(new(day.Year, day.Month, 1)), BeijingTime.StartOf(day.AddDays(1)));
        var starts = await db.Verdicts.AsNoTracking().Where(verdict => verdict.EnterpriseId == enterpriseId && verdict.Period == LimitPeriod.Day && verdict.Outcome == VerdictOutcome.Exceeded && verdict.SupersededAt == null
            && verdict.Reason == "exceeded" && verdict.StartAt >= from && verdict.StartAt < to).Select(verdict => verdict.StartAt).ToListAsync(stop);
        return [.. starts.Select(BeijingTime.DayOf).Distinct().Order()];
    }

    public async Task Hear(VerdictReached fact, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (fact.Trigger != "day_exceeded") return;
        var day = BeijingTime.DayOf(fact.Start);
        if (await sources.DutiesOf(fact.OutletId, day, stop) is not { } duties || furnaces.RuleOf(duties) is not ({ }, { ExceedanceDaysAMonth: { } most } rule)) return;
        var all = await In(fact.EnterpriseId, new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)), stop);
        var days = all.Count;
        // Several days judged at once say the same number: it is said of the last of them, once.
        if (days > most || !rule.QuotaWarn.Any(share => days >= share * most)) return;
        var sentence = $"{day:yyyy年M月}已有{days}天日均值超标（任一焚烧炉超标即计1天），一个自然月累计{most}天以上的，将责令限制生产或者停产整治（第十条）。"
            + (days < most ? "请查明原因，立即整改。" : "");
        await tell.Tell(new SupervisionEvent($"days-{fact.EnterpriseId}-{day:yyyyMM}-{days}", "violation_time", fact.OutletId, "", "超标天数", BeijingTime.StartOf(all[^1]), BeijingTime.StartOf(all[^1].AddDays(1)), sentence, days < most ? "yellow" : "orange", rule.Rule.Trust.Word())
        {
            Value = days,
            Limit = most.ToString(System.Globalization.CultureInfo.InvariantCulture),
            LimitName = rule.Rule.Document,
            Unit = "天",
        }, stop);
    }
}
