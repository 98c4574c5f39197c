using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Ledgers;

/// <summary>What went in on a day, as entered.</summary>
/// <param name="CoalTonnes">燃煤量, t.</param>
/// <param name="SulfurPercent">Total sulfur of the coal as received, mass fraction in %.</param>
/// <param name="EfficiencyPercent">脱硫效率, %.</param>
/// <param name="WaterIn">进水量, m³.</param>
/// <param name="DemandIn">Inlet COD, mg/L, mean of the day.</param>
internal sealed record LedgerFigures(decimal? CoalTonnes = null, decimal? SulfurPercent = null, decimal? EfficiencyPercent = null, decimal? WaterIn = null, decimal? DemandIn = null)
{
    /// <summary>Chinese, e.g. 燃煤量500 t，全硫分0.8%，脱硫效率96%.</summary>
    public string InChinese => string.Join('，', new[] { Say("燃煤量", CoalTonnes, " t"), Say("全硫分", SulfurPercent, "%"), Say("脱硫效率", EfficiencyPercent, "%"), Say("进水量", WaterIn, " m³"), Say("进水化学需氧量", DemandIn, " mg/L") }.OfType<string>());

    private static string? Say(string name, decimal? value, string unit) => value is { } known ? FormattableString.Invariant($"{name}{known:0.####}{unit}") : null;
}

/// <summary>台账 of one outlet and Beijing day. Never changed but for the moment a correction took its place.</summary>
internal sealed class LedgerDay : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public long Version { get; set; }
    public required string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public required string OutletName { get; init; }
    public Medium Medium { get; init; }
    public DateOnly Day { get; init; }
    public decimal? CoalTonnes { get; init; }
    public decimal? SulfurPercent { get; init; }
    public decimal? EfficiencyPercent { get; init; }
    public decimal? WaterIn { get; init; }
    public decimal? DemandIn { get; init; }
    public string Note { get; init; } = "";
    public required string MadeBy { get; init; }
    public required string MadePost { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    /// <summary>Why it was corrected; null for the first entry.</summary>
    public string? Reason { get; init; }
    /// <summary>The row it took the place of.</summary>
    public string? Replaces { get; init; }
    public DateTimeOffset? SupersededAt { get; set; }

    public LedgerFigures Figures => new(CoalTonnes, SulfurPercent, EfficiencyPercent, WaterIn, DemandIn);
}

/// <summary>进水口 of a water outlet from a day on.</summary>
internal sealed class Inlet : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string OutletId { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public DateOnly FromOn { get; init; }
    /// <summary>Logger of the same enterprise; null where there is none from this day on.</summary>
    public string? Mn { get; init; }
    public string Note { get; init; } = "";
    public required string SetBy { get; init; }
    public DateTimeOffset SetAt { get; init; }
    public DateTimeOffset? SupersededAt { get; set; }
}

/// <summary>What a balance came to.</summary>
internal enum BalanceState
{
    /// <summary>相符.</summary>
    Agrees = 1,
    /// <summary>不符: a finding (P19) says so.</summary>
    Differs = 2,
    /// <summary>未能衡算: something is missing.</summary>
    Unknown = 3,
}

/// <summary>物料衡算 of one outlet and day. Never changed but for the moment a newer one took its place.</summary>
internal sealed class BalanceDay : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public required string OutletName { get; init; }
    public Medium Medium { get; init; }
    public DateOnly Day { get; init; }
    public BalanceState State { get; init; }
    /// <summary>SO2 that should have left, kg.</summary>
    public decimal? Expected { get; init; }
    /// <summary>SO2 emitted, measured and substituted, kg.</summary>
    public decimal? Emitted { get; init; }
    public decimal? DemandIn { get; init; }
    public decimal? DemandOut { get; init; }
    public decimal? WaterIn { get; init; }
    public decimal? WaterOut { get; init; }
    /// <summary>Emitted ÷ expected SO2, or outlet ÷ inlet water.</summary>
    public decimal? Ratio { get; init; }
    /// <summary>The arithmetic, or what is missing; Chinese.</summary>
    public required string Say { get; init; }
    public string? LedgerId { get; init; }
    /// <summary>Digest of the law file.</summary>
    public required string Rule { get; init; }
    public DateTimeOffset CountedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; set; }

    public bool SameAs(BalanceDay other) => (State, Say, LedgerId, Rule) == (other.State, other.Say, other.LedgerId, other.Rule);
}

/// <summary>How ledgers and balances lie in the tables.</summary>
internal static class LedgerTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<LedgerDay>().Ignore(row => row.Figures);
        model.Entity<Inlet>();
        model.Entity<BalanceDay>();
    }
}
