using Npgsql;

namespace Qingjian.Monitoring.Storage;

/// <summary>Bytes of tables, indexes included.</summary>
internal static class PostgresSize
{
    /// <param name="prefix">Beginning of the tables' names in schema monitoring.</param>
    public static long Of(NpgsqlDataSource source, string prefix)
    {
        using var command = source.CreateCommand("""
            SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'monitoring' AND c.relkind = 'r' AND starts_with(c.relname, $1)
            """);
        command.Parameters.Add(new() { Value = prefix });
        return (long)command.ExecuteScalar()!;
    }
}
