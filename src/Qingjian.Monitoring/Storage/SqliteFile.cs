using System.Text;
using SQLitePCL;

namespace Qingjian.Monitoring.Storage;

/// <summary>One connection to one SQLite file, used by one thread at a time. It speaks to the library directly because the
/// hot path binds and steps a hundred thousand times a second.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly sqlite3 handle;

    private SqliteFile(sqlite3 handle, string path)
    {
        this.handle = handle;
        Path = path;
    }

    public string Path { get; }

    internal sqlite3 Handle => handle;

    static SqliteFile() => Batteries_V2.Init();

    /// <summary>Opens a file for writing, creating it when absent: WAL, <c>synchronous=FULL</c>, foreign keys on. The settings are
    /// read back and a difference is an error, because an answer given without them would be a false promise.</summary>
    /// <exception cref="StoreException">The file cannot be opened or the settings did not take.</exception>
    public static SqliteFile OpenForWriting(string path)
    {
        // NOMUTEX: one thread at a time is our own promise.
        var file = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX);
        try
        {
            // Only takes effect in a file without tables; old rows are deleted in bulk and their pages given back.
            file.Run("PRAGMA auto_vacuum=INCREMENTAL; PRAGMA busy_timeout=10000");
            file.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY");
            // Checkpoints are made by their own thread, so that no commit waits for one.
            file.Run("PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-16384");
            file.Expect("PRAGMA journal_mode", "wal");
            file.Expect("PRAGMA synchronous", "2");
            file.Expect("PRAGMA foreign_keys", "1");
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static SqliteFile OpenForReading(string path)
    {
        var file = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX);
        file.Run("PRAGMA busy_timeout=10000; PRAGMA query_only=ON; PRAGMA cache_size=-4096");
        return file;
    }

    private static SqliteFile Open(string path, int flags)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            var why = raw.sqlite3_errstr(code).utf8_to_string();
            handle?.Dispose();
            throw new StoreException($"{path}: {why}", code);
        }
        raw.sqlite3_extended_result_codes(handle, 1);
        return new SqliteFile(handle, path);
    }

    private void Expect(string pragma, string value)
    {
        using var statement = Prepare(pragma);
        statement.Step();
        var found = statement.Text(0);
        if (!string.Equals(found, value, StringComparison.OrdinalIgnoreCase))
            throw new StoreException($"{Path}: {pragma} is {found}, must be {value}", 0);
    }

    /// <summary>Runs one or more statements that return nothing of interest.</summary>
    public void Run(string sql) => Check(raw.sqlite3_exec(handle, sql));

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var statement));
        return new SqliteStatement(this, statement);
    }

    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public int Changes => raw.sqlite3_changes(handle);

    /// <summary>Moves finished WAL pages into the file without stopping readers or the writer.</summary>
    public (int InLog, int Moved) CheckpointPassive() => Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);

    /// <summary>As <see cref="CheckpointPassive"/> and lets the log start again from its head. False when a reader is still in it.</summary>
    public bool CheckpointRestart()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(handle, null, raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
        if (code == raw.SQLITE_BUSY) return false;
        Check(code);
        return true;
    }

    private (int InLog, int Moved) Checkpoint(int mode)
    {
        var code = raw.sqlite3_wal_checkpoint_v2(handle, null, mode, out var inLog, out var moved);
        if (code == raw.SQLITE_BUSY) return (inLog, moved);
        Check(code);
        return (inLog, moved);
    }

    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW) return;
        throw new StoreException($"{Path}: {raw.sqlite3_errmsg(handle).utf8_to_string()}", code);
    }

    public void Dispose() => handle.Dispose();
}

/// <summary>A prepared statement; parameters and columns are counted as SQLite counts them (from 1 and from 0).</summary>
internal sealed class SqliteStatement(SqliteFile file, sqlite3_stmt statement) : IDisposable
{
    public SqliteStatement Bind(int index, long value)
    {
        file.Check(raw.sqlite3_bind_int64(statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        // An empty span would bind NULL.
        file.Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(statement, index, 0)
            : raw.sqlite3_bind_blob(statement, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, string? value)
    {
        file.Check(value is null
            ? raw.sqlite3_bind_null(statement, index)
            : raw.sqlite3_bind_text(statement, index, Encoding.UTF8.GetBytes(value)));
        return this;
    }

    /// <summary>True when a row stands ready.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;
        raw.sqlite3_reset(statement);
        file.Check(code);
        return false;
    }

    /// <summary>Runs a statement without result rows to its end and makes it ready for the next.</summary>
    public void Execute()
    {
        Step();
        Reset();
    }

    public void Reset() => raw.sqlite3_reset(statement);

    public long Int64(int column) => raw.sqlite3_column_int64(statement, column);

    public int Int32(int column) => raw.sqlite3_column_int(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    /// <summary>Lives until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose() => statement.Dispose();
}

/// <summary>The store broke: disk full, file locked, I/O error. Never thrown for what a packet contains.</summary>
internal sealed class StoreException(string message, int code) : Microsoft.Data.Sqlite.SqliteException(message, code & 0xFF, code);
