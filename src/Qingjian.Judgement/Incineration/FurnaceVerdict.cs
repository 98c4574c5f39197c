using System.Globalization;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>What articles 7, 11 and 12 of Order No. 10 make of a furnace and day, as verdicts beside those of its factors.</summary>
public static class FurnaceVerdict
{
    /// <summary>Code under which the furnace temperature is judged (HJ 212-2017).</summary>
    public const string Temperature = "a01901";

    /// <summary>Code under which the hours without valid data are judged: no code of the protocol, a count of ours.</summary>
    public const string Upkeep = "cems-upkeep";

    /// <summary>Chinese name of what is judged; null for a usual factor.</summary>
    public static string? NameOf(string code) => code switch { Temperature => "炉膛温度", Upkeep => "CEMS维护、数据无效时长", _ => null };

    /// <summary>The day's low five-minute means.</summary>
    public static Verdict Of(string subject, LowTemperatureDay day, IncinerationRule rule)
    {
        var all = day.Missing == 288;
        var (outcome, reason) = all ? (VerdictOutcome.NotJudged, "missing") : day.Outcome switch
        {
            LowTemperatureOutcome.Clue => (VerdictOutcome.Exceeded, "furnace-low"),
            LowTemperatureOutcome.Warning => (VerdictOutcome.Warning, "furnace-low-warning"),
            _ => (VerdictOutcome.Compliant, "compliant"),
        };
        var working = new List<string> { day.Because };
        if (day.Low.Count > 0) working.Add($"计入的时段：{string.Join('、', day.Low.Select(slot => slot.ToString("HH:mm", CultureInfo.InvariantCulture)))}");
        working.Add($"一日内超过{rule.LowSlotsAllowed}个5分钟均值低于{VerdictJson.Plain(rule.FurnaceCelsius)}℃的，属于未按照国家有关规定采取有利于减少持久性有机污染物排放的技术方法和工艺（第十一条）");
        var end = reason switch
        {
            "missing" => "没有收到炉膛温度数据，不能判定",
            "furnace-low" => "属于未按照国家有关规定采取有利于减少持久性有机污染物排放的技术方法和工艺的情形",
            "furnace-low-warning" => "接近允许的次数，请立即调整工况",
            _ => "符合要求",
        };
        return DayFinding.Of(subject, Temperature, day.Day, outcome, reason, all ? null : day.Low.Count, "low-slots", "个", rule.LowSlotsAllowed, "第七条、第十一条", rule.Rule, working, [], $"{BeijingTime.InChinese(day.Day)}，{day.Because}，{end}。");
    }

    /// <summary>The quarter's hours without valid data. A violation on the day on which the allowance is passed, once.</summary>
    public static Verdict Of(string subject, CemsUpkeep upkeep, IncinerationRule rule)
    {
        var crossed = rule.QuotaWarn.Where(share => upkeep.Before <= share * upkeep.Allowed && upkeep.Total > share * upkeep.Allowed).DefaultIfEmpty(0).Max();
        var (outcome, reason) = crossed >= 1 ? (VerdictOutcome.Exceeded, "upkeep-beyond") : crossed > 0 ? (VerdictOutcome.Warning, "upkeep-warning") : (VerdictOutcome.Compliant, "compliant");
        var (total, allowed) = (Hours(upkeep.Total), Hours(upkeep.Allowed));
        var said = $"本季度（自{BeijingTime.InChinese(upkeep.Quarter)}起）CEMS维护标记{Hours(upkeep.Marked)}小时，未标记的缺失、无效{Hours(upkeep.Unmarked)}小时，合计{total}小时，允许{allowed}小时";
        List<string> working = [said, $"当日开始时合计{Hours(upkeep.Before)}小时；停运和豁免时段不计（第十二条，M33、M34）"];
        var end = reason switch
        {
            "upkeep-beyond" => "当日超过允许时长，属于未保证自动监测设备正常运行的情形",
            "upkeep-warning" => $"已超过允许时长的{crossed * 100:0}%，请尽快恢复设备正常运行",
            _ => upkeep.Total > upkeep.Allowed ? "此前已超过允许时长" : "在允许时长之内",
        };
        return DayFinding.Of(subject, Upkeep, upkeep.Day, outcome, reason, Math.Round(upkeep.Total / 60m, 1), "hours", "小时", upkeep.Allowed / 60, "第十二条", rule.Rule, working, [], $"{BeijingTime.InChinese(upkeep.Day)}，{said}，{end}。");
    }

    private static string Hours(int minutes) => VerdictJson.Plain(Math.Round(minutes / 60m, 1));
}
