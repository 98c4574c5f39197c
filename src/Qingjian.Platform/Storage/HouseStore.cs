using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Qingjian.Platform.Storage;

/// <summary>The database of house data (sources, people, orders, matters): one SQLite file or one PostgreSQL schema.</summary>
public sealed class HouseStore : IDisposable
{
    private readonly HouseOptions options;
    private readonly NpgsqlDataSource? postgres;
    private DataFolder? folder;

    /// <summary>Reads the settings; opens nothing yet.</summary>
    public HouseStore(IOptions<HouseOptions> options)
    {
        this.options = options.Value;
        DataFolder.Make(this.options.Folder);
        if (Kind == StorageKind.Postgres)
            postgres = NpgsqlDataSource.Create(this.options.ConnectionString
                ?? throw new InvalidOperationException("Storage:ConnectionString is required for Storage:Kind=Postgres."));
    }

    /// <summary>The engine in use.</summary>
    public StorageKind Kind => options.Kind;

    /// <summary>Rings after each commit of a module.</summary>
    internal CommitBell Committed { get; } = new();

    /// <summary>The data folder.</summary>
    public string Folder => options.Folder;

    /// <summary>Connections of PostgreSQL, pooled; only for that kind.</summary>
    public NpgsqlDataSource Postgres => postgres ?? throw new InvalidOperationException("The house is embedded.");

    /// <summary>Connection string of <c>house.db</c>.</summary>
    public string SqliteConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(options.Folder, "house.db"),
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    /// <summary>Points a module's context at the house.</summary>
    public void Configure(DbContextOptionsBuilder builder)
    {
        if (Kind == StorageKind.Embedded) builder
            // One parameter for a list, whatever its length: else every length is a query of its own to translate and compile.
            .UseSqlite(SqliteConnectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).AddInterceptors(SqliteDurability.Instance);
        else builder.UseNpgsql(Postgres);
        builder.AddInterceptors(Committed);
    }

    /// <summary>Takes the writer's turn at <c>house.db</c> for a moment, so that a start on a file that is locked, read-only or no database
    /// fails within seconds instead of waiting as long as a running house does.</summary>
    /// <exception cref="SqliteException">It cannot be written.</exception>
    public async Task Prove(CancellationToken stop)
    {
        if (Kind != StorageKind.Embedded) return;
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(SqliteConnectionString) { DefaultTimeout = 3, Pooling = false }.ToString());
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; ROLLBACK;";
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>An open connection for plain SQL (migrations, bulk reads).</summary>
    public async Task<DbConnection> Open(CancellationToken stop)
    {
        DbConnection connection = Kind == StorageKind.Embedded ? new SqliteConnection(SqliteConnectionString) : Postgres.CreateConnection();
        await connection.OpenAsync(stop);
        if (connection is SqliteConnection sqlite) SqliteDurability.Apply(sqlite);
        return connection;
    }

    /// <summary>Holds the data folder for this program until its end.</summary>
    /// <exception cref="DataFolderException">Another program holds it, or it cannot be written.</exception>
    public void Hold() => folder ??= DataFolder.Hold(options.Folder);

    /// <inheritdoc />
    public void Dispose()
    {
        postgres?.Dispose();
        folder?.Dispose();
    }
}
