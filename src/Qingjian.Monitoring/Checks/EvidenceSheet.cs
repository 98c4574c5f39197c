using Qingjian.Judgement;
using Qingjian.Platform.Sheets;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Checks;

/// <summary>The table of evidence that goes with a clue: every finding with its window, what was measured and what it was held against.</summary>
internal static class EvidenceSheet
{
    private static readonly IReadOnlyList<SheetColumn<CheckFinding>> Columns =
    [
        new("核查", finding => finding.Name, 22), new("代码", finding => finding.Code, 8), new("严重程度", finding => finding.Severity.InChinese(), 10), new("因子", finding => finding.FactorName, 16),
        new("开始", finding => finding.FromAt, 20), new("结束", finding => finding.ToAt, 20), new("统计量", finding => finding.Statistic, 12), new("阈值", finding => finding.Threshold, 12),
        new("得分", finding => finding.Score, 8), new("权重", finding => finding.Weight, 8), new("说明", finding => finding.Say, 80), new("规则摘要（SHA-256）", finding => finding.RuleDigest, 66),
    ];

    public static Stream Write(SourceOutlet outlet, IReadOnlyList<CheckFinding> found, PatternRule rule, decimal score, DateTimeOffset now)
    {
        var file = new MemoryStream();
        SheetExport.WriteXlsx(file, new SheetHead($"异常线索证据：{outlet.EnterpriseName} {outlet.Code} {outlet.Name}",
            $"综合得分{score:0.####}＝1－∏(1－权重×每项核查的最高得分)，提示线索的阈值{rule.ClueFrom:0.##}；数据时段{BeijingTime.ClockOf(found.Min(finding => finding.FromAt)):yyyy-MM-dd HH:mm}至{BeijingTime.ClockOf(found.Max(finding => finding.ToAt)):yyyy-MM-dd HH:mm}",
            "系统", now), Columns, found);
        file.Position = 0;
        return file;
    }
}
