using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Reports;

/// <summary>Which report.</summary>
internal enum ReportKind
{
    /// <summary>日预警: one day.</summary>
    Daily,
    /// <summary>周研判: Monday to Sunday.</summary>
    Weekly,
    /// <summary>月通报: a calendar month.</summary>
    Monthly,
}

/// <summary>Where a report stands.</summary>
internal enum ReportState
{
    /// <summary>草稿.</summary>
    Draft,
    /// <summary>待审批.</summary>
    Submitted,
    /// <summary>已审批: archived with its digest.</summary>
    Approved,
    /// <summary>已发送.</summary>
    Sent,
}

/// <summary>A heading and its paragraphs, as a person may edit them. What the figures say stands in tables and charts, which nobody edits.</summary>
internal sealed record ReportSection(string Heading, string Text);

/// <summary>One line of a report's time line.</summary>
internal sealed record ReportStep(DateTimeOffset At, string Who, string Post, string Title, string? Reason);

/// <summary>日预警, 周研判 or 月通报 of one area.</summary>
internal sealed class Report : IScoped, IVersioned
{
    public required string Id { get; init; }
    public long Version { get; set; }
    public ReportKind Kind { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required string Division { get; init; }
    public required string Agency { get; init; }
    public DateOnly FromDay { get; init; }
    public DateOnly ToDay { get; init; }
    public ReportState State { get; set; }
    /// <summary>The figures as they were when the report was made: what is printed does not change under the reader.</summary>
    public required SupervisionFigures Figures { get; set; }
    public required List<ReportSection> Sections { get; set; }
    public List<ReportStep> Steps { get; set; } = [];
    public required string MadeBy { get; init; }
    public required string MadeByName { get; init; }
    public DateTimeOffset MadeAt { get; set; }
    public string? ApprovedByName { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public string? DocxSha256 { get; set; }

    public static string WordOf(ReportKind kind) => kind switch { ReportKind.Daily => "日预警", ReportKind.Weekly => "周研判", _ => "月通报" };

    public static string WordOf(ReportState state) => state switch { ReportState.Draft => "草稿", ReportState.Submitted => "待审批", ReportState.Approved => "已审批", _ => "已发送" };
}

/// <summary>The archived DOCX.</summary>
internal sealed class ReportFile
{
    public required string ReportId { get; init; }
    public required byte[] Docx { get; init; }
}

/// <summary>The days of a report.</summary>
internal static class ReportPeriod
{
    /// <summary>First and last day of the period that a day lies in.</summary>
    public static (DateOnly From, DateOnly To) Of(ReportKind kind, DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        var first = new DateOnly(day.Year, day.Month, 1);
        return kind switch { ReportKind.Daily => (day, day), ReportKind.Weekly => (monday, monday.AddDays(6)), _ => (first, first.AddMonths(1).AddDays(-1)) };
    }

    public static string Title(ReportKind kind, string area, DateOnly from, DateOnly to) => kind switch
    {
        ReportKind.Daily => $"{area}污染源自动监控日预警（{BeijingTime.InChinese(from)}）",
        ReportKind.Weekly => $"{area}污染源自动监控周研判（{BeijingTime.InChinese(from)}至{BeijingTime.InChinese(to)}）",
        _ => $"{area}污染源自动监控月通报（{from.Year}年{from.Month}月）",
    };

    public static string Number(ReportKind kind, string prefix, DateOnly from) =>
        $"{prefix}{Report.WordOf(kind)}〔{from.Year}〕{(kind == ReportKind.Monthly ? from.Month : kind == ReportKind.Weekly ? System.Globalization.ISOWeek.GetWeekOfYear(from.ToDateTime(TimeOnly.MinValue)) : from.DayOfYear)}号";
}
