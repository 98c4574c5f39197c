using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>标记台: what may be marked on an outlet and day, until when, and what is marked already. The values come from the readings' own series.</summary>
internal static class ShowDesk
{
    internal sealed record OutletChoice(string OutletId, string Outlet, string EnterpriseId, string Enterprise, string Mn);

    internal sealed record FactorWord(string Code, string Name);

    internal sealed record Kind(
        string Code, string Name, MarkLevel Level, MarkEffect? Effect, int? QuotaHours, AccountPeriod? QuotaPeriod, int? EventHours, bool ProofNeeded, bool ReviewNeeded, IReadOnlyList<string> Factors,
        IReadOnlyList<string> After, string Meaning);

    /// <param name="DueAt">Until when the day is marked in time.</param>
    /// <param name="Late">That is past.</param>
    /// <param name="LatestAt">How far a mark may reach now.</param>
    internal sealed record Desk(
        string OutletId, string OutletName, string EnterpriseId, string EnterpriseName, DateOnly Day, string Industry, string IndustryName, string RuleTitle, string RuleDocument, Trust Trust,
        DateTimeOffset DueAt, bool Late, DateTimeOffset LatestAt, IReadOnlyList<FactorWord> Factors, IReadOnlyList<Kind> Kinds, IReadOnlyList<MarkView> Marks, bool MayMark);

    public static void Map(RouteGroupBuilder marks)
    {
        marks.MapGet("/desk", Handle).Requires(Duty.ReadReadings);
        marks.MapGet("/outlets", Outlets).Requires(Duty.ReadReadings);
    }

    private static Ok<List<OutletChoice>> Outlets(VisibleStations stations, TimeProvider clock, string? q = null)
    {
        var day = BeijingTime.DayOf(clock.GetUtcNow());
        var words = q?.Trim() ?? "";
        return TypedResults.Ok(stations.All.SelectMany(station => station.Bindings.Where(binding => binding.Holds(day))
                .Select(binding => new OutletChoice(binding.OutletId, $"{binding.OutletCode} {binding.OutletName}", station.EnterpriseId, station.EnterpriseName, station.Mn)))
            .Where(each => words.Length == 0 || each.Enterprise.Contains(words, StringComparison.OrdinalIgnoreCase) || each.Outlet.Contains(words, StringComparison.OrdinalIgnoreCase) || each.Mn.Contains(words, StringComparison.OrdinalIgnoreCase))
            .OrderBy(each => each.Enterprise, StringComparer.Ordinal).ThenBy(each => each.Outlet, StringComparer.Ordinal).DistinctBy(each => each.OutletId).Take(200).ToList());
    }

    private static async Task<Results<Ok<Desk>, ProblemHttpResult>> Handle(string outletId, MonitoringDb db, OutletMarks outlets, CancellationToken stop, DateOnly? day = null)
    {
        var wanted = day ?? BeijingTime.DayOf(db.Now);
        if (await outlets.Find(outletId, null, wanted, stop) is not { } found) return Problems.NotFound();
        var (from, to) = (BeijingTime.StartOf(wanted), BeijingTime.StartOf(wanted.AddDays(1)));
        var marks = await db.Marks.AsNoTracking().Where(mark => mark.OutletId == outletId && mark.FromAt < to && mark.ToAt > from).OrderBy(mark => mark.FromAt).ThenBy(mark => mark.MadeAt).ToListAsync(stop);
        var (catalogue, due) = (found.Catalogue, BeijingTime.InstantOf(found.Catalogue.DueFor(wanted)));
        return TypedResults.Ok(new Desk(
            outletId, found.OutletName, found.Outlet.EnterpriseId, found.Outlet.EnterpriseName, wanted, catalogue.Industry, catalogue.Name, catalogue.Rule.Title, catalogue.Rule.Document, catalogue.Rule.Trust,
            due, db.Now > due, db.Now.AddMinutes(catalogue.FutureMinutes), [.. found.Factors.Select(code => new FactorWord(code, ReadSource.NameOf(code)))],
            [.. catalogue.Marks.Select(mark => new Kind(mark.Code, mark.Name, mark.Level, mark.Effect, mark.Quota?.Hours, mark.Quota?.Period, mark.EventHours, mark.ProofNeeded, mark.ReviewNeeded, mark.Factors,
                [.. mark.After.Select(code => catalogue.Find(code)?.Name ?? "正常运行")], mark.Meaning))],
            [.. marks.Select(mark => MarkView.Of(mark, db.Caller))], db.Caller.May(Duty.MarkData)));
    }
}
