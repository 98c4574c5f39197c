using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Qingjian.Platform.Storage;

/// <summary>Puts WAL and synchronous=FULL on each connection to the house file, and reads the answer back: what is committed is on disk.</summary>
internal sealed class SqliteDurability : DbConnectionInterceptor
{
    public static SqliteDurability Instance { get; } = new();

    public static void Apply(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA synchronous;";
        using var reader = command.ExecuteReader();
        string? last = null;
        do while (reader.Read()) last = reader.GetValue(0).ToString(); while (reader.NextResult());
        if (last != "2") throw new InvalidOperationException($"SQLite synchronous is {last}, FULL (2) is required.");
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }
}
