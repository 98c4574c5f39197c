using System.Globalization;

namespace Qingjian.Judgement;

/// <summary>What an order demands.</summary>
public enum ControlMeasure
{
    /// <summary>停产.</summary>
    Stop = 1,
    /// <summary>限产 to a share of the baseline.</summary>
    Limit = 2,
}

/// <summary>How far an order was carried out.</summary>
public enum ControlResult
{
    /// <summary>已执行.</summary>
    Executed = 1,
    /// <summary>部分执行.</summary>
    Partly = 2,
    /// <summary>未执行.</summary>
    NotExecuted = 3,
    /// <summary>数据不足: too little came, and what came is within what is allowed.</summary>
    Insufficient = 4,
    /// <summary>无基准: too few normal days before.</summary>
    NoBaseline = 5,
}

/// <summary>One day of one enterprise under an order.</summary>
/// <param name="Result">How far it was carried out.</param>
/// <param name="AllowedKwh">What was allowed in the hours of the order; null without baseline.</param>
/// <param name="Say">Chinese, with numbers.</param>
public sealed record ControlFinding(ControlResult Result, decimal? AllowedKwh, string Say)
{
    /// <summary>More was used than the order and its tolerance allow.</summary>
    public bool Breach => Result is ControlResult.Partly or ControlResult.NotExecuted;
}

/// <summary>Holds the electricity of production against an ordered stop or limit (停限产核查).</summary>
public static class AssessControl
{
    /// <summary>Assesses one day.</summary>
    /// <param name="measure">Stop or limit.</param>
    /// <param name="limit">Share of the baseline that a limited plant may use, 0 to 1; ignored for a stop.</param>
    /// <param name="baseline">kWh a day; null when there is none.</param>
    /// <param name="used">In the hours of the order on this day.</param>
    /// <param name="hours">Hours of the day under the order, above 0, at most 24.</param>
    /// <param name="rule">In force.</param>
    public static ControlFinding Day(ControlMeasure measure, decimal limit, decimal? baseline, Energy used, decimal hours, ElectricityRule rule)
    {
        if (baseline is not { } whole || whole <= 0) return new(ControlResult.NoBaseline, null, $"用电{Show(used.Kwh)}千瓦时；此前正常生产日不足，没有基准，不作认定");
        var usual = whole * hours / 24m;
        var allowed = decimal.Round(measure == ControlMeasure.Stop ? rule.StopShare * usual : (limit + rule.LimitTolerance) * usual, 1);
        var demand = measure == ControlMeasure.Stop ? $"停产，允许不超过基准的{Percent(rule.StopShare)}" : $"限产至{Percent(limit)}，另允许{Percent(rule.LimitTolerance)}误差";
        var within = hours < 24 ? $"{hours:0.#}小时内" : "当日";
        var say = $"{within}用电{Show(used.Kwh)}千瓦时，为基准{Show(usual)}千瓦时的{Percent(used.Kwh / usual)}；{demand}（{Show(allowed)}千瓦时）";
        if (used.Kwh <= allowed) return used.Covered < rule.CoveredShare ? new(ControlResult.Insufficient, allowed, $"{say}；数据只覆盖{Percent(used.Covered)}，不作认定") : new(ControlResult.Executed, allowed, $"{say}，已执行");
        var reduced = usual > allowed ? (usual - used.Kwh) / (usual - allowed) : 0;
        return reduced >= rule.PartlyShare
            ? new(ControlResult.Partly, allowed, $"{say}，完成应压减量的{Percent(reduced)}，部分执行")
            : new(ControlResult.NotExecuted, allowed, $"{say}，{(reduced > 0 ? $"只完成应压减量的{Percent(reduced)}" : "没有压减")}，未执行");
    }

    /// <summary>The whole order, from its days; null while no day can be assessed.</summary>
    public static ControlResult? Whole(IEnumerable<ControlResult> days)
    {
        var decided = days.Where(day => day is ControlResult.Executed or ControlResult.Partly or ControlResult.NotExecuted).Distinct().ToList();
        return decided.Count switch { 0 => null, 1 => decided[0], _ => ControlResult.Partly };
    }

    private static string Show(decimal number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Percent(decimal share) => $"{(share * 100).ToString("0.#", CultureInfo.InvariantCulture)}%";
}
