using System.Globalization;
using Npgsql;

namespace Qingjian.Monitoring.Storage;

/// <summary>Lets months go: a partition is dropped as a whole, which costs nothing however many rows it has.</summary>
internal static class PostgresPartitions
{
    /// <summary>Drops the monthly partitions that ended before a moment; a month that is only partly past stays.</summary>
    /// <param name="table">Partitioned by <see cref="PostgresWriter.Partition"/>.</param>
    /// <param name="beforeLocal">Milliseconds of Beijing time since 1970.</param>
    /// <returns>Names of the partitions dropped.</returns>
    public static IReadOnlyList<string> DropBefore(NpgsqlDataSource source, string table, long beforeLocal)
    {
        var past = new List<string>();
        using (var command = source.CreateCommand("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass($1)"))
        {
            command.Parameters.Add(new() { Value = table });
            using var rows = command.ExecuteReader();
            while (rows.Read())
                if (MonthOf(rows.GetString(0)) is { } month && month.Next.StartLocal <= beforeLocal) past.Add(rows.GetString(0));
        }
        foreach (var name in past)
        {
            using var drop = source.CreateCommand($"DROP TABLE IF EXISTS monitoring.{name}");
            drop.ExecuteNonQuery();
        }
        return past;
    }

    // raw_chunk_2026_07
    private static Month? MonthOf(string name) => name.Length > 8
        && int.TryParse(name.AsSpan(name.Length - 7, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && name[^3] == '_'
        && int.TryParse(name.AsSpan(name.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12
        ? new Month(year, number) : null;
}
