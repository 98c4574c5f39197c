using System.Globalization;
using Qingjian.Monitoring.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Reports.Layout;

/// <summary>A report from its words and figures: the words as edited, the tables and charts as counted.</summary>
internal static class SetReport
{
    private const int MostRows = 20;

    /// <summary>The DOCX.</summary>
    /// <param name="report">The report.</param>
    /// <param name="at">Instant in the file's properties.</param>
    /// <param name="draft">Marked as a draft in its head.</param>
    public static byte[] Of(Report report, DateTimeOffset at, bool draft)
    {
        using var page = new ReportDocument();
        var f = report.Figures;
        page.Title(report.Agency, report.Title, draft ? $"{report.Number}（草稿）" : report.Number);
        for (var section = 0; section < report.Sections.Count; section++)
        {
            var each = report.Sections[section];
            page.Heading($"{Chinese(section + 1)}、{each.Heading}");
            page.Text(each.Text);
            if (section == 0 && f.Days.Count > 1)
                page.Chart(new("超标次数和督办单逐日变化", [.. f.Days.Select(day => $"{day.Day.Month}.{day.Day.Day}")],
                    [new("超标（次）", [.. f.Days.Select(day => (decimal)day.Exceeded)], "C0392B"), new("下发督办（件）", [.. f.Days.Select(day => (decimal)day.Issued)], "2F6FB7")], Lines: true), 62);
            if (each.Heading.StartsWith("超标", StringComparison.Ordinal)) Exceeded(page, f);
            if (each.Heading.StartsWith("电子督办", StringComparison.Ordinal)) Orders(page, f);
        }
        page.Right("");
        page.Right(report.Agency);
        page.Right(BeijingTime.InChinese(BeijingTime.DayOf(at)));
        return page.Finish($"{report.Title} {report.Number}", report.Agency, at);
    }

    private static void Exceeded(ReportDocument page, SupervisionFigures f)
    {
        if (f.Factors.Count > 0)
            page.Chart(new("各因子超标次数", [.. f.Factors.Take(12).Select(each => each.Name)], [new("超标（次）", [.. f.Factors.Take(12).Select(each => (decimal)each.Exceeded)], "D9730D")]), 58);
        if (f.Enterprises.Count == 0) return;
        page.Caption(f.Enterprises.Count > MostRows ? $"超标企业（前{MostRows}家，共{f.Enterprises.Count}家）" : "超标企业");
        List<IReadOnlyList<string>> rows = [["企业", "区县", "因子", "小时（次）", "日均（天次）", "最高倍数"]];
        rows.AddRange(f.Enterprises.Take(MostRows).Select(e => (IReadOnlyList<string>)[e.Name, e.DivisionName, string.Join("、", e.Factors), $"{e.Hours}", $"{e.Days}", e.MostMultiple?.ToString("0.###", CultureInfo.InvariantCulture) ?? "不适用"]));
        page.Table([30, 18, 20, 11, 12, 11], rows, 3);
    }

    private static void Orders(ReportDocument page, SupervisionFigures f)
    {
        if (f.Orders.Issued == 0) return;
        page.Chart(new("各县（区）督办单办理情况", [.. f.ByCounty.Select(each => each.Name)],
            [new("下发（件）", [.. f.ByCounty.Select(each => (decimal)each.Issued)], "2F6FB7"), new("已反馈（件）", [.. f.ByCounty.Select(each => (decimal)each.Answered)], "D6A400"), new("办结（件）", [.. f.ByCounty.Select(each => (decimal)each.Closed)], "3A8A4D")]), 66);
        page.Caption("电子督办办理情况");
        List<IReadOnlyList<string>> rows = [["分组", "下发", "须反馈", "已反馈", "按期", "办结", "反馈率", "按期率", "处理率"]];
        rows.AddRange(f.ByClass.Concat(f.ByCounty).Append(f.Orders).Where(each => each.Issued > 0).Select(each => (IReadOnlyList<string>)[each.Name, $"{each.Issued}", $"{each.Needed}", $"{each.Answered}", $"{each.OnTime}", $"{each.Closed}", Rate(each.AnsweredRate), Rate(each.OnTimeRate), Rate(each.ClosedRate)]));
        page.Table([23, 8, 10, 10, 8, 8, 14, 14, 14], rows, 1);
    }

    private static string Rate(decimal? rate) => rate is { } value ? $"{value.ToString("0.##", CultureInfo.InvariantCulture)}%" : "—";

    private static string Chinese(int number) => "一二三四五六七八九十"[Math.Clamp(number, 1, 10) - 1].ToString();
}
