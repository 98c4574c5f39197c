using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Facts;

namespace Qingjian.Platform.Storage;

/// <summary>
/// Base of each module's context. Three promises: a query sees only what the caller's post may see; a write goes through
/// <see cref="Commit"/> and nowhere else; change, audit record, evidence entries and facts stand or fall together.
/// </summary>
public abstract class ModuleDb(DbContextOptions options, CallerContext caller, TimeProvider clock) : DbContext(options)
{
    private bool committing;

    /// <summary>Prefix of the module's tables, e.g. <c>matters</c>.</summary>
    protected abstract string Prefix { get; }

    /// <summary>Who acts.</summary>
    public Caller Caller => caller.Current;

    /// <summary>The present instant.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The row must still have the version the page was shown; else the commit fails with 409.</summary>
    public void Expect<T>(T row, long version) where T : class, IVersioned => Entry(row).Property(r => r.Version).OriginalValue = version;

    // Read by the query filters at each query.
    internal string ScopeDivision => caller.Current.Division;
    internal string? ScopeEnterprise => caller.Current.EnterpriseId;

    /// <summary>Writes all pending changes with the record of the act. Fails with <see cref="DbUpdateConcurrencyException"/>
    /// when somebody else changed a row meanwhile; then nothing is written.</summary>
    public async Task Commit(Act act, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(act);
        ChangeTracker.DetectChanges();
        var (before, after) = Digests();
        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(e => e.State is EntityState.Added or EntityState.Modified))
            entry.Entity.Version++;

        var now = Now;
        List<object> lines = [AuditRow.Of(act, caller.Current, now, "done", before, after)];
        var (division, enterprise) = AreaOf(act);
        foreach (var item in act.Evidence)
            lines.Add(new EvidenceRow
            {
                Type = item.Type,
                ObjectType = act.ObjectType,
                ObjectId = act.ObjectId,
                Actor = caller.Current.PersonId,
                At = now,
                Sha256 = item.Sha256,
                Size = item.Size,
                Salt = item.Salt,
                Content = item.Content,
                Division = division,
                EnterpriseId = enterprise,
                Id = NewId.Make(),
            });
        lines.AddRange(act.Facts.Select(fact => OutboxRow.Of(fact, now)));
        if (caller.Receipt is { } receipt)
        {
            lines.Add(new InboxRow { Listener = receipt.Listener, FactId = receipt.FactId, At = now });
            caller.Receipt = null;
        }
        await Append(lines, stop);
    }

    internal Task Refuse(Act act, string why, CancellationToken stop) =>
        Append([AuditRow.Of(act with { Reason = why }, caller.Current, Now, "refused", null, null)], stop);

    // Lines are written once and never looked at again: kept, they would be searched at each later commit of the same context.
    private async Task Append(List<object> lines, CancellationToken stop)
    {
        AddRange(lines);
        committing = true;
        try { await base.SaveChangesAsync(true, stop); }
        finally
        {
            committing = false;
            foreach (var line in lines) Entry(line).State = EntityState.Detached;
        }
    }

    /// <summary>Refused: the one way to write is <see cref="Commit"/>, which keeps the audit trail whole.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        committing ? base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
            : throw new InvalidOperationException("Write through Commit(act): no audit, no action.");

    /// <inheritdoc cref="SaveChangesAsync" />
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Write through Commit(act): no audit, no action.");

    // The area of the object, if it is among the rows at hand; otherwise that of another row at hand, or of whoever acts.
    private (string Division, string? EnterpriseId) AreaOf(Act act)
    {
        var rows = ChangeTracker.Entries<IScoped>().ToList();
        var row = rows.Find(e => e.Metadata.FindPrimaryKey()!.Properties is [var key] && e.CurrentValues[key] is string id && id == act.ObjectId)
            ?? rows.FirstOrDefault();
        return row is null
            ? (caller.Current.Division, caller.Current.EnterpriseId)
            : (row.Entity.Division, (row.Entity as IOfEnterprise)?.EnterpriseId);
    }

    // Field digests only: the trail proves what changed without holding it.
    private (string? Before, string? After) Digests()
    {
        var before = new StringBuilder();
        var after = new StringBuilder();
        foreach (var entry in ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            if (entry.State != EntityState.Added) Append(before, entry, entry.OriginalValues);
            if (entry.State != EntityState.Deleted) Append(after, entry, entry.CurrentValues);
        }
        return (Digest(before), Digest(after));

        static void Append(StringBuilder text, EntityEntry entry, PropertyValues values)
        {
            text.Append(entry.Metadata.ClrType.Name);
            foreach (var property in values.Properties)
                text.Append('|').Append(property.Name).Append('=').Append(JsonSerializer.Serialize(values[property], HouseJson.Options));
            text.Append('\n');
        }

        static string? Digest(StringBuilder text) =>
            text.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => HouseConventions.Apply(configurationBuilder);

    /// <summary>Maps the module's entities; call the base last.</summary>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        PlatformTables.Map(modelBuilder);
        foreach (var type in modelBuilder.Model.GetEntityTypes())
        {
            if (type.IsOwned() || type.BaseType is not null) continue;
            if (type.GetTableName()?.StartsWith("platform_", StringComparison.Ordinal) != true)
                type.SetTableName($"{Prefix}_{HouseConventions.Snake(type.ClrType.Name)}");
            foreach (var property in type.GetProperties()) property.SetColumnName(HouseConventions.Snake(property.Name));
            if (typeof(IVersioned).IsAssignableFrom(type.ClrType)) type.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            if (Filter(type.ClrType) is { } filter) modelBuilder.Entity(type.ClrType).HasQueryFilter(filter);
        }
    }

    private LambdaExpression? Filter(Type entity)
    {
        var scoped = typeof(IScoped).IsAssignableFrom(entity);
        var owned = typeof(IOfEnterprise).IsAssignableFrom(entity);
        if (!scoped && !owned) return null;
        var row = Expression.Parameter(entity, "row");
        var self = Expression.Constant(this);
        Expression? body = null;
        if (scoped)
            body = Expression.Call(Expression.Property(row, nameof(IScoped.Division)), nameof(string.StartsWith), null,
                Expression.Property(self, typeof(ModuleDb).GetProperty(nameof(ScopeDivision), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!));
        if (owned)
        {
            var mine = Expression.Property(self, typeof(ModuleDb).GetProperty(nameof(ScopeEnterprise), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!);
            Expression own = Expression.OrElse(
                Expression.Equal(mine, Expression.Constant(null, typeof(string))),
                Expression.Equal(Expression.Property(row, nameof(IOfEnterprise.EnterpriseId)), mine));
            body = body is null ? own : Expression.AndAlso(body, own);
        }
        return Expression.Lambda(body!, row);
    }
}
