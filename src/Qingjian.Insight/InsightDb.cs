using Microsoft.EntityFrameworkCore;
using Qingjian.Insight.Disclosure;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;

namespace Qingjian.Insight;

/// <summary>Publications and the public projection.</summary>
internal sealed class InsightDb(DbContextOptions<InsightDb> options, CallerContext caller, TimeProvider clock) : ModuleDb(options, caller, clock)
{
    protected override string Prefix => "insight";

    public DbSet<Publication> Publications => Set<Publication>();
    public DbSet<PublicDecision> Decisions => Set<PublicDecision>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Publication>(publication =>
        {
            publication.Property(p => p.Fields).AsJson();
            publication.Property(p => p.Working).AsJson();
        });
        modelBuilder.Entity<PublicDecision>();
        modelBuilder.Entity<PublicCard>();
        base.OnModelCreating(modelBuilder);
    }
}
