using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>Raises a clue when an exceedance was upheld. One order raises one clue of a kind, however often the fact is told.</summary>
internal sealed class RaiseClueFromExceedance(MattersDb db, ISources sources, EnterClue entry) : IHear<ExceedanceUpheld>
{
    public async Task Hear(ExceedanceUpheld fact, CancellationToken stop)
    {
        const string kind = "order_upheld";
        if (await db.Clues.AnyAsync(c => c.OrderId == fact.OrderId && c.SourceSubcode == kind, stop)) return;
        var what = await Raised.From(sources, fact.EnterpriseId, fact.OutletId, fact.Division, stop);
        await entry.Enter(what with
        {
            SourceSubcode = kind,
            FoundAt = db.Now,
            OrderId = fact.OrderId,
            OrderNumber = fact.OrderNumber,
            VerdictIds = fact.VerdictIds,
            Content = fact.Summary,
            FactorCode = fact.FactorCode,
            FactFrom = fact.From,
            FactTo = fact.To,
            FactValue = fact.Value,
            FactLimit = fact.Limit,
        }, stop);
    }
}

/// <summary>Raises a clue when an order stayed unanswered beyond its last level.</summary>
internal sealed class RaiseClueFromUnanswered(MattersDb db, ISources sources, EnterClue entry) : IHear<OrderUnanswered>
{
    public async Task Hear(OrderUnanswered fact, CancellationToken stop)
    {
        const string kind = "order_unanswered";
        if (await db.Clues.AnyAsync(c => c.OrderId == fact.OrderId && c.SourceSubcode == kind, stop)) return;
        var what = await Raised.From(sources, fact.EnterpriseId, fact.OutletId, fact.Division, stop);
        await entry.Enter(what with
        {
            SourceSubcode = kind,
            FoundAt = db.Now,
            OrderId = fact.OrderId,
            OrderNumber = fact.OrderNumber,
            VerdictIds = fact.VerdictIds,
            Content = fact.Summary,
        }, stop);
    }
}

/// <summary>Raises a clue when the checks of data found enough at an outlet; the table of evidence goes with it.</summary>
internal sealed class RaiseClueFromAnomaly(MattersDb db, ISources sources, EnterClue entry) : IHear<AnomalySuspected>
{
    public async Task Hear(AnomalySuspected fact, CancellationToken stop)
    {
        const string kind = "model";
        if (await db.Clues.AnyAsync(c => c.OutletId == fact.OutletId && c.SourceSubcode == kind && c.FactFrom == fact.From && c.FactTo == fact.To, stop)) return;
        var what = await Raised.From(sources, fact.EnterpriseId, fact.OutletId, fact.Division, stop);
        await entry.Enter(what with
        {
            SourceSubcode = kind,
            FoundAt = db.Now,
            Content = fact.Summary,
            FactFrom = fact.From,
            FactTo = fact.To,
            FileIds = fact.FileId is { } file ? [file] : [],
        }, stop);
    }
}

/// <summary>Raises a clue when electricity shows treatment off while production ran, or production against an ordered stop (用电监控).</summary>
internal sealed class RaiseClueFromElectricity(MattersDb db, ISources sources, EnterClue entry) : IHear<ElectricityBreach>
{
    public async Task Hear(ElectricityBreach fact, CancellationToken stop)
    {
        var what = await Raised.From(sources, fact.EnterpriseId, "", fact.Division, stop);
        await entry.Enter(what with { SourceSubcode = "model", FoundAt = db.Now, OutletId = null, Content = fact.Summary, FactFrom = fact.From, FactTo = fact.To }, stop);
    }
}

internal static class Raised
{
    /// <summary>The target of a clue that a supervision order gave, as the registry knows it.</summary>
    public static async Task<NewClue> From(ISources sources, string enterpriseId, string outletId, string division, CancellationToken stop)
    {
        var enterprise = await sources.Enterprise(enterpriseId, stop);
        var outlet = await sources.Outlet(outletId, stop);
        return new NewClue
        {
            SourceCode = "auto_monitoring",
            FoundAt = default,
            EnterpriseId = enterpriseId,
            OutletId = outletId,
            OutletName = outlet is null ? null : $"{outlet.Code} {outlet.Name}",
            Target = enterprise?.Name ?? "未登记的排污单位",
            Division = enterprise?.Division ?? division,
            Place = Place(enterprise, outlet),
            Element = outlet?.Medium switch { Medium.Water => "water", Medium.Air => "air", _ => "other" },
            Content = "",
        };
    }

    public static string Place(SourceEnterprise? enterprise, SourceOutlet? outlet) =>
        $"{(string.IsNullOrWhiteSpace(enterprise?.Address) ? enterprise?.DivisionName : enterprise.Address)} {outlet?.Name}".Trim() is { Length: > 0 } place ? place : "地点未登记";
}
