using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Gateway.Addresses;
using Qingjian.Monitoring.Gateway.Backfill;
using Qingjian.Monitoring.Gateway.Commands;
using Qingjian.Monitoring.Gateway.Quarantine;
using Qingjian.Monitoring.Gateway.Seals;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Gateway;

/// <summary>What people decide at the gateway: makers' suffixes they allowed, addresses they confirmed, commands they sent.</summary>
internal sealed class GatewayDb(DbContextOptions<GatewayDb> options, CallerContext caller, TimeProvider clock) : ModuleDb(options, caller, clock)
{
    protected override string Prefix => "monitoring";

    public DbSet<MakersSuffix> MakersSuffixes => Set<MakersSuffix>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<ConfirmedAddress> ConfirmedAddresses => Set<ConfirmedAddress>();

    public DbSet<RawSeal> RawSeals => Set<RawSeal>();

    public DbSet<BackfillAsk> BackfillAsks => Set<BackfillAsk>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<MakersSuffix>();
        modelBuilder.Entity<ConfirmedAddress>();
        modelBuilder.Entity<RawSeal>();
        modelBuilder.Entity<BackfillAsk>();
        modelBuilder.Entity<Conversation>(conversation =>
        {
            conversation.Property(row => row.Fields).AsJson();
            conversation.Property(row => row.Steps).AsJson();
        });
        base.OnModelCreating(modelBuilder);
    }
}
