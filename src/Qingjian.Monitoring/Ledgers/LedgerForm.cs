using Qingjian.Judgement;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Monitoring.Ledgers;

/// <summary>Refuses what cannot be a ledger row.</summary>
internal static class LedgerForm
{
    private const int MostDaysBack = 400, LongestNote = 500, LongestReason = 500;
    private const decimal MostCoal = 100_000m, MostSulfur = 10m, MostWater = 10_000_000m, MostDemand = 100_000m;

    /// <summary>Pure: what is wrong; null when nothing is.</summary>
    /// <param name="duties">The outlet on the day.</param>
    /// <param name="figures">What is entered.</param>
    /// <param name="note">Remarks.</param>
    /// <param name="today">Beijing day of now.</param>
    public static Refusal? Fault(OutletDuties duties, LedgerFigures figures, string? note, DateOnly today)
    {
        if (duties.Day >= today) return Refusal.OfField("ledger-day", "day", "台账按日填报，请在当日结束后填写。");
        if (duties.Day < today.AddDays(-MostDaysBack)) return Refusal.OfField("ledger-old", "day", $"只填报最近{MostDaysBack}天的台账。");
        if (note?.Length > LongestNote) return Refusal.OfField("ledger-note", "note", $"备注不超过{LongestNote}字。");
        return duties.Outlet.Medium == Medium.Air ? Gas(duties, figures) : Water(duties, figures);
    }

    /// <summary>Why a row is corrected.</summary>
    public static Refusal? ReasonFault(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Trim().Length < 5 ? Refusal.OfField("reason-missing", "reason", "请写明更正的理由，至少5个字，例如：化验室复核了入炉煤全硫分。")
        : reason.Length > LongestReason ? Refusal.OfField("reason-too-long", "reason", $"理由不超过{LongestReason}字。") : null;

    private static Refusal? Gas(OutletDuties duties, LedgerFigures figures)
    {
        if (!Measures(duties, Balances.SulfurDioxide)) return Refusal.OfField("ledger-outlet", "outletId", "该排放口不监测二氧化硫，不需要填报燃煤台账。");
        if (figures is not { WaterIn: null, DemandIn: null }) return Refusal.OfField("ledger-medium", "waterIn", "废气排放口填报燃煤量、全硫分和脱硫效率，不填进水。");
        if (figures.CoalTonnes is not (>= 0 and <= MostCoal)) return Refusal.OfField("ledger-coal", "coalTonnes", $"请填写当日燃煤量，0至{MostCoal:0}吨；当日未燃煤的填0。");
        if (figures.CoalTonnes == 0 && figures is { SulfurPercent: null, EfficiencyPercent: null }) return null;
        if (figures.SulfurPercent is not (> 0 and <= MostSulfur)) return Refusal.OfField("ledger-sulfur", "sulfurPercent", $"请填写入炉煤收到基全硫分，大于0、不超过{MostSulfur:0}（%）。");
        return figures.EfficiencyPercent is not (>= 0 and < 100) ? Refusal.OfField("ledger-efficiency", "efficiencyPercent", "请填写脱硫效率，0至100之间、小于100（%）；没有脱硫的填0。") : null;
    }

    private static Refusal? Water(OutletDuties duties, LedgerFigures figures)
    {
        if (!Measures(duties, Balances.Demand) && !Measures(duties, Balances.WaterFlow)) return Refusal.OfField("ledger-outlet", "outletId", "该排放口不监测化学需氧量和流量，不需要填报进水台账。");
        if (figures is not { CoalTonnes: null, SulfurPercent: null, EfficiencyPercent: null }) return Refusal.OfField("ledger-medium", "coalTonnes", "废水排放口填报进水量和进水化学需氧量，不填燃煤。");
        if (figures is { WaterIn: null, DemandIn: null }) return Refusal.OfField("ledger-empty", "waterIn", "请至少填写进水量、进水化学需氧量中的一项。");
        if (figures.WaterIn is < 0 or > MostWater) return Refusal.OfField("ledger-water", "waterIn", $"进水量在0至{MostWater:0}立方米之间。");
        return figures.DemandIn is < 0 or > MostDemand ? Refusal.OfField("ledger-demand", "demandIn", $"进水化学需氧量在0至{MostDemand:0} mg/L之间。") : null;
    }

    private static bool Measures(OutletDuties duties, string code) => duties.Factors.Any(factor => factor.Code == code);
}
