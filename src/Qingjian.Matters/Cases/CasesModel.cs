using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Calendar;
using Qingjian.Matters.Deadlines;
using Qingjian.Matters.Documents;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Cases;

/// <summary>Tables of cases, papers and clocks.</summary>
internal static class CasesModel
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Case>(file =>
        {
            file.Property(c => c.Agency).AsJson();
            file.Property(c => c.Party).AsJson();
            file.Property(c => c.Roles).AsJson();
            file.Property(c => c.Filing).AsJson();
            file.Property(c => c.Law).AsJson();
            file.Property(c => c.Assessment).AsJson();
            file.Property(c => c.Report).AsJson();
            file.Property(c => c.Review).AsJson();
            file.Property(c => c.Notice).AsJson();
            file.Property(c => c.Defence).AsJson();
            file.Property(c => c.Hearing).AsJson();
            file.Property(c => c.LegalReview).AsJson();
            file.Property(c => c.Discussion).AsJson();
            file.Property(c => c.Decision).AsJson();
            file.Property(c => c.Execution).AsJson();
            file.Property(c => c.Rectification).AsJson();
            file.Property(c => c.Suspension).AsJson();
            file.Property(c => c.Extension).AsJson();
            file.Property(c => c.Closing).AsJson();
            file.Ignore(c => c.Investigators);
        });
        model.Entity<CaseEvidence>();
        model.Entity<Paper>().Property(p => p.Service).AsJson();
        model.Entity<PaperFile>().HasKey(f => f.PaperId);
        model.Entity<PaperNumber>().HasKey(n => new { n.Kind, n.Division, n.Year, n.Sequence });
        model.Entity<CalendarYearRow>(year => { year.Property(y => y.Moved).AsJson(); year.Ignore(y => y.File); });
        model.Entity<DeadlineInstance>(clock =>
        {
            clock.Property(c => c.Pauses).AsJson();
            clock.Property(c => c.Extensions).AsJson();
            clock.Property(c => c.Working).AsJson();
            clock.Property(c => c.Earlier).AsJson();
            clock.Ignore(c => c.Shown);
        });
    }
}
