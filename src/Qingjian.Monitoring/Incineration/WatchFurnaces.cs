using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Schedule;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Incineration;

/// <summary>Looks at every furnace while its day goes on: low five-minute means as they arrive, and accounts as marks use them up. The sixth low mean of a day
/// is a breach whatever the rest of the day brings, so the bureau is told at once; the verdict follows with the close of the day, when its marks are known.</summary>
internal sealed class WatchFurnaces(Rulebook book, ISources sources, JudgeFurnace furnaces, FurnaceYears years, FurnaceSlots slots, TellEvents tell, TimeProvider clock) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var day = BeijingTime.DayOf(now);
        if (book.SupervisionOn(day) is null) return;
        foreach (var duties in (await sources.AllDuties(day, stop)).Values)
        {
            if (furnaces.RuleOf(duties) is not var (catalogue, rule)) continue;
            var year = await years.Of(duties.Outlet.Id, catalogue, rule, day, stop);
            await Temperatures(duties.Outlet, day, year, rule, stop);
            foreach (var use in year.Accounts.Where(use => use.Period == use.Account.PeriodOf(day.ToDateTime(TimeOnly.MinValue)))) await Account(duties.Outlet, use, rule, now, stop);
        }
    }

    private async Task Temperatures(SourceOutlet outlet, DateOnly day, FurnaceYear year, IncinerationRule rule, CancellationToken stop)
    {
        var low = FurnaceTemperature.Judge(day, slots.Of(outlet.Id, day, await furnaces.Spare(outlet.Id, stop)), year, rule);
        var begin = BeijingTime.StartOf(day);
        var said = $"{BeijingTime.InChinese(day)}，焚烧炉炉膛温度5分钟均值低于{rule.FurnaceCelsius:0.##}℃的已有{low.Low.Count}个";
        if (low.Outcome == LowTemperatureOutcome.Clue)
            await tell.Tell(Event($"low-{outlet.Id}-{day:yyyyMMdd}-beyond", "low_temperature_day", $"{said}，超过一日内允许的{rule.LowSlotsAllowed}个（第十一条）。请立即查明原因，使炉温恢复；属于启停炉、故障等情形的请在规定时限内标记。", "orange"), stop);
        else
        {
            await tell.End("low_temperature_day", outlet.Id, FurnaceVerdict.Temperature, $"标记后当日计入的低温5分钟均值为{low.Low.Count}个，在允许次数之内", stop);
            if (rule.LowSlotsWarn.Where(count => low.Low.Count >= count).DefaultIfEmpty(0).Max() is > 0 and var step)
                await tell.Tell(Event($"low-{outlet.Id}-{day:yyyyMMdd}-{step}", "low_temperature", $"{said}，一日内允许不超过{rule.LowSlotsAllowed}个。请立即调整工况，使炉温恢复。", "yellow"), stop);
            else await tell.End("low_temperature", outlet.Id, FurnaceVerdict.Temperature, "标记后当日计入的低温5分钟均值在提醒次数之内", stop);
        }

        // From midnight, as the verdict of the day says it: that then takes the place of this.
        SupervisionEvent Event(string id, string trigger, string sentence, string colour) => new(
            id, trigger, outlet.Id, FurnaceVerdict.Temperature, FurnaceVerdict.NameOf(FurnaceVerdict.Temperature)!, begin, BeijingTime.InstantOf(low.Low[^1].AddMinutes(5)), sentence, colour, rule.Rule.Trust.Word())
        {
            Value = low.Low.Count,
            Limit = rule.LowSlotsAllowed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            LimitName = rule.Rule.Document,
            Unit = "个",
        };
    }

    // What is left out of means has its own verdict (article 12); these are the accounts of article 10.
    private async Task Account(SourceOutlet outlet, AccountUse use, IncinerationRule rule, DateTimeOffset now, CancellationToken stop)
    {
        if (rule.Marks.Any(mark => mark.Account == use.Account && mark.Effect == FurnaceEffect.LeftOut)) return;
        var (hours, factor) = (use.Account.Minutes / 60, $"account-{use.Account.Code}");
        var said = $"“{use.Account.Name}”{(use.Account.Period == AccountPeriod.Year ? $"{use.Period.Year}年" : "本季度")}已用{use.Used / 60m:0.#}小时，允许{hours}小时";
        if (use.Beyond > 0)
        {
            await tell.Tell(Event($"beyond-{outlet.Id}-{use.Account.Code}-{use.Period:yyyyMMdd}", "quota_exceeded", $"{said}，另有{use.Beyond / 60m:0.#}小时的标记超出，超出部分照常判定（第十条）。", "orange"), stop);
            return;
        }
        if (rule.QuotaWarn.Where(share => use.Share >= share).DefaultIfEmpty(0).Max() is > 0 and var passed)
            await tell.Tell(Event(FormattableString.Invariant($"quota-{outlet.Id}-{use.Account.Code}-{use.Period:yyyyMMdd}-{passed * 100:0}"), "quota_running_out", $"{said}，已达到{passed * 100:0}%。用完之后的时段照常判定，请合理安排检修和启停炉。", passed >= 1 ? "yellow" : "blue"), stop);

        SupervisionEvent Event(string id, string trigger, string sentence, string colour) => new(id, trigger, outlet.Id, factor, use.Account.Name, now, now, sentence, colour, rule.Rule.Trust.Word())
        {
            Value = Math.Round((use.Used + use.Beyond) / 60m, 1),
            Limit = hours.ToString(System.Globalization.CultureInfo.InvariantCulture),
            LimitName = rule.Rule.Document,
            Unit = "小时",
        };
    }
}
