using System.Globalization;
using Qingjian.Monitoring.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Reports;

/// <summary>The first words of a report, from its figures alone. A person edits them before it is approved.</summary>
internal static class ReportWords
{
    public static List<ReportSection> Of(ReportKind kind, string area, DateOnly from, DateOnly to, SupervisionFigures f, SupervisionFigures before)
    {
        var period = kind switch { ReportKind.Daily => BeijingTime.InChinese(from), ReportKind.Weekly => $"{BeijingTime.InChinese(from)}至{BeijingTime.InChinese(to)}", _ => $"{from.Year}年{from.Month}月" };
        var last = kind switch { ReportKind.Daily => "前一日", ReportKind.Weekly => "上周", _ => "上月" };
        var sections = new List<ReportSection>
        {
            new("总体情况", $"{period}，{area}污染源自动监控判定小时均值超标{f.HoursExceeded}次、日均值超标{f.DaysExceeded}天次，涉及企业{f.Enterprises.Count}家{Change(f.Enterprises.Count - before.Enterprises.Count, last, "家")}；" +
                $"数据传输中断涉及数采仪{f.Silences}台，累计{f.SilentHours.ToString("0.#", CultureInfo.InvariantCulture)}小时。"),
            new("超标情况", Exceeded(f)),
            new("电子督办情况", Orders(f, before, last)),
        };
        if (f.Alarms > 0) sections.Add(new("值守情况", $"值守平台收到警情{f.Alarms}条，已处置{f.AlarmsAnswered}条{(f.AnswerMinutes is { } minutes ? $"，处置时间中位数{minutes.ToString("0.#", CultureInfo.InvariantCulture)}分钟" : "")}。"));
        sections.Add(new(kind == ReportKind.Daily ? "处置要求" : "研判和要求", Asked(kind, f)));
        return sections;
    }

    private static string Exceeded(SupervisionFigures f)
    {
        if (f.Enterprises.Count == 0) return "本期没有判定为超标的企业。";
        var factors = string.Join("、", f.Factors.Take(5).Select(each => $"{each.Name}{each.Exceeded}次"));
        var worst = string.Join("；", f.Enterprises.Take(5).Select(e => $"{e.Name}（{e.DivisionName}）{string.Join("、", e.Factors)}，{Counts(e)}" + (e.MostMultiple is { } most ? $"，最高超标{most.ToString("0.###", CultureInfo.InvariantCulture)}倍" : "")));
        return $"按因子：{factors}。\n超标较多的企业：{worst}。";
    }

    private static string Counts(EnterpriseFigures e) => string.Join("、", new[] { e.Hours > 0 ? $"小时超标{e.Hours}次" : "", e.Days > 0 ? $"日均超标{e.Days}天次" : "" }.Where(text => text.Length > 0));

    private static string Orders(SupervisionFigures f, SupervisionFigures before, string last)
    {
        if (f.Orders.Issued == 0) return "本期没有下发电子督办单。";
        var kinds = string.Join("、", f.ByClass.Where(each => each.Issued > 0).Select(each => $"{each.Name}{each.Issued}件"));
        return $"下发电子督办单{f.Orders.Issued}件{Change(f.Orders.Issued - before.Orders.Issued, last, "件")}，其中{kinds}。须反馈{f.Orders.Needed}件，已反馈{f.Orders.Answered}件，反馈率{Rate(f.Orders.AnsweredRate)}，按期率{Rate(f.Orders.OnTimeRate)}；办结{f.Orders.Closed}件，处理率{Rate(f.Orders.ClosedRate)}。";
    }

    private static string Asked(ReportKind kind, SupervisionFigures f)
    {
        var asked = new List<string>();
        var late = f.ByCounty.Where(county => county.Needed > county.Answered).OrderByDescending(county => county.Needed - county.Answered).ToList();
        if (late.Count > 0) asked.Add($"{string.Join("、", late.Take(5).Select(county => $"{county.Name}（{county.Needed - county.Answered}件）"))}督促企业尽快反馈督办单。");
        if (f.Enterprises.Any(e => e.Days > 0)) asked.Add($"对{string.Join("、", f.Enterprises.Where(e => e.Days > 0).Take(5).Select(e => e.Name))}日均值超标问题依法核实查处。");
        if (f.Silences > 0) asked.Add("对数据传输中断的企业逐一核实原因，督促恢复并补传数据。");
        if (asked.Count == 0) asked.Add(kind == ReportKind.Daily ? "各地继续做好自动监控日常值守。" : "各地保持值守力度，关注苗头性问题。");
        return string.Join("\n", asked.Select((text, at) => $"{at + 1}. {text}"));
    }

    private static string Change(int more, string last, string unit) => more switch { 0 => $"（与{last}持平）", > 0 => $"（比{last}增加{more}{unit}）", _ => $"（比{last}减少{-more}{unit}）" };

    private static string Rate(decimal? rate) => rate is { } value ? $"{value.ToString("0.##", CultureInfo.InvariantCulture)}%" : "不适用";
}
