using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Meters;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Checks;

/// <summary>What stands beside the hours of a finding, as it came: power of the meters (P08, P09, P23), what loggers told of door and temperature (P18), and how many
/// values arrived around a silence (P24 and findings of lines).</summary>
internal sealed class ChartFinding(MonitoringDb db, GatherPower gather, MeterPower power, IReadings readings, IStations stations, ISources sources, Rulebook book)
{
    private const string DoorState = "i32001", DoorLog = "i31001";
    private static readonly TimeSpan LeastRoom = TimeSpan.FromDays(1), MostRoom = TimeSpan.FromDays(4), Longest = TimeSpan.FromDays(16), Fine = TimeSpan.FromDays(3);

    internal sealed record Point(DateTimeOffset At, decimal? Value);

    internal sealed record Line(string Key, string Name, IReadOnlyList<Point> Points);

    /// <param name="Label">Chinese.</param>
    internal sealed record Band(DateTimeOffset From, DateTimeOffset To, string Label);

    /// <param name="Note">How the points were made, Chinese.</param>
    internal sealed record Chart(string Key, string Title, string Unit, IReadOnlyList<Line> Lines, IReadOnlyList<Band> Bands, string Note);

    public static void Map(RouteGroupBuilder findings) => findings.MapGet("/{id}/charts", async Task<Results<Ok<IReadOnlyList<Chart>>, ProblemHttpResult>> (string id, MonitoringDb db, ChartFinding draw, CancellationToken stop) =>
        await db.Findings.AsNoTracking().FirstOrDefaultAsync(finding => finding.Id == id, stop) is { } finding ? TypedResults.Ok<IReadOnlyList<Chart>>(await draw.Of(finding, stop)) : Problems.NotFound()).Requires(Duty.ReadClues);

    /// <summary>Charts with data; none where the check is about the hours alone.</summary>
    public async Task<List<Chart>> Of(CheckFinding finding, CancellationToken stop)
    {
        var room = finding.ToAt - finding.FromAt;
        room = room < LeastRoom ? LeastRoom : room > MostRoom ? MostRoom : room;
        var until = finding.ToAt + room < db.Now ? finding.ToAt + room : db.Now;
        var from = finding.FromAt - room > until - Longest ? finding.FromAt - room : until - Longest;
        var charts = finding.Code switch
        {
            "P08" or "P09" or "P23" => await Power(finding, from, until, stop),
            "P18" => Told(finding.OutletId, from, until),
            "P24" => await Presence(finding.OutletId, from, until, stop),
            ['L', ..] => await Presence(finding.OutletId, from, until, stop),
            _ => [],
        };
        return charts.FindAll(chart => chart.Lines.Any(line => line.Points.Count > 0));
    }

    private async Task<List<Chart>> Power(CheckFinding finding, DateTimeOffset from, DateTimeOffset until, CancellationToken stop)
    {
        if (await sources.Outlet(finding.OutletId, stop) is not { } outlet || book.ElectricityOn(BeijingTime.DayOf(until)) is not { } rule) return [];
        var (groups, treatment) = await gather.MetersOf(outlet, stop);
        // Flow and night are held against treatment; P09 against production too.
        var production = finding.Code == "P09" ? groups.SelectMany(group => group.Production).DistinctBy(meter => meter.Id).ToList() : [];
        var read = power.Of([.. production, .. treatment], from, until, rule);
        return [Of(production, "production", "生产设施用电"), Of(treatment, "treatment", "治理设施、风机和水泵用电")];

        Chart Of(List<MeterPoint> meters, string key, string title) => until - from <= Fine
            ? new(key, title, "千瓦", meters.ConvertAll(meter => new Line(meter.Id, meter.Name, [.. read[meter.Id].Where(each => each.At >= from).Select(each => new Point(each.At.ToOffset(BeijingTime.Offset), decimal.Round(each.Kw, 2)))])), [], "数采仪上传的有功功率")
            : new(key, title, "千瓦时", meters.ConvertAll(meter => new Line(meter.Id, meter.Name, Hours(read[meter.Id], rule))), [], "由上传的有功功率按小时累计");
    }

    private static List<Point> Hours(IReadOnlyList<PowerReading> read, ElectricityRule rule) =>
        [.. TogetherPower.Hours([read], BeijingTime.ClockOf, rule).OrderBy(each => each.Key).Select(each => new Point(BeijingTime.InstantOf(each.Key).ToOffset(BeijingTime.Offset), decimal.Round(each.Value, 2)))];

    private List<Chart> Told(string outletId, DateTimeOffset from, DateTimeOffset until)
    {
        var (doors, others) = (new List<Point>(), new SortedDictionary<string, List<Point>>(StringComparer.Ordinal));
        foreach (var reading in Of(outletId, PeriodKind.OnSite, from, until))
            foreach (var item in reading.Factors)
            {
                var code = item.Code[(item.Code.IndexOf('.', StringComparison.Ordinal) + 1)..];
                if (!item.Others.TryGetValue("Info", out var text)) continue;
                if (code == DoorLog) doors.Add(new(reading.Time, 1m));
                else if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
                {
                    if (code == DoorState) doors.Add(new(reading.Time, value));
                    // Temperature, humidity, voltage and pressure of the station.
                    else if (code.StartsWith("i33", StringComparison.Ordinal)) (others.TryGetValue(code, out var points) ? points : others[code] = []).Add(new(reading.Time, value));
                }
            }
        return [new("door", "站房门禁", "1为开", [new(DoorState, "门禁状态", Steps(doors))], [], "数采仪上传的门禁状态和门禁日志；两次上传之间按前一次画出"),
            new("station", "站房与管路状态", "上传单位", [.. others.Select(each => new Line(each.Key, GatherSeries.NameOf(each.Key), each.Value))], [], "数采仪上传的现场机信息")];
    }

    // A state holds until the next is told.
    private static List<Point> Steps(List<Point> told)
    {
        var steps = new List<Point>();
        foreach (var point in told.OrderBy(point => point.At))
        {
            if (steps.Count > 0 && steps[^1].Value != point.Value) steps.Add(new(point.At.AddSeconds(-1), steps[^1].Value));
            steps.Add(point);
        }
        return steps;
    }

    private async Task<List<Chart>> Presence(string outletId, DateTimeOffset from, DateTimeOffset until, CancellationToken stop)
    {
        var bucket = until - from <= Fine ? TimeSpan.FromMinutes(10) : TimeSpan.FromHours(1);
        var silences = await db.Silences.AsNoTracking().Where(silence => silence.OutletId == outletId && silence.Since < until && (silence.EndedAt == null || silence.EndedAt > from)).OrderBy(silence => silence.Since).ToListAsync(stop);
        var start = new DateTimeOffset(from.UtcTicks / bucket.Ticks * bucket.Ticks, TimeSpan.Zero);
        // What came at the moment itself: nobody can refill that it was silent.
        var came = Of(outletId, PeriodKind.Realtime, start, until).CountBy(reading => (reading.Time.UtcTicks - start.UtcTicks) / bucket.Ticks).ToDictionary();
        var points = new List<Point>();
        for (var at = 0L; came.Count > 0 && start + bucket * at < until; at++) points.Add(new((start + bucket * at).ToOffset(BeijingTime.Offset), came.GetValueOrDefault(at)));
        return [new("presence", "收到的实时数据", bucket.TotalMinutes >= 60 ? "条/小时" : "条/10分钟", [new("count", "实时数据条数", points)],
            [.. silences.Select(silence => new Band((silence.Since > from ? silence.Since : from).ToOffset(BeijingTime.Offset), (silence.EndedAt ?? until).ToOffset(BeijingTime.Offset), "断线"))], "按数据时间统计收到的实时数据；断线时段来自链路记录")];
    }

    private IEnumerable<Reading> Of(string outletId, PeriodKind kind, DateTimeOffset from, DateTimeOffset until) =>
        from station in stations.All.Where(station => station.Bindings.Any(binding => binding.OutletId == outletId)).OrderBy(station => station.Mn, StringComparer.Ordinal)
        from reading in readings.Of(station.Mn, kind, @from, until)
        where station.Bindings.Any(binding => binding.OutletId == outletId && binding.Holds(BeijingTime.DayOf(reading.Time)))
        select reading;
}
