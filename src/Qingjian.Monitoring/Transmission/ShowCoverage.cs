using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Monitoring.Gateway;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Transmission;

/// <summary>重点排污单位联网全覆盖: how many key units must be connected, how many are, and their 传输有效率 by county or city.</summary>
internal static class ShowCoverage
{
    /// <summary>Tag of the registry that makes an enterprise a key unit.</summary>
    internal const string KeyUnit = "重点排污单位";

    /// <param name="Units">Key units that work.</param>
    /// <param name="Connected">Of them, those with a logger in use that has spoken.</param>
    /// <param name="Missing">Names of those not connected, at most 50.</param>
    internal sealed record AreaLine(string Division, string Name, int Units, int Connected, decimal? Coverage, int Outlets, int OutletsConnected, decimal? Product, decimal? ProductThen, IReadOnlyList<Unconnected> Missing);

    internal sealed record Unconnected(string EnterpriseId, string Name);

    internal sealed record Coverage(AreaLine Total, IReadOnlyList<AreaLine> Areas, DateOnly From, DateOnly To, decimal Target);

    public static void Map(RouteGroupBuilder transmission) => transmission.MapGet("/coverage", Handle).Requires(Duty.ReadReadings);

    private static async Task<Ok<Coverage>> Handle(
        [AsParameters] ListQuery query, MonitoringDb db, RateRows rates, ISources sources, IStations stations, LinkBoard links, IDivisions divisions, Rulebook book, CancellationToken stop, Word<RateLevel>? level = null)
    {
        var (from, to) = await ListRates.Period(query, db, stop);
        var prefix = DivisionScope.Prefix(query.Division ?? "");
        var firms = (await sources.AllEnterprises(stop)).Where(firm => firm.State == EnterpriseState.Operating && firm.Tags.Contains(KeyUnit) && firm.Division.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var today = BeijingTime.DayOf(db.Now);
        var speaking = stations.All.Where(station => station.State == MonitorState.Active && links.Find(station.Mn)?.LastPacketAt is not null).ToList();
        var firmsSpeaking = speaking.Select(station => station.EnterpriseId).ToHashSet(StringComparer.Ordinal);
        var outletsSpeaking = speaking.SelectMany(station => station.Bindings).Where(binding => binding.Holds(today)).Select(binding => binding.OutletId).ToHashSet(StringComparer.Ordinal);
        var ids = firms.Select(firm => firm.Id).ToHashSet(StringComparer.Ordinal);
        var outlets = (await sources.AllOutlets(stop)).Where(outlet => ids.Contains(outlet.EnterpriseId)).ToList();
        var sums = (await rates.Sums(from, to, query.Division, stop)).Where(sum => ids.Contains(sum.EnterpriseId)).ToList();
        var byCity = level is { Value: RateLevel.City };

        AreaLine Line(string division, string name, Func<string, bool> holds)
        {
            var units = firms.Where(firm => holds(firm.Division)).ToList();
            var (mine, row) = (outlets.Where(outlet => holds(outlet.Division)).ToList(), rates.Row(division, name, null, null, null, division, sums.Where(sum => holds(sum.Division)), 1m));
            var connected = units.Count(firm => firmsSpeaking.Contains(firm.Id));
            return new(division, name, units.Count, connected, units.Count == 0 ? null : (decimal)connected / units.Count, mine.Count, mine.Count(outlet => outletsSpeaking.Contains(outlet.Id)), row.Product, row.ProductThen,
                [.. units.Where(firm => !firmsSpeaking.Contains(firm.Id)).OrderBy(firm => firm.Name, StringComparer.Ordinal).Take(50).Select(firm => new Unconnected(firm.Id, firm.Name))]);
        }

        string Area(string division) => byCity ? division[..4] + "00" : division[..6];
        return TypedResults.Ok(new Coverage(Line("000000", "合计", _ => true),
            [.. firms.Select(firm => Area(firm.Division)).Distinct().Order(StringComparer.Ordinal).Select(area => Line(area, divisions.NameOf(area), division => Area(division) == area))], from, to, book.TransmissionOn(to)?.Target ?? 1m));
    }
}
