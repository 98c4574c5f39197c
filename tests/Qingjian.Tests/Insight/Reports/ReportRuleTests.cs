using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Qingjian.Insight.Reports;
using Qingjian.Insight.Reports.Layout;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Insight.Reports;

public sealed class ReportRuleTests
{
    [Theory]
    [InlineData("daily", "2026-11-18", "2026-11-18", "2026-11-18", "演环日预警〔2026〕322号")]
    [InlineData("weekly", "2026-11-22", "2026-11-16", "2026-11-22", "演环周研判〔2026〕47号")]
    [InlineData("weekly", "2026-11-16", "2026-11-16", "2026-11-22", "演环周研判〔2026〕47号")]
    [InlineData("monthly", "2026-02-10", "2026-02-01", "2026-02-28", "演环月通报〔2026〕2号")]
    public void A_report_covers_the_whole_period_of_its_day(string kind, string day, string from, string to, string number)
    {
        var chosen = Enum.Parse<ReportKind>(kind, ignoreCase: true);
        ReportPeriod.Of(chosen, DateOnly.Parse(day)).ShouldBe((DateOnly.Parse(from), DateOnly.Parse(to)));
        ReportPeriod.Number(chosen, "演环", DateOnly.Parse(from)).ShouldBe(number);
    }

    [Fact]
    public void The_words_say_the_figures_and_what_changed()
    {
        var sections = ReportWords.Of(ReportKind.Monthly, "演示市", new(2026, 11, 1), new(2026, 11, 30), Figures(5), Figures(0));
        sections[0].Text.ShouldBe("2026年11月，演示市污染源自动监控判定小时均值超标12次、日均值超标3天次，涉及企业2家（与上月持平）；数据传输中断涉及数采仪1台，累计5.5小时。");
        sections.Single(each => each.Heading == "电子督办情况").Text.ShouldContain("下发电子督办单10件（比上月增加5件），其中事中调度10件。须反馈10件，已反馈5件，反馈率50%，按期率50%；办结4件，处理率40%。");
        sections[^1].Text.ShouldContain("对甲公司日均值超标问题依法核实查处");
    }

    [Fact]
    public void The_document_is_valid_and_its_charts_hold_the_figures()
    {
        var report = new Report
        {
            Id = "r",
            Kind = ReportKind.Monthly,
            Number = "演环月通报〔2026〕11号",
            Title = "演示市污染源自动监控月通报（2026年11月）",
            Division = "611000",
            Agency = "演示市生态环境局",
            Figures = Figures(5),
            Sections = ReportWords.Of(ReportKind.Monthly, "演示市", new(2026, 11, 1), new(2026, 11, 30), Figures(5), Figures(0)),
            MadeBy = "p",
            MadeByName = "编制人",
        };
        using var file = WordprocessingDocument.Open(new MemoryStream(SetReport.Of(report, new(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(8)), draft: false)), false);
        new OpenXmlValidator().Validate(file).Select(fault => $"{fault.Path?.XPath} {fault.Description}").ShouldBeEmpty();
        var charts = file.MainDocumentPart!.ChartParts.ToList();
        charts.Count.ShouldBe(3);
        charts.SelectMany(chart => new OpenXmlValidator().Validate(chart).Select(fault => $"{fault.Path?.XPath} {fault.Description}")).ShouldBeEmpty();
        charts[1].ChartSpace.Descendants<DocumentFormat.OpenXml.Drawing.Charts.NumericValue>().Select(value => value.Text).ShouldContain("15");
        file.MainDocumentPart.Document.Body!.InnerText.ShouldContain("乙公司");
    }

    [Fact]
    public void Nobody_approves_his_own_and_each_state_has_its_acts()
    {
        var report = new Report { Id = "r", Kind = ReportKind.Daily, Number = "1", Title = "题", Division = "611000", Agency = "局", Figures = Figures(0), Sections = [], MadeBy = "one", MadeByName = "甲", State = ReportState.Submitted };
        ApproveReport.Decide(report, ReportAct.Approve, "", Person("one")).Try(out _, out var why).ShouldBeFalse();
        why.Code.ShouldBe("own-report");
        ApproveReport.Decide(report, ReportAct.Approve, "", Person("two")).Try(out var next, out _).ShouldBeTrue();
        next.ShouldBe(ReportState.Approved);
        ApproveReport.Decide(report, ReportAct.SendBack, " ", Person("two")).Try(out _, out why).ShouldBeFalse();
        ApproveReport.Decide(report, ReportAct.Send, "", Person("two")).Try(out _, out why).ShouldBeFalse();
        EditReport.Decide(report, [new("题", "文")]).Try(out _, out why).ShouldBeFalse();
        why.Code.ShouldBe("report-not-draft");
    }

    private static Caller Person(string id) => new(id, id, "", "", Role.BureauLeader, null, "6110", null, null);

    private static SupervisionFigures Figures(int more)
    {
        var orders = new OrderFigures("", "合计", 5 + more, 5 + more, 5, 5, 4);
        return new(
            orders, [orders with { Key = "dispatch", Name = "事中调度" }], [], [orders with { Key = "611002", Name = "商州区" }], [.. Enumerable.Range(1, 30).Select(day => new DayFigures(new(2026, 11, day), day % 4, 1, day % 3))],
            [new("a34013", "烟尘", 15), new("w01018", "化学需氧量", 4)],
            [new("e1", "甲公司", "611002", "商州区", ["烟尘"], 12, 3, 1.234m), new("e2", "乙公司", "611021", "洛南县", ["化学需氧量"], 4, 0, 0.5m)], 12, 3, 1, 5.5m, 20, 18, 6.5m);
    }
}
