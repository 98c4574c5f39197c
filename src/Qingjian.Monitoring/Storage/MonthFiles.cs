using System.Collections.Concurrent;
using System.Globalization;

namespace Qingjian.Monitoring.Storage;

/// <summary>A month of Beijing time.</summary>
internal readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    public static Month OfLocal(long localMilliseconds)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(localMilliseconds);
        return new Month(at.Year, at.Month);
    }

    public static Month OfInstant(long unixMilliseconds) => OfLocal(unixMilliseconds + BeijingOffset);

    public const long BeijingOffset = 8 * 3_600_000L;

    /// <summary>First millisecond, counted in Beijing time since 1970.</summary>
    public long StartLocal => new DateTimeOffset(Year, Number, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public Month Next => Number == 12 ? new(Year + 1, 1) : new(Year, Number + 1);

    public Month Before => Number == 1 ? new(Year - 1, 12) : new(Year, Number - 1);

    public int CompareTo(Month other) => (Year, Number).CompareTo((other.Year, other.Number));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    public static bool TryParse(ReadOnlySpan<char> text, out Month month)
    {
        month = default;
        if (text.Length != 7 || text[4] != '-'
            || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 1 or > 12) return false;
        month = new Month(year, number);
        return true;
    }
}

/// <summary>The files <c>prefix-yyyy-MM.db</c> of one folder and read connections to them, reused.</summary>
internal sealed class MonthFiles(string folder, string prefix) : IDisposable
{
    private readonly ConcurrentDictionary<Month, ConcurrentBag<SqliteFile>> idle = new();

    public string PathOf(Month month) => Path.Combine(folder, $"{prefix}-{month}.db");

    /// <summary>Months that have a file, oldest first.</summary>
    public IReadOnlyList<Month> List()
    {
        if (!Directory.Exists(folder)) return [];
        var months = new List<Month>();
        foreach (var path in Directory.EnumerateFiles(folder, prefix + "-*.db"))
            if (Month.TryParse(Path.GetFileNameWithoutExtension(path).AsSpan(prefix.Length + 1), out var month)) months.Add(month);
        months.Sort();
        return months;
    }

    /// <summary>A read connection for the caller alone, null when the month has no file. With <paramref name="snapshot"/> all its
    /// statements see the file at one moment, until it is given back; without, each sees the newest.</summary>
    public Lease? Rent(Month month, bool snapshot = true)
    {
        var bag = idle.GetOrAdd(month, _ => []);
        if (!bag.TryTake(out var file))
        {
            if (!File.Exists(PathOf(month))) return null;
            file = SqliteFile.OpenForReading(PathOf(month));
        }
        if (snapshot) file.Run("BEGIN");
        return new Lease(this, month, file, snapshot);
    }

    /// <summary>Closes the idle connections to a month, or to all.</summary>
    public void Close(Month? month = null)
    {
        foreach (var (key, bag) in idle)
            if (month is null || key == month)
                while (bag.TryTake(out var file)) file.Dispose();
    }

    public void Delete(Month month)
    {
        Close(month);
        foreach (var suffix in (string[])["", "-wal", "-shm"]) File.Delete(PathOf(month) + suffix);
    }

    public long BytesOnDisk()
    {
        long sum = 0;
        if (!Directory.Exists(folder)) return 0;
        foreach (var path in Directory.EnumerateFiles(folder, prefix + "-*")) sum += new FileInfo(path).Length;
        return sum;
    }

    public void Dispose() => Close();

    internal sealed class Lease(MonthFiles owner, Month month, SqliteFile file, bool snapshot) : IDisposable
    {
        public SqliteFile File => file;

        public void Dispose()
        {
            if (snapshot) file.Run("COMMIT");
            var bag = owner.idle.GetOrAdd(month, _ => []);
            if (bag.Count < 4) bag.Add(file);
            else file.Dispose();
        }
    }
}
