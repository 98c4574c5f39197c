using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Means;

/// <summary>计算值 beside the sent values of an outlet: minutes from instants, hours from minutes, days from hours, each with its count; and earlier results of a day.</summary>
internal static class ShowMeans
{
    private const int MostDays = 92, MostFresh = 8, MostMinuteHours = 24;

    /// <param name="Value">Mean worked out.</param>
    /// <param name="Converted">Its converted value.</param>
    /// <param name="Count">What counts, in <see cref="Answer.CountOf"/>.</param>
    /// <param name="Needed">How many are needed.</param>
    /// <param name="Valid">Enough, and normal.</param>
    /// <param name="Sent">What the logger sent; null when it sent none.</param>
    /// <param name="MadeHours">Hours of a day mean that were not sent.</param>
    internal sealed record Point(DateTimeOffset At, decimal? Value, decimal? Converted, int Count, int Needed, bool Valid, char Flag, decimal? Sent, bool Differs, int MadeHours);

    internal sealed record FactorPoints(string Code, string Name, string Unit, IReadOnlyList<Point> Points);

    /// <param name="CountOf">What is counted, Chinese: 瞬时值、有效分钟、有效小时.</param>
    /// <param name="Rule">Document of the rule.</param>
    internal sealed record Answer(PeriodKind Kind, string CountOf, string Rule, string Trust, IReadOnlyList<FactorPoints> Factors);

    /// <param name="SupersededAt">When a newer result took its place; null for the present one.</param>
    internal sealed record Result(DateTimeOffset CountedAt, DateTimeOffset? SupersededAt, string Why, decimal? Value, decimal? Converted, int Count, int Needed, int MadeHours, decimal? Sent, int DifferingHours);

    public static void Map(RouteGroupBuilder means)
    {
        means.MapGet("/", Handle).Requires(Duty.ReadReadings);
        means.MapGet("/history", History).Requires(Duty.ReadReadings);
    }

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string outlet, Word<PeriodKind> kind, DateTimeOffset from, DateTimeOffset to, ISources sources, Rulebook book, MonitoringDb db, MeasureMeans measure, JudgeDays judge, GatherHours gather, ShortValues shorter, CancellationToken stop)
    {
        if (kind.Value is not (PeriodKind.Minute or PeriodKind.Hour or PeriodKind.Day)) return Refusal.OfField("mean-kind", "kind", "计算值只有分钟、小时、日三种，请换一个周期。").ToProblem();
        if (from >= to) return Refusal.OfField("period-reversed", "from", "开始时间应早于结束时间，请调换。").ToProblem();
        if (await sources.DutiesOf(outlet, BeijingTime.DayOf(to.AddTicks(-1)), stop) is not { } duty) return Problems.NotFound();
        if (book.MeansOn(duty.Outlet.Medium, duty.Day) is not { } rule) return Refusal.Of("mean-rule", "该日期没有均值计算规则。").ToProblem();
        var points = kind.Value == PeriodKind.Minute ? Minutes(duty, from, to, rule, gather, shorter) : await Days(duty, kind, from, to, rule, sources, db, measure, judge, stop);
        return TypedResults.Ok(new Answer(kind, kind.Value switch { PeriodKind.Minute => "瞬时值", PeriodKind.Hour => rule.HourMinutes is null ? "有效分钟值" : "有效分钟", _ => "有效小时" }, rule.Rule.Document, rule.Rule.Trust.InChinese(),
            [.. duty.Factors.Select(factor => new FactorPoints(factor.Code, ReadSource.NameOf(factor.Code), factor.Unit, points.GetValueOrDefault(factor.Code) ?? []))]));
    }

    // At most a day: instants are many and kept for half a year only.
    private static Dictionary<string, List<Point>> Minutes(OutletDuties duty, DateTimeOffset from, DateTimeOffset to, MeanRule rule, GatherHours gather, ShortValues shorter)
    {
        var until = BeijingTime.ClockOf(to);
        var start = BeijingTime.ClockOf(from) is var wanted && wanted < until.AddHours(-MostMinuteHours) ? until.AddHours(-MostMinuteHours) : wanted;
        (start, until) = (start.Date.AddHours(start.Hour), until.Date.AddHours(until.Hour + (until.Minute > 0 ? 1 : 0)));
        var points = new Dictionary<string, List<Point>>(StringComparer.Ordinal);
        foreach (var station in gather.StationsOf(duty.Outlet.Id, duty.Day).Take(1))
        {
            var binding = station.Bindings.First(each => each.OutletId == duty.Outlet.Id && each.Holds(duty.Day));
            var sent = shorter.Of(station, binding, start, until, rule).ToDictionary(each => each.Key, each => each.Value.Where(record => record.Made is null).DistinctBy(record => record.Start).ToDictionary(record => record.Start, record => record.Value.Value), StringComparer.Ordinal);
            foreach (var (code, records) in shorter.Of(station, binding, start, until, rule, all: true))
                points[code] = [.. records.Select(record => (record, told: sent.GetValueOrDefault(code)?.GetValueOrDefault(record.Start))).Select(each => new Point(BeijingTime.InstantOf(each.record.Start), Short(each.record.Made!.Value), Short(each.record.Made.Converted),
                    each.record.Made.Count, each.record.Made.Needed, each.record.Made.Valid, each.record.Made.Flag, each.told, each.told is { } value && each.record.Made.Valid && each.record.Made.DiffersFrom(value, LastDecimal(value), rule), 0))];
        }
        return points;
    }

    private static async Task<Dictionary<string, List<Point>>> Days(
        OutletDuties duty, PeriodKind kind, DateTimeOffset from, DateTimeOffset to, MeanRule rule, ISources sources, MonitoringDb db, MeasureMeans measure, JudgeDays judge, CancellationToken stop)
    {
        var last = duty.Day;
        var first = BeijingTime.DayOf(from) is var wanted && wanted < last.AddDays(1 - MostDays) ? last.AddDays(1 - MostDays) : wanted;
        var rows = await db.DayMeans.AsNoTracking().Where(row => row.OutletId == duty.Outlet.Id && row.SupersededAt == null && row.Day >= first && row.Day <= last).OrderBy(row => row.Day).ToListAsync(stop);
        var points = new Dictionary<string, List<Point>>(StringComparer.Ordinal);
        foreach (var row in rows) Put(row.Factor, row.Day, row.Items(), row.Count == 0 ? null : new(row.Value, row.Converted, row.Count, row.Needed, 'N', 'N'), row.MadeHours, row.Sent, row.Differs);
        // Days that are not closed yet are worked out as they stand now.
        var kept = rows.Select(row => row.Day).ToHashSet();
        var today = BeijingTime.DayOf(db.Now);
        for (var day = first > today.AddDays(1 - MostFresh) ? first : today.AddDays(1 - MostFresh); day <= last && day <= today; day = day.AddDays(1))
            if (!kept.Contains(day) && await sources.DutiesOf(duty.Outlet.Id, day, stop) is { } then)
                foreach (var means in measure.Of(then, (await judge.DecisionsOf([duty.Outlet.Id], day, stop))(duty.Outlet.Id)))
                    Put(means.Factor.Code, day, means.Hours, means.Day, means.MadeHours, means.Sent, means.DayDiffers);
        foreach (var list in points.Values) list.RemoveAll(point => point.At < from && kind == PeriodKind.Hour || point.At >= to);
        return points;

        void Put(string code, DateOnly day, IReadOnlyList<HourMean> hours, ComputedMean? mean, int made, decimal? sent, bool differs)
        {
            if (!points.TryGetValue(code, out var list)) points[code] = list = [];
            if (kind == PeriodKind.Day && mean is not null) list.Add(new(BeijingTime.StartOf(day), mean.Value, mean.Converted, mean.Count, mean.Needed, mean.Valid, mean.Flag, sent, differs, made));
            else if (kind == PeriodKind.Hour)
                list.AddRange(hours.Select((hour, at) => (hour, at)).Where(each => each.hour.Mean is not null).Select(each => new Point(
                    BeijingTime.StartOf(day).AddHours(each.at), each.hour.Mean!.Value, each.hour.Mean.Converted, each.hour.Mean.Count, each.hour.Mean.Needed, each.hour.Mean.Valid, each.hour.Mean.Flag, each.hour.Sent, each.hour.Differs, 0)));
        }
    }

    private static async Task<Ok<IReadOnlyList<Result>>> History(string outlet, string factor, DateOnly day, MonitoringDb db, CancellationToken stop)
    {
        var rows = await db.DayMeans.AsNoTracking().Where(row => row.OutletId == outlet && row.Factor == factor && row.Day == day).OrderBy(row => row.CountedAt).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<Result>>([.. rows.Select(row => new Result(row.CountedAt, row.SupersededAt, row.Why, row.Value, row.Converted, row.Count, row.Needed, row.MadeHours, row.Sent, row.DifferingHours))]);
    }

    private static decimal? Short(decimal? value) => value is { } known ? Conversion.Round(known, 4) : null;

    private static decimal LastDecimal(decimal sent) => new(1, 0, 0, false, (byte)Math.Min(28, (int)sent.Scale));
}
