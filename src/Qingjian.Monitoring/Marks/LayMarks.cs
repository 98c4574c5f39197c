using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Quality;
using Qingjian.Monitoring.Incineration;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>Lays the marks that hold over the hours to be judged: one condition at a time, allowances kept, an incinerator's accounts reckoned from the beginning of the year.</summary>
internal sealed class LayMarks(MonitoringDb db, Rulebook book, ISources sources, FurnaceYears furnaces, LayOutOfControl control)
{
    /// <summary>By outlet; an outlet without a mark on the day is left out.</summary>
    public Task<Dictionary<string, LaidMarks>> Over(IReadOnlyCollection<string> outlets, DateOnly day, CancellationToken stop) => Over(outlets, day, book, day, stop);

    /// <summary>The same by the rules of another book, as they stand on another day.</summary>
    public async Task<Dictionary<string, LaidMarks>> Over(IReadOnlyCollection<string> outlets, DateOnly day, Rulebook by, DateOnly rulesOf, CancellationToken stop)
    {
        var (from, to) = (BeijingTime.StartOf(day), BeijingTime.StartOf(day.AddDays(1)));
        var touching = await db.Marks.AsNoTracking().Where(mark => outlets.Contains(mark.OutletId) && mark.State == MarkState.Standing && mark.FromAt < to && mark.ToAt > from)
            .OrderBy(mark => mark.FromAt).ThenBy(mark => mark.Id).ToListAsync(stop);
        var laid = new Dictionary<string, LaidMarks>();
        foreach (var group in touching.GroupBy(mark => mark.OutletId))
            laid[group.Key] = await Lay(group.Key, [.. group], day, by, rulesOf, stop);
        await control.Over(laid, outlets, day, by, rulesOf, stop);
        return laid;
    }

    private async Task<LaidMarks> Lay(string outletId, List<Mark> marks, DateOnly day, Rulebook by, DateOnly rulesOf, CancellationToken stop)
    {
        if (await sources.DutiesOf(outletId, day, stop) is not { } duties || by.MarksOn([.. duties.Standards.Select(standard => standard.StandardNo)], rulesOf) is not { } catalogue) return Plain(marks, null);
        var rule = catalogue.Incineration is { } kind ? by.IncinerationOn(kind, rulesOf) : null;
        // Accounts and allowances run over the year: then all its marks are looked at, not only those of the day.
        if (rule is not null || marks.Exists(mark => catalogue.Find(mark.Kind)?.Quota is not null))
        {
            var (first, next) = (BeijingTime.StartOf(new(day.Year, 1, 1)), BeijingTime.StartOf(day.AddDays(1)));
            marks = await db.Marks.AsNoTracking().Where(mark => mark.OutletId == outletId && mark.State == MarkState.Standing && mark.FromAt < next && mark.ToAt > first).ToListAsync(stop);
        }
        return rule is null ? Plain(marks, catalogue) : Furnace(outletId, marks, catalogue, rule, day);
    }

    // What the incineration rule knows goes through its accounts; other device marks act as everywhere.
    private LaidMarks Furnace(string outletId, List<Mark> marks, MarkCatalogue catalogue, IncinerationRule rule, DateOnly day)
    {
        var own = marks.Where(mark => FurnaceYears.CodeOf(catalogue, mark.Kind) is not { } code || rule.Kind(code) is null).ToList();
        var leftOut = marks.Where(mark => FurnaceYears.CodeOf(catalogue, mark.Kind) is { } code && rule.Kind(code) is { Effect: FurnaceEffect.LeftOut }).Select(mark => mark.Placed).ToList();
        return new(Pieces(own, catalogue), furnaces.Of(outletId, marks, catalogue, rule, day), leftOut, Latest(marks), cut => Furnace(outletId, marks.FindAll(mark => mark.AcceptedAt <= cut), catalogue, rule, day));
    }

    private static LaidMarks Plain(List<Mark> marks, MarkCatalogue? catalogue) => new(Pieces(marks, catalogue), null, [], Latest(marks), cut => Plain(marks.FindAll(mark => mark.AcceptedAt <= cut), catalogue));

    private static DateTimeOffset Latest(List<Mark> marks) => marks.Count == 0 ? DateTimeOffset.MinValue : marks.Max(mark => mark.AcceptedAt);

    private static List<LaidMark> Pieces(List<Mark> marks, MarkCatalogue? catalogue)
    {
        var byId = marks.ToDictionary(mark => mark.Id);
        IReadOnlyList<PlacedMark> pieces = [.. marks.Select(mark => mark.Placed)];
        if (catalogue is not null) pieces = MarksInForce.Granted(MarksInForce.Of(pieces, catalogue), catalogue);
        return [.. pieces.Where(piece => byId[piece.Id].Effect is not null).Select(piece => new LaidMark(piece, byId[piece.Id].Name, byId[piece.Id].Effect!.Value, catalogue?.Find(piece.Code)?.Factors ?? []))];
    }
}
