using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Marks;
using Qingjian.Monitoring.Readings;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Incineration;

/// <summary>Reckons the hours and accounts of a furnace from its marks and its hourly particulate means, from the beginning of the year to the end of a day.</summary>
internal sealed class FurnaceYears(MonitoringDb db, ReadSource read)
{
    /// <summary>The mark of the incineration rule that a kind of the catalogue counts as; null for none.</summary>
    public static string? CodeOf(MarkCatalogue catalogue, string kind) => catalogue.Find(kind) is not { } found ? null : found.CountsAs ?? found.Code;

    /// <summary>The year up to the end of <paramref name="day"/>.</summary>
    public async Task<FurnaceYear> Of(string outletId, MarkCatalogue catalogue, IncinerationRule rule, DateOnly day, CancellationToken stop)
    {
        var (from, to) = (BeijingTime.StartOf(new(day.Year, 1, 1)), BeijingTime.StartOf(day.AddDays(1)));
        var marks = await db.Marks.AsNoTracking().Where(mark => mark.OutletId == outletId && mark.State == MarkState.Standing && mark.FromAt < to && mark.ToAt > from).ToListAsync(stop);
        return Of(outletId, marks, catalogue, rule, day);
    }

    /// <summary>The same from marks at hand.</summary>
    public FurnaceYear Of(string outletId, IEnumerable<Mark> marks, MarkCatalogue catalogue, IncinerationRule rule, DateOnly day)
    {
        var (first, end) = (new DateTime(day.Year, 1, 1), day.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var placed = MarksInForce.Of(marks.Select(mark => mark.Placed), catalogue)
            .Select(mark => (mark, Code: CodeOf(catalogue, mark.Code))).Where(each => each.Code is not null && rule.Kind(each.Code) is not null)
            .Select(each => new FurnaceMark(each.Code!, each.mark.From < first ? first : each.mark.From, each.mark.To > end ? end : each.mark.To) { Reviewed = each.mark.Reviewed }).ToList();
        var dust = Dust(outletId, placed, rule);
        return FurnaceYear.Of(placed, hour => dust.TryGetValue(hour, out var value) ? value : null, rule);
    }

    // Only the hours of marks whose exemption hangs on it: at most some sixty a year.
    private Dictionary<DateTime, decimal> Dust(string outletId, List<FurnaceMark> marks, IncinerationRule rule)
    {
        var found = new Dictionary<DateTime, decimal>();
        var needed = marks.Where(mark => rule.Kind(mark.Code)?.Account?.ParticulateThrough is not null).ToList();
        if (needed.Count == 0 || read.Find(outletId, null) is not { } source) return found;
        foreach (var mark in needed)
            foreach (var row in read.Read(source, PeriodKind.Hour, BeijingTime.InstantOf(mark.From.AddHours(-1)), BeijingTime.InstantOf(mark.To)))
                if (row.Find(rule.Particulate) is { Flag: 'N' or 'T', Suspect: false } factor && (factor.Converted ?? factor.Value) is { } value)
                {
                    var clock = BeijingTime.ClockOf(row.Time);
                    found[clock.Date.AddHours(clock.Hour)] = value;
                }
        return found;
    }
}
