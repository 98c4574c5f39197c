using System.Diagnostics;
using System.Globalization;
using System.Text;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Readings;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Bench;

/// <summary>Judging past years again: from the stored readings of SQLite through the marks and rules to outcomes, on all cores.</summary>
internal static class JudgeBench
{
    private static readonly string[] Codes = ["a34013", "a21026", "a21002", "a21005", "a21024", "a19001", "a00000", "a01012"];

    /// <param name="args">[outlets] a year each; the law folder is looked for above the program.</param>
    public static int Run(string[] args)
    {
        var outlets = args.Length > 1 ? IngestLoad.Int(args[1]) : 16;
        var book = Rulebook.Load(Law()).Book;
        var folder = Directory.CreateTempSubdirectory("qj-judge");
        try
        {
            using var store = new SqliteReadingStore(folder.FullName);
            var year = new DateOnly(2025, 1, 1);
            for (var outlet = 0; outlet < outlets; outlet++) Fill(store, Mn(outlet), year);
            var readings = new StoredReadings(store, new ArrivedReadings());
            var law = new Dictionary<DateOnly, DayRules>();
            for (var day = year; day.Year == year.Year; day = day.AddDays(1)) law[day] = Rules(book, day);

            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var all = Stopwatch.StartNew();
            var total = Enumerable.Range(0, outlets).AsParallel().WithDegreeOfParallelism(Environment.ProcessorCount).Sum(outlet => Months(year).Sum(month => (long)JudgeMonth(readings, law, Mn(outlet), month)));
            all.Stop();
            var processor = (Process.GetCurrentProcess().TotalProcessorTime - before) / outlets;
            // One outlet, as somebody waits for it: its months side by side. Median of nine.
            var times = new List<double>();
            var values = 0;
            for (var round = 0; round < 9; round++)
            {
                var one = Stopwatch.StartNew();
                values = Months(year).AsParallel().WithDegreeOfParallelism(Environment.ProcessorCount).Sum(month => JudgeMonth(readings, law, Mn(round % outlets), month));
                times.Add(one.Elapsed.TotalMilliseconds);
            }
            var province = 2_500 * all.Elapsed.TotalMinutes / outlets;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"judge again: one outlet-year ({values:N0} values) {times.Order().ElementAt(4):N0} ms (limit 200 ms), {processor.TotalMilliseconds:N0} ms of processor; {outlets} outlet-years {total / all.Elapsed.TotalSeconds:N0} values/s on {Environment.ProcessorCount} cores, a province of 2,500 in {province:0.0} min (limit 10 min)"));
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<DateOnly> Months(DateOnly year) => Enumerable.Range(0, 12).Select(year.AddMonths);

    private static int JudgeMonth(StoredReadings readings, Dictionary<DateOnly, DayRules> law, string mn, DateOnly month)
    {
        var values = 0;
        foreach (var day in readings.Of(mn, PeriodKind.Hour, BeijingTime.StartOf(month), BeijingTime.StartOf(month.AddMonths(1))).GroupBy(reading => BeijingTime.DayOf(reading.Time)))
        {
            var rules = law[day.Key];
            foreach (var code in Codes)
            {
                var hours = new List<HourValue>(24);
                foreach (var reading in day)
                {
                    if (reading.Find(code) is not { } factor) continue;
                    values++;
                    hours.Add(new HourValue(code, BeijingTime.ClockOf(reading.Time)) { Avg = factor.Value, ZsAvg = factor.Converted, Unit = "mg/m3", Flag = factor.Flag, ValidMinutes = 60, Oxygen = reading.Find("a19001")?.Value });
                }
                if (!rules.Limits.Names(code)) continue;
                foreach (var hour in hours) Judge.BriefHour(hour, rules);
                if (rules.Limits.For(code, LimitPeriod.Day).Any()) Judge.BriefDay(new DayValue(code, day.Key, hours), rules);
            }
        }
        return values;
    }

    private static void Fill(SqliteReadingStore store, string mn, DateOnly year)
    {
        var random = new Random(mn.GetHashCode(StringComparison.Ordinal));
        for (var month = year; month.Year == year.Year; month = month.AddMonths(1))
        {
            var incoming = new List<IncomingReading>();
            for (var hour = month.ToDateTime(TimeOnly.MinValue); hour < month.AddMonths(1).ToDateTime(TimeOnly.MinValue); hour = hour.AddHours(1))
            {
                var packer = new PartPacker();
                packer.Begin();
                foreach (var code in Codes)
                {
                    packer.Factor(Encoding.UTF8.GetBytes(code));
                    var value = code == "a19001" ? 10m : Math.Round((decimal)(5 + random.NextDouble() * 30), 2);
                    packer.Value("Avg"u8, Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
                    if (code is not ("a19001" or "a00000" or "a01012")) packer.Value("ZsAvg"u8, Encoding.UTF8.GetBytes((value * 0.9m).ToString(CultureInfo.InvariantCulture)));
                    packer.Flag('N');
                }
                incoming.Add(new IncomingReading(mn, PeriodKind.Hour, new DateTimeOffset(hour, TimeSpan.Zero).ToUnixTimeSeconds(), packer.End(new Origin(new RawId(1), 1, 1), false)));
            }
            store.Write(incoming, store.Cursor, 1);
        }
    }

    private static DayRules Rules(Rulebook book, DateOnly day) =>
        book.RulesOn(new LimitRequest(Medium.Air, [new LimitSetName("GB 18485-2014", "生活垃圾焚烧")]), day).Try(out var rules, out var why) ? rules : throw new InvalidOperationException(why.Message);

    private static string Mn(int outlet) => string.Create(CultureInfo.InvariantCulture, $"010000A8900016F0{outlet:X8}");

    private static string Law()
    {
        var at = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(at, "law"))) at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The law folder is not above the program.");
        return Path.Combine(at, "law");
    }
}
