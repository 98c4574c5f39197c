using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Registry.People;
using Qingjian.Registry.Sources;
using Monitor = Qingjian.Registry.Sources.Monitor;

namespace Qingjian.Registry;

/// <summary>Sources and people.</summary>
internal sealed class RegistryDb(DbContextOptions<RegistryDb> options, CallerContext caller, TimeProvider clock) : ModuleDb(options, caller, clock)
{
    protected override string Prefix => "registry";

    public DbSet<Enterprise> Enterprises => Set<Enterprise>();
    public DbSet<Outlet> Outlets => Set<Outlet>();
    public DbSet<OutletStandard> Standards => Set<OutletStandard>();
    public DbSet<Factor> Factors => Set<Factor>();
    public DbSet<OutletLimit> Limits => Set<OutletLimit>();
    public DbSet<Monitor> Monitors => Set<Monitor>();
    public DbSet<Binding> Bindings => Set<Binding>();

    public DbSet<Imports.ImportBatch> Imports => Set<Imports.ImportBatch>();
    public DbSet<Imports.ImportHeading> Headings => Set<Imports.ImportHeading>();

    public DbSet<Organisation> Organisations => Set<Organisation>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<Absence> Absences => Set<Absence>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Enterprise>().Property(e => e.Tags).AsJson();
        modelBuilder.Entity<Outlet>().Property(o => o.Traits).AsJson();
        modelBuilder.Entity<Imports.ImportBatch>().Property(b => b.Rows).AsJson();
        modelBuilder.Entity<Binding>().Property(b => b.Codes).AsJson();
        // Known to the model, so that a row is deleted before another takes its place.
        modelBuilder.Entity<Factor>().HasIndex(f => new { f.OutletId, f.Code }).IsUnique();
        Belongs<Outlet, Enterprise>(modelBuilder, nameof(Outlet.EnterpriseId));
        Belongs<OutletStandard, Outlet>(modelBuilder, nameof(OutletStandard.OutletId));
        Belongs<Factor, Outlet>(modelBuilder, nameof(Factor.OutletId));
        Belongs<OutletLimit, Outlet>(modelBuilder, nameof(OutletLimit.OutletId));
        Belongs<Monitor, Enterprise>(modelBuilder, nameof(Monitor.EnterpriseId));
        Belongs<Binding, Monitor>(modelBuilder, nameof(Binding.MonitorId));
        Belongs<Binding, Outlet>(modelBuilder, nameof(Binding.OutletId));
        Belongs<Person, Organisation>(modelBuilder, nameof(Person.OrganisationId));
        Belongs<Certificate, Person>(modelBuilder, nameof(Certificate.PersonId));
        Belongs<Absence, Person>(modelBuilder, nameof(Absence.PersonId));
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Imports.ImportBatch>().ToTable("registry_import");

        // Details follow their owner: who may not see the outlet, the monitor or the person sees no part of it either.
        modelBuilder.Entity<Enterprise>().HasQueryFilter(e => e.Division.StartsWith(Caller.Division) && (Caller.EnterpriseId == null || e.Id == Caller.EnterpriseId));
        modelBuilder.Entity<OutletStandard>().HasQueryFilter(s => Outlets.Any(o => o.Id == s.OutletId));
        modelBuilder.Entity<Factor>().HasQueryFilter(f => Outlets.Any(o => o.Id == f.OutletId));
        modelBuilder.Entity<OutletLimit>().HasQueryFilter(l => Outlets.Any(o => o.Id == l.OutletId));
        modelBuilder.Entity<Binding>().HasQueryFilter(b => Monitors.Any(m => m.Id == b.MonitorId));
        modelBuilder.Entity<Certificate>().HasQueryFilter(c => People.Any(p => p.Id == c.PersonId));
        modelBuilder.Entity<Absence>().HasQueryFilter(a => People.Any(p => p.Id == a.PersonId));
    }

    // Tells the order of writing; the tables hold the references themselves.
    private static void Belongs<TPart, TWhole>(ModelBuilder model, string key) where TPart : class where TWhole : class =>
        model.Entity<TPart>().HasOne<TWhole>().WithMany().HasForeignKey(key).OnDelete(DeleteBehavior.Restrict);
}
