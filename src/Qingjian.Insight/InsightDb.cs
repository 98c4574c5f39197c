using Microsoft.EntityFrameworkCore;
using Qingjian.Insight.Disclosure;
using Qingjian.Insight.Reports;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;

namespace Qingjian.Insight;

/// <summary>Publications and the public projection.</summary>
internal sealed class InsightDb(DbContextOptions<InsightDb> options, CallerContext caller, TimeProvider clock) : ModuleDb(options, caller, clock)
{
    protected override string Prefix => "insight";

    public DbSet<Publication> Publications => Set<Publication>();
    public DbSet<PublicDecision> Decisions => Set<PublicDecision>();
    public DbSet<Report> Reports => Set<Report>();
    public DbSet<ReportFile> ReportFiles => Set<ReportFile>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Publication>(publication =>
        {
            publication.Property(p => p.Fields).AsJson();
            publication.Property(p => p.Working).AsJson();
        });
        modelBuilder.Entity<PublicDecision>();
        modelBuilder.Entity<PublicCard>();
        modelBuilder.Entity<Report>(report =>
        {
            report.Property(r => r.Figures).AsJson();
            report.Property(r => r.Sections).AsJson();
            report.Property(r => r.Steps).AsJson();
        });
        modelBuilder.Entity<ReportFile>().HasKey(f => f.ReportId);
        base.OnModelCreating(modelBuilder);
    }
}
