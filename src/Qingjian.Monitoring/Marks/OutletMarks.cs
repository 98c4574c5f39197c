using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Incineration;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>What marking needs to know of an outlet on a day.</summary>
/// <param name="Duties">The outlet, its factors and standards.</param>
/// <param name="Catalogue">The kinds of marks of its industry.</param>
internal sealed record MarkedOutlet(OutletDuties Duties, MarkCatalogue Catalogue)
{
    public SourceOutlet Outlet => Duties.Outlet;
    public string OutletName => $"{Outlet.Code} {Outlet.Name}";
    public IReadOnlyList<string> Factors => [.. Duties.Factors.Select(factor => factor.Code)];
}

/// <summary>Finds outlets and their marks for the present caller.</summary>
internal sealed class OutletMarks(MonitoringDb db, Rulebook book, ISources sources, VisibleStations stations, MarkSamples samples, FurnaceYears furnaces)
{
    /// <summary>An outlet by id, or by the MN of the logger that speaks for it; null when missing or foreign.</summary>
    public async Task<MarkedOutlet?> Find(string? outletId, string? mn, DateOnly day, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(outletId) && !string.IsNullOrEmpty(mn)) outletId = stations.OfMn(mn)?.Bindings.FirstOrDefault(binding => binding.Holds(day))?.OutletId;
        if (string.IsNullOrEmpty(outletId) || await sources.DutiesOf(outletId, day, stop) is not { } duties) return null;
        return Of(duties) is { } catalogue ? new(duties, catalogue) : null;
    }

    /// <summary>The marks an outlet may be given on the day of its duties.</summary>
    public MarkCatalogue? Of(OutletDuties duties) => book.MarksOn([.. duties.Standards.Select(standard => standard.StandardNo)], duties.Day);

    /// <summary>Marks that take effect, touching a stretch.</summary>
    public Task<List<Mark>> Standing(string outletId, DateTimeOffset from, DateTimeOffset to, CancellationToken stop) =>
        db.Marks.Where(mark => mark.OutletId == outletId && mark.State == MarkState.Standing && mark.FromAt < to && mark.ToAt > from).OrderBy(mark => mark.FromAt).ThenBy(mark => mark.Id).ToListAsync(stop);

    /// <summary>What does not fit about a mark: among the others, and against the data that are here.</summary>
    public async Task<IReadOnlyList<MarkDoubt>> Doubts(Mark mark, MarkedOutlet outlet, CancellationToken stop)
    {
        if (book.MarkChecksOn(BeijingTime.DayOf(mark.FromAt)) is not { } checks || outlet.Catalogue.Find(mark.Kind) is not { } kind) return [];
        var near = (await Standing(mark.OutletId, mark.FromAt.AddDays(-10), mark.ToAt.AddDays(10), stop)).Where(other => other.Id != mark.Replaces).Select(other => other.Placed);
        return [.. MarkOrder.Doubts(mark.Placed, near, outlet.Catalogue, checks), .. samples.Against(mark, kind, outlet.Duties, checks), .. await Quota(mark, outlet, checks, stop)];
    }

    private async Task<IReadOnlyList<MarkDoubt>> Quota(Mark mark, MarkedOutlet outlet, MarkChecks checks, CancellationToken stop)
    {
        var day = BeijingTime.DayOf(mark.ToAt.AddTicks(-1));
        if (outlet.Catalogue.Incineration is not { } kind || book.IncinerationOn(kind, day) is not { } rule
            || FurnaceYears.CodeOf(outlet.Catalogue, mark.Kind) is not { } code || rule.Kind(code)?.Account is null) return [];
        var others = (await Standing(mark.OutletId, BeijingTime.StartOf(new(day.Year, 1, 1)), BeijingTime.StartOf(day.AddDays(1)), stop)).Where(other => other.Id != mark.Id && other.Id != mark.Replaces).ToList();
        FurnaceYear Year(IEnumerable<Mark> marks) => furnaces.Of(mark.OutletId, marks, outlet.Catalogue, rule, day);
        return FullQuota.Of(mark.Placed, Year(others), Year([.. others, mark]), checks) is { } doubt ? [doubt] : [];
    }

    /// <summary>What the supervision rules hear of a mark that was made or changed now.</summary>
    public Act Events(Act act, Mark mark, MarkedOutlet outlet)
    {
        var kind = outlet.Catalogue.Find(mark.Kind);
        var longest = kind?.EventHours ?? (mark.Kind == "device-fault" ? book.MarkChecksOn(BeijingTime.DayOf(mark.FromAt))?.Find("device-long")?.Threshold : null);
        var shares = outlet.Catalogue.Incineration is { } rule ? book.IncinerationOn(rule, BeijingTime.DayOf(mark.FromAt))?.QuotaWarn : null;
        return act.Doubted(mark, mark.Doubts, db.Now, outlet.Catalogue.Rule.Trust, book.TriggersOn(BeijingTime.DayOf(db.Now))).Lasting(mark, longest, shares?.Where(share => share < 1).DefaultIfEmpty(1).Max() ?? 1, db.Now, outlet.Catalogue.Rule.Trust);
    }
}
