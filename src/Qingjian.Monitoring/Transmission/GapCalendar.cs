using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Transmission;

/// <summary>缺数日历: a month of one outlet, day by hour. Closed days as they were counted; days that still go on are counted as they stand now.</summary>
internal static class GapCalendar
{
    internal sealed record FactorChoice(string Code, string Name);

    /// <param name="Letters">One letter an hour, by factor; see the words.</param>
    /// <param name="Closed">Counted at the end of the day; otherwise as of now.</param>
    /// <param name="Counts">How often the day has been counted.</param>
    internal sealed record DayLine(DateOnly Day, IReadOnlyDictionary<string, string> Letters, bool Closed, int Counts, long Due, long Received, long Valid, decimal? Product, decimal? ProductThen);

    internal sealed record Word(string Letter, DueState State, string Text);

    internal sealed record Calendar(string OutletId, string OutletName, string EnterpriseId, string EnterpriseName, string? MonitorId, DateOnly Month, IReadOnlyList<FactorChoice> Factors, IReadOnlyList<DayLine> Days, IReadOnlyList<Word> Words);

    /// <param name="Late">Flag and reception of each factor that came.</param>
    internal sealed record HourCell(string Factor, string FactorName, DueState State, string Text, decimal? Value, string? Unit, string? Flag, DateTimeOffset? ReceivedAt, string? PacketId, int Revision);

    /// <summary>One hour with its cells, its cause when something is missing, and where its packets are.</summary>
    internal sealed record HourView(DateTimeOffset From, IReadOnlyList<HourCell> Cells, string? CauseCode, string? Cause, string? MonitorId, string? MonitorName);

    internal sealed record CountLine(DateTimeOffset CountedAt, string Why, int Due, int Received, int Valid, DateTimeOffset? SupersededAt);

    public static void Map(RouteGroupBuilder transmission)
    {
        transmission.MapGet("/calendar", Handle).Requires(Duty.ReadReadings);
        transmission.MapGet("/hour", Hour).Requires(Duty.ReadReadings);
        transmission.MapGet("/counts", Counts).Requires(Duty.ReadReadings);
    }

    private static async Task<Results<Ok<Calendar>, ProblemHttpResult>> Handle(string outletId, DateOnly month, MonitoringDb db, CountDays count, GatherHours gather, ISources sources, Rulebook book, CancellationToken stop)
    {
        if (await sources.Outlet(outletId, stop) is not { } outlet) return Problems.NotFound();
        var first = new DateOnly(month.Year, month.Month, 1);
        var today = BeijingTime.DayOf(db.Now);
        var end = first.AddMonths(1).AddDays(-1) < today ? first.AddMonths(1).AddDays(-1) : today;
        var rows = await db.DayTransmissions.AsNoTracking().Where(row => row.OutletId == outletId && row.Day >= first && row.Day <= end).ToListAsync(stop);
        var days = new List<DayLine>();
        for (var day = first; day <= end; day = day.AddDays(1))
        {
            var mine = rows.Where(row => row.Day == day).ToList();
            if (mine.Find(row => row.SupersededAt is null) is { } row)
                days.Add(new(day, row.Factors().ToDictionary(each => each.Factor, each => each.Letters), true, mine.Count, row.Due, row.Received, row.Valid, new TransmissionCount(row.Due, row.Received, row.Valid).Product,
                    row.DueThen is { } due ? new TransmissionCount(due, row.ReceivedThen ?? 0, row.ValidThen ?? 0).Product : null));
            else if ((await count.Of(day, [outletId], day, BeijingTime.ClockOf(db.Now), stop)).FirstOrDefault() is { } open)
            {
                var sum = open.Factors.Aggregate(default(TransmissionCount), (total, each) => total + each.Completed);
                days.Add(new(day, open.Factors.ToDictionary(each => each.Factor, each => each.Letters), false, 0, sum.Due, sum.Received, sum.Valid, sum.Product, null));
            }
        }
        var codes = days.SelectMany(day => day.Letters.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        return TypedResults.Ok(new Calendar(outletId, $"{outlet.Code} {outlet.Name}", outlet.EnterpriseId, outlet.EnterpriseName, gather.StationsOf(outletId, end) is [var station, ..] ? station.MonitorId : null, first,
            [.. codes.Select(code => new FactorChoice(code, book.FactorOn(code, end)?.Name ?? code))], days,
            [.. DueCell.All.OrderBy(cell => cell.State).ThenBy(cell => cell.Letter).Select(cell => new Word(cell.Letter.ToString(), cell.State, cell.Word))]));
    }

    private static async Task<Results<Ok<HourView>, ProblemHttpResult>> Hour(string outletId, DateTimeOffset at, MonitoringDb db, CountDays count, GatherHours gather, ISources sources, IReadings readings, ExplainGaps explain, Rulebook book, CancellationToken stop)
    {
        var clock = BeijingTime.ClockOf(at);
        (clock, var day) = (clock.Date.AddHours(clock.Hour), DateOnly.FromDateTime(clock));
        if (await sources.DutiesOf(outletId, day, stop) is not { } duties) return Problems.NotFound();
        var letters = await db.DayTransmissions.AsNoTracking().FirstOrDefaultAsync(row => row.OutletId == outletId && row.Day == day && row.SupersededAt == null, stop) is { } kept
            ? kept.Factors().ToDictionary(each => each.Factor, each => each.Letters)
            : (await count.Of(day, [outletId], day, BeijingTime.ClockOf(db.Now), stop)).FirstOrDefault()?.Factors.ToDictionary(each => each.Factor, each => each.Letters) ?? [];
        var stations = gather.StationsOf(outletId, day);
        var came = stations.SelectMany(station => readings.Of(station.Mn, PeriodKind.Hour, BeijingTime.InstantOf(clock), BeijingTime.InstantOf(clock.AddHours(1)))).ToList();
        var cells = letters.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each =>
        {
            var cell = DueCell.Of(each.Value[clock.Hour]);
            var (reading, value) = came.Select(reading => (reading, Value: reading.Find(each.Key))).FirstOrDefault(pair => pair.Value is not null);
            return new HourCell(each.Key, book.FactorOn(each.Key, day)?.Name ?? each.Key, cell.State, cell.Word, value?.Value, duties.Factors.FirstOrDefault(factor => factor.Code == each.Key)?.Unit,
                value?.Flag.ToString(), value?.ReceivedAt, value?.RawPacketId.ToString(System.Globalization.CultureInfo.InvariantCulture), reading?.Revision ?? 0);
        }).ToList();
        var cause = cells.Exists(cell => cell.State == DueState.Missing) ? await explain.Of(outletId, clock, 1, stop) : null;
        return TypedResults.Ok(new HourView(BeijingTime.InstantOf(clock), cells, cause?.Code, cause?.Text, stations.Count > 0 ? stations[0].MonitorId : null, stations.Count > 0 ? stations[0].Name : null));
    }

    private static async Task<Results<Ok<IReadOnlyList<CountLine>>, ProblemHttpResult>> Counts(string outletId, DateOnly day, MonitoringDb db, ISources sources, CancellationToken stop)
    {
        if (await sources.Outlet(outletId, stop) is null) return Problems.NotFound();
        var rows = await db.DayTransmissions.AsNoTracking().Where(row => row.OutletId == outletId && row.Day == day).OrderByDescending(row => row.CountedAt).ToListAsync(stop);
        return TypedResults.Ok<IReadOnlyList<CountLine>>([.. rows.Select(row => new CountLine(row.CountedAt, row.Why, row.Due, row.Received, row.Valid, row.SupersededAt))]);
    }
}
