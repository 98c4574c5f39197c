using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Hj212;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Marks;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Readings;

/// <summary>Series for the chart, rows for the table, and both for Excel and CSV.</summary>
internal static class QueryReadings
{
    internal sealed record FactorSeries(
        string Code, string Name, string Unit, int Decimals, IReadOnlyList<SeriesLimit> Limits, IReadOnlyList<SeriesPoint> Points, IReadOnlyList<SeriesGap> Gaps);

    /// <param name="Upper">Null where only the lower bound binds.</param>
    internal sealed record SeriesLimit(string Period, decimal? Lower, decimal? Upper, string Text, string Unit, string Source, bool Binding);

    /// <param name="BucketSeconds">0 when every point is one reading.</param>
    internal sealed record Series(string Title, PeriodKind Kind, string KindName, DateTimeOffset From, DateTimeOffset Until, int BucketSeconds, IReadOnlyList<FactorSeries> Factors,
        IReadOnlyList<SeriesMark> Marks);

    /// <summary>An accepted mark of the enterprise over a stretch of time.</summary>
    /// <param name="Codes">Factors it speaks of; empty means all.</param>
    /// <param name="Excludes">Whether the data under it do not count.</param>
    internal sealed record SeriesMark(DateTimeOffset From, DateTimeOffset Until, string Name, string Note, IReadOnlyList<string> Codes, bool Excludes, string MadeBy, string AcceptedBy);

    /// <param name="FlagName">Chinese name of the flag.</param>
    internal sealed record CellView(string Code, decimal? Value, decimal? Min, decimal? Max, decimal? Converted, decimal? Total, char Flag, string FlagName, bool Valid, bool Suspect, bool Late, string RawId);

    internal sealed record RowView(DateTimeOffset At, DateTimeOffset ReceivedAt, int Revision, bool Late, IReadOnlyList<CellView> Cells);

    internal sealed record Column(string Code, string Name, string Unit);

    internal sealed record Table(string Title, IReadOnlyList<Column> Columns, IReadOnlyList<RowView> Items, int Total, int Page, int Size);

    internal sealed record SourceChoice(string OutletId, string Outlet, string EnterpriseId, string Enterprise, string MonitorId, string Mn, Vocabulary.Medium Medium, IReadOnlyList<string> Codes);

    internal sealed record RevisionView(int Revision, DateTimeOffset ReceivedAt, IReadOnlyList<CellView> Cells);

    /// <param name="Outlet">Outlet id; or give a monitor.</param>
    /// <param name="Monitor">Monitor id.</param>
    /// <param name="Codes">Comma separated; all when absent.</param>
    /// <param name="Points">Most points of a series, 50 to 5000.</param>
    /// <param name="Kind">realtime, minute, hour, day, fiveMinute …</param>
    /// <param name="Value">judged (default), measured, converted or total.</param>
    internal sealed record Query(
        Word<PeriodKind> Kind, string? Outlet = null, string? Monitor = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Codes = null,
        Word<SeriesValue>? Value = null, int Points = 800, int Page = 1, int Size = 50)
    {
        internal PeriodKind Period => Kind;

        internal SeriesValue Shown => Value ?? SeriesValue.Judged;
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        var readings = app.MapGroup("/api/readings").WithTags("readings");
        readings.MapGet("/sources", Sources).Requires(Duty.ReadReadings);
        readings.MapGet("/series", OfSeries).Requires(Duty.ReadReadings);
        readings.MapGet("/", OfTable).Requires(Duty.ReadReadings);
        readings.MapGet("/export", Export).Requires(Duty.ReadReadings);
        readings.MapGet("/revisions", Revisions).Requires(Duty.ReadReadings);
    }

    private static Ok<IReadOnlyList<SourceChoice>> Sources(string? q, VisibleStations stations, TimeProvider clock)
    {
        var day = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Storage.Beijing.Offset).DateTime);
        var choices = stations.All.SelectMany(station => station.Bindings.Where(binding => binding.Holds(day)).Select(binding => new SourceChoice(
            binding.OutletId, binding.OutletName, station.EnterpriseId, station.EnterpriseName, station.MonitorId, station.Mn, station.Medium, [.. binding.Codes])));
        if (!string.IsNullOrWhiteSpace(q))
            choices = choices.Where(choice => choice.Enterprise.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase)
                || choice.Outlet.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase) || choice.Mn.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase));
        return TypedResults.Ok<IReadOnlyList<SourceChoice>>([.. choices.OrderBy(choice => choice.Enterprise, StringComparer.Ordinal).ThenBy(choice => choice.Outlet, StringComparer.Ordinal).Take(2000)]);
    }

    private static async Task<Results<Ok<Series>, ProblemHttpResult>> OfSeries(
        [AsParameters] Query query, ReadSource read, ISources sources, ISourceRules rules, MonitoringDb db, TimeProvider clock, CancellationToken stop)
    {
        if (!Period(query, clock).Try(out var period, out var why)) return why.ToProblem();
        if (read.Find(query.Outlet, query.Monitor) is not { } source) return Problems.NotFound();
        var rows = read.Read(source, query.Period, period.From, period.Until);
        var duties = source.OutletId is { } outlet ? await sources.DutiesOf(outlet, DateOnly.FromDateTime(period.Until.AddTicks(-1).ToOffset(Storage.Beijing.Offset).DateTime), stop) : null;
        var limits = duties is null ? [] : rules.LimitsOf(duties);
        var step = ReadSource.StepOf(query.Period, source.First);
        // The last period is due ten minutes after its end.
        var dueBefore = clock.GetUtcNow() - step - TimeSpan.FromMinutes(query.Period == PeriodKind.Realtime ? 1 : 10);
        var bucket = 0;
        var factors = new List<FactorSeries>();
        foreach (var code in CodesOf(query, rows, duties))
        {
            var own = rows.Select(row => (Reading: row, Factor: row.Find(code)!)).Where(pair => pair.Factor is not null).ToList();
            var (points, gaps, seconds) = SeriesOf.Make(own, query.Shown, step, period.From, period.Until, dueBefore, Math.Clamp(query.Points, 50, 5000));
            bucket = Math.Max(bucket, seconds);
            var known = duties?.Factors.FirstOrDefault(factor => factor.Code == code);
            factors.Add(new FactorSeries(code, ReadSource.NameOf(code), known?.Unit ?? UnitOf(code), known?.Decimals ?? Pollutants.Find(code)?.Decimals ?? 2,
                [.. limits.Where(limit => limit.Code == code && Fits(limit.Period, query.Period)).Select(LimitOf)], points, gaps));
        }
        return TypedResults.Ok(new Series(source.Title, query.Period, ReadSource.WordOf(query.Period), period.From, period.Until, bucket, factors,
            await MarksOf(source, period.From, period.Until, db, stop)));
    }

    private static async Task<IReadOnlyList<SeriesMark>> MarksOf(ReadSource.Source source, DateTimeOffset from, DateTimeOffset until, MonitoringDb db, CancellationToken stop)
    {
        List<string> outlets = source.OutletId is { } one ? [one] : [.. source.Stations.SelectMany(station => station.Bindings).Select(binding => binding.OutletId).Distinct()];
        var marks = await db.Marks.AsNoTracking().Where(mark => outlets.Contains(mark.OutletId) && mark.State == MarkState.Standing && mark.FromAt < until && mark.ToAt > from).OrderBy(mark => mark.FromAt).Take(500).ToListAsync(stop);
        return [.. marks.Select(mark => new SeriesMark(mark.FromAt < from ? from : mark.FromAt.ToOffset(Storage.Beijing.Offset), mark.ToAt > until ? until : mark.ToAt.ToOffset(Storage.Beijing.Offset),
            mark.Name, mark.Note, mark.Factors, mark.Effect is not null, mark.MadeBy, mark.AcceptedBy))];
    }

    // Hour limits beside shorter values too: that is what they grow into.
    private static bool Fits(LimitPeriod period, PeriodKind kind) => kind == PeriodKind.Day ? period == LimitPeriod.Day : period is LimitPeriod.Hour or LimitPeriod.Instant or LimitPeriod.Day;

    private static SeriesLimit LimitOf(ShownLimit limit)
    {
        var dash = limit.Text.IndexOf('-', 1);
        var (low, high) = dash > 0 ? (limit.Text[..dash], limit.Text[(dash + 1)..]) : (null, limit.Text);
        return new SeriesLimit(limit.Period switch { LimitPeriod.Hour => "小时限值", LimitPeriod.Day => "日限值", _ => "限值" }, Number(low), Number(high), limit.Text, limit.Unit, limit.Source, limit.Binding);
    }

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Results<Ok<Table>, ProblemHttpResult> OfTable([AsParameters] Query query, ReadSource read, TimeProvider clock)
    {
        if (!Period(query, clock).Try(out var period, out var why)) return why.ToProblem();
        if (read.Find(query.Outlet, query.Monitor) is not { } source) return Problems.NotFound();
        var rows = read.Read(source, query.Period, period.From, period.Until);
        rows.Reverse();
        var size = Math.Clamp(query.Size, 1, 200);
        var page = Math.Max(1, query.Page);
        var columns = CodesOf(query, rows, null).Select(code => new Column(code, ReadSource.NameOf(code), UnitOf(code))).ToList();
        return TypedResults.Ok(new Table(source.Title, columns, [.. rows.Skip((page - 1) * size).Take(size).Select(Row)], rows.Count, page, size));
    }

    private static Results<FileStreamHttpResult, ProblemHttpResult> Export(string? format, [AsParameters] Query query, ReadSource read, TimeProvider clock, CallerContext caller)
    {
        if (!Period(query, clock).Try(out var period, out var why)) return why.ToProblem();
        if (read.Find(query.Outlet, query.Monitor) is not { } source) return Problems.NotFound();
        var rows = read.Read(source, query.Period, period.From, period.Until);
        List<SheetColumn<Reading>> columns = [new("数据时间", row => row.Time, 20)];
        foreach (var code in CodesOf(query, rows, null))
        {
            var (name, unit) = (ReadSource.NameOf(code), UnitOf(code));
            var head = unit.Length > 0 ? $"{name}（{unit}）" : name;
            columns.Add(new(head, row => row.Find(code)?.Value));
            if (rows.Exists(row => row.Find(code)?.Converted is not null)) columns.Add(new($"{name}折算", row => row.Find(code)?.Converted));
            if (rows.Exists(row => row.Find(code)?.Total is not null)) columns.Add(new($"{name}累计", row => row.Find(code)?.Total));
            columns.Add(new($"{name}标记", row => row.Find(code) is { } factor ? DataFlags.NameOf(factor.Flag) ?? factor.Flag.ToString() : "缺数", 10));
        }
        columns.Add(new("到达时间", row => row.Factors[0].ReceivedAt, 20));
        return SheetExport.Answer(format, new SheetHead($"{source.Title}{ReadSource.WordOf(query.Period)}",
            $"{period.From.ToOffset(Storage.Beijing.Offset):yyyy-MM-dd HH:mm} 至 {period.Until.ToOffset(Storage.Beijing.Offset):yyyy-MM-dd HH:mm}", caller.Current.PostTitle, clock.GetUtcNow()), columns, rows);
    }

    private static Results<Ok<IReadOnlyList<RevisionView>>, ProblemHttpResult> Revisions(string monitor, Word<PeriodKind> kind, DateTimeOffset time, VisibleStations stations, IReadings readings)
    {
        if (stations.Find(monitor) is not { } station) return Problems.NotFound();
        return TypedResults.Ok<IReadOnlyList<RevisionView>>([.. readings.Revisions(station.Mn, kind, time)
            .Select(old => new RevisionView(old.Revision, old.Factors[0].ReceivedAt, [.. old.Factors.Select(Cell)]))]);
    }

    private static RowView Row(Reading row) => new(row.Time, row.Factors.Max(factor => factor.ReceivedAt).ToOffset(Storage.Beijing.Offset), row.Revision,
        row.Factors.Any(factor => factor.Late), [.. row.Factors.Select(Cell)]);

    private static CellView Cell(FactorReading factor) => new(factor.Code, factor.Value, factor.Min, factor.Max, factor.Converted, factor.Total, factor.Flag,
        DataFlags.NameOf(factor.Flag) ?? $"未知标记 {factor.Flag}", SeriesOf.IsValid(factor.Flag), factor.Suspect, factor.Late, factor.RawPacketId.ToString(CultureInfo.InvariantCulture));

    private static List<string> CodesOf(Query query, List<Reading> rows, OutletDuties? duties)
    {
        if (query.Codes is { Length: > 0 } codes) return [.. codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Take(60)];
        var seen = rows.SelectMany(row => row.Factors).Select(factor => factor.Code).Distinct();
        // In the order of the outlet's page, then what else came.
        return [.. (duties?.Factors.Select(factor => factor.Code) ?? []).Concat(seen).Distinct().Take(60)];
    }

    private static string UnitOf(string code) => Pollutants.Find(code)?.Unit is { } unit ? (unit == "degC" ? "℃" : unit) : "";

    private static Outcome<(DateTimeOffset From, DateTimeOffset Until)> Period(Query query, TimeProvider clock)
    {
        if (query.Period == default) return Refusal.OfField("period-kind", "kind", "数据类型应为 realtime、minute、hour、day 或 fiveMinute 之一");
        var until = query.To ?? clock.GetUtcNow();
        var from = query.From ?? until - (query.Period switch
        {
            PeriodKind.Day => TimeSpan.FromDays(30),
            PeriodKind.Hour => TimeSpan.FromDays(7),
            PeriodKind.Minute or PeriodKind.FiveMinute => TimeSpan.FromDays(1),
            _ => TimeSpan.FromHours(6),
        });
        var longest = query.Period switch
        {
            PeriodKind.Realtime or PeriodKind.FacilityState => TimeSpan.FromDays(31),
            PeriodKind.Minute or PeriodKind.FiveMinute => TimeSpan.FromDays(184),
            _ => TimeSpan.FromDays(3660),
        };
        if (from >= until) return Refusal.OfField("period-reversed", "from", "开始时间应早于结束时间，请调换");
        if (until - from > longest) return Refusal.OfField("period-long", "from", $"{ReadSource.WordOf(query.Period)}一次最多查询 {longest.TotalDays:0} 天，请缩短时段或改看更长周期的数据");
        return (from.ToOffset(Storage.Beijing.Offset), until.ToOffset(Storage.Beijing.Offset));
    }
}
