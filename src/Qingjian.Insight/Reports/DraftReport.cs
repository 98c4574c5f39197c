using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Reports;

/// <summary>Counts a period and writes the first words of its report.</summary>
internal sealed class DraftReport(InsightDb db, ISupervisionFigures figures, IDivisions divisions, IOfficers officers)
{
    /// <summary>The draft of the period that begins on a day; not yet written.</summary>
    public async Task<Report> Of(ReportKind kind, string division, DateOnly day, CancellationToken stop)
    {
        var (from, to) = ReportPeriod.Of(kind, day);
        var agency = await officers.OrganisationFor(division, OrganisationKind.Bureau, stop);
        if (agency?.Division != division) agency = await officers.OrganisationFor(division, OrganisationKind.Branch, stop);
        if (agency?.Division != division) agency = null;
        var area = divisions.NameOf(division);
        var (counted, sections) = await Count(kind, division, from, to, stop);
        return new Report
        {
            Id = NewId.Make(),
            Kind = kind,
            Number = ReportPeriod.Number(kind, agency?.DocumentPrefix ?? area, from),
            Title = ReportPeriod.Title(kind, area, from, to),
            Division = division,
            Agency = agency?.Name ?? $"{area}生态环境部门",
            FromDay = from,
            ToDay = to,
            Figures = counted,
            Sections = sections,
            MadeBy = db.Caller.PersonId,
            MadeByName = db.Caller.Name,
            MadeAt = db.Now,
        };
    }

    /// <summary>Figures of a period, and the words that say them.</summary>
    public async Task<(SupervisionFigures Figures, List<ReportSection> Sections)> Count(ReportKind kind, string division, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var counted = await figures.Of(division, from, to, stop);
        var (beforeFrom, beforeTo) = ReportPeriod.Of(kind, from.AddDays(-1));
        return (counted, ReportWords.Of(kind, divisions.NameOf(division), from, to, counted, await figures.Of(division, beforeFrom, beforeTo, stop)));
    }
}

/// <summary>Which reports are drafted by themselves (configuration section <c>Reports</c>).</summary>
public sealed class ReportOptions
{
    /// <summary>Division codes for which the period that has just ended is drafted; none by default.</summary>
    public string[] Divisions { get; set; } = [];
}

/// <summary>Drafts yesterday, last week and last month for the areas of the settings, once each. A person reads, edits and submits.</summary>
internal sealed class DraftDueReports(InsightDb db, DraftReport draft, IOptions<ReportOptions> options, LiveSignals live) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        var today = BeijingTime.DayOf(db.Now);
        foreach (var division in options.Value.Divisions)
            foreach (var kind in Enum.GetValues<ReportKind>())
            {
                var last = ReportPeriod.Of(kind, ReportPeriod.Of(kind, today).From.AddDays(-1)).From;
                if (await db.Reports.FirstOrDefaultAsync(r => r.Kind == kind && r.Division == division && r.FromDay == last, stop) is { } there)
                {
                    await Follow(there, stop);
                    continue;
                }
                var report = await draft.Of(kind, division, last, stop);
                db.Reports.Add(report);
                await db.Commit(db.Note(report, "report.make", "到期自动编制草稿"), stop);
                live.Raise("reports");
            }
    }

    // Data come late: until a person has touched the draft it follows them.
    private async Task Follow(Report report, CancellationToken stop)
    {
        if (report.State != ReportState.Draft || report.MadeBy != db.Caller.PersonId || report.Steps.Any(step => step.Who != report.MadeByName)) return;
        var (counted, sections) = await draft.Count(report.Kind, report.Division, report.FromDay, report.ToDay, stop);
        if (sections.SequenceEqual(report.Sections)) return;
        (report.Figures, report.Sections, report.MadeAt) = (counted, sections, db.Now);
        await db.Commit(db.Note(report, "report.recount", "数据有补传或者变动，自动重新统计"), stop);
        live.Raise("reports");
    }
}
