using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Messages;

namespace Qingjian.Platform.Storage;

/// <summary>The tables that every module's transaction may write: audit, outbox, inbox, evidence queue.</summary>
internal static class PlatformTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<AuditRow>(row => { row.ToTable("platform_audit"); row.HasKey(r => r.Position); row.Property(r => r.Position).ValueGeneratedOnAdd(); });
        model.Entity<OutboxRow>(row => { row.ToTable("platform_outbox"); row.HasKey(r => r.Position); row.Property(r => r.Position).ValueGeneratedOnAdd(); });
        model.Entity<InboxRow>(row => { row.ToTable("platform_inbox"); row.HasKey(r => new { r.Listener, r.FactId }); });
        model.Entity<EvidenceRow>(row => { row.ToTable("platform_evidence"); row.HasKey(r => r.Position); row.Property(r => r.Position).ValueGeneratedOnAdd(); });
    }
}

/// <summary>A line waiting for, or standing in, the evidence log.</summary>
public sealed class EvidenceRow
{
    /// <summary>Order of entry.</summary>
    public long Position { get; set; }
    /// <summary>Random id, part of the log entry.</summary>
    public required string Id { get; init; }
    /// <summary>Entry type, e.g. case.step.</summary>
    public required string Type { get; init; }
    /// <summary>Kind of the object.</summary>
    public required string ObjectType { get; init; }
    /// <summary>Id of the object.</summary>
    public required string ObjectId { get; init; }
    /// <summary>Person id of the actor.</summary>
    public required string Actor { get; init; }
    /// <summary>Server time of the act.</summary>
    public DateTimeOffset At { get; init; }
    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    public required string Sha256 { get; init; }
    /// <summary>Size of the content in bytes.</summary>
    public long Size { get; init; }
    /// <summary>Salt, so that equal contents do not show as equal; empty for a file, whose digest is also its name.</summary>
    public required string Salt { get; init; }
    /// <summary>The JSON text that was digested behind the salt; null for files and batches, and once the record was erased.</summary>
    public string? Content { get; init; }
    /// <summary>Division of the object: who may see the content. The entry in the log is public.</summary>
    public string Division { get; init; } = "";
    /// <summary>Enterprise of the object, if it belongs to one.</summary>
    public string? EnterpriseId { get; init; }
    /// <summary>Index in the log; null while it waits.</summary>
    public long? LogIndex { get; set; }
}

/// <summary>Platform's own context: audit, facts, evidence queue, files, settings.</summary>
internal sealed class PlatformDb(DbContextOptions<PlatformDb> options, CallerContext caller, TimeProvider clock) : ModuleDb(options, caller, clock)
{
    protected override string Prefix => "platform";

    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<EvidenceRow> Evidence => Set<EvidenceRow>();
    public DbSet<Files.StoredFile> Files => Set<Files.StoredFile>();
    public DbSet<MessageChannel> Channels => Set<MessageChannel>();
    public DbSet<MessageSubscription> Subscriptions => Set<MessageSubscription>();
    public DbSet<MessageTemplate> Templates => Set<MessageTemplate>();
    public DbSet<OutsideMessage> Messages => Set<OutsideMessage>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Files.StoredFile>().ToTable("platform_file");
        modelBuilder.Entity<MessageChannel>(channel => { channel.Property(c => c.Settings).AsJson(); channel.Ignore(c => c.IsRobot); });
        modelBuilder.Entity<MessageSubscription>().Property(s => s.Kinds).AsJson();
        modelBuilder.Entity<MessageTemplate>().HasKey(t => t.Kind);
        modelBuilder.Entity<OutsideMessage>(message => { message.HasKey(m => m.Position); message.Property(m => m.Position).ValueGeneratedOnAdd(); });
        base.OnModelCreating(modelBuilder);
    }
}
