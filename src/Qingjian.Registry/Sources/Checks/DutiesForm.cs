using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources.Checks;

/// <summary>What an outlet measures and is held to, entered as one.</summary>
/// <param name="Factors">Factors in order.</param>
/// <param name="Standards">Emission standards with their days.</param>
/// <param name="Limits">Limits of this outlet alone with their days.</param>
/// <param name="Version">The outlet's version that was shown.</param>
internal sealed record DutiesForm(IReadOnlyList<OutletFactor> Factors, IReadOnlyList<AppliedStandard> Standards, IReadOnlyList<OwnLimit> Limits, long Version);

/// <summary>Checks factors, standards and limits of an outlet.</summary>
internal sealed class DutiesCheck(ISourceRules rules)
{
    public DutiesForm Check(DutiesForm form, Medium medium, FormCheck check)
    {
        var factors = form.Factors.Select((f, at) => Factor(f, $"factors[{at}]", medium, check)).ToList();
        foreach (var twice in factors.GroupBy(f => f.Code).Where(g => g.Count() > 1)) check.Fault("factors", $"因子{NameOf(twice.Key)}重复了。");
        var standards = form.Standards.Select((s, at) => Standard(s, $"standards[{at}]", medium, check)).ToList();
        var limits = form.Limits.Select((l, at) => Limit(l, $"limits[{at}]", factors, medium, check)).ToList();
        foreach (var group in limits.Select((l, at) => (l, at)).GroupBy(x => (x.l.Code, x.l.Period, x.l.Basis)))
            foreach (var (a, b) in group.SelectMany((a, i) => group.Skip(i + 1).Select(b => (a, b))))
                if (a.l.From <= (b.l.Until ?? DateOnly.MaxValue) && b.l.From <= (a.l.Until ?? DateOnly.MaxValue))
                    check.Fault($"limits[{b.at}].from", $"{NameOf(b.l.Code)}的两条限值在时间上重叠，请先给前一条填写终止日期。");
        return form with { Factors = factors, Standards = standards, Limits = limits };
    }

    /// <summary>Checks one limit against the outlet's factors; also used row by row by the import.</summary>
    public OwnLimit Limit(OwnLimit limit, string field, IReadOnlyCollection<OutletFactor> factors, Medium medium, FormCheck check)
    {
        var code = limit.Code.Trim();
        var unit = UnitText.Normalise(limit.Unit);
        var known = rules.Factor(code);
        if (code.Length == 0) check.Fault($"{field}.code", "请选择因子。");
        else if (known?.Medium is { } of && of != medium) check.Fault($"{field}.code", $"{known.Name}是{(of == Medium.Water ? "废水" : "废气")}因子，与排放口介质不符。");
        else
        {
            var factor = factors.FirstOrDefault(f => f.Code == code);
            var expected = factor?.Unit ?? known?.Unit;
            if (factor is null) check.Note($"{field}.code", $"该排放口还没有登记因子{NameOf(code)}。");
            if (expected is not null && !rules.AreComparable(unit, expected))
                check.Fault($"{field}.unit", $"限值单位“{Shown(limit.Unit)}”与{NameOf(code)}的单位“{Shown(expected)}”不能换算，请核对。");
        }
        if (limit.Lower is null && limit.Upper is null) check.Fault($"{field}.upper", "请填写限值。");
        if (limit.Upper <= 0) check.Fault($"{field}.upper", "限值应大于0。");
        if (limit.Lower is { } low && limit.Upper is { } high && low >= high) check.Fault($"{field}.lower", "下限应小于上限。");
        if (limit.Lower is not null && limit.Upper is null) check.Fault($"{field}.upper", "有下限时也要填写上限，如pH 6到9。");
        if (limit.Until is { } until && until < limit.From) check.Fault($"{field}.until", "终止日期早于起始日期。");
        var reference = check.Optional($"{field}.reference", "依据", limit.Reference, 200);
        if (reference.Length == 0) check.Fault($"{field}.reference", "请填写依据，如排污许可证编号或者文件号。");
        return limit with { Code = code, Unit = unit, Reference = reference };
    }

    private OutletFactor Factor(OutletFactor factor, string field, Medium medium, FormCheck check)
    {
        var code = factor.Code.Trim();
        var known = rules.Factor(code);
        if (code.Length is 0 or > 20) check.Fault($"{field}.code", "请选择因子。");
        else if (known is null) check.Note($"{field}.code", $"编码{code}不在因子表中，将按原编码保存。");
        else if (known.Medium is { } of && of != medium) check.Fault($"{field}.code", $"{known.Name}是{(of == Medium.Water ? "废水" : "废气")}因子，与排放口介质不符。");
        if (factor.Decimals is < 0 or > 6) check.Fault($"{field}.decimals", "小数位数应在0到6之间。");
        if (factor.YearlyTonnes is <= 0) check.Fault($"{field}.yearlyTonnes", "许可年排放量应大于0（吨/年）；没有许可量的不填。");
        var unit = UnitText.Normalise(factor.Unit);
        if (unit.Length > 20) check.Fault($"{field}.unit", "单位过长。");
        if (known is not null && !rules.AreComparable(unit, known.Unit))
            check.Note($"{field}.unit", $"单位“{Shown(factor.Unit)}”与标准单位“{Shown(known.Unit)}”不能换算，比较限值时需要留意。");
        return factor with { Code = code, Unit = unit };
    }

    private AppliedStandard Standard(AppliedStandard standard, string field, Medium medium, FormCheck check)
    {
        if (standard.Until is { } until && until < standard.From) check.Fault($"{field}.until", "终止日期早于起始日期。");
        var known = rules.StandardsOn(standard.Until ?? DateOnly.MaxValue.AddDays(-1)).Concat(rules.StandardsOn(standard.From)).Where(s => s.StandardNo == standard.StandardNo).ToList();
        if (known.Count == 0) check.Fault($"{field}.standardNo", $"没有载入标准“{standard.StandardNo}”的限值，请从列表中选择，或者先载入规则文件。");
        else if (known.SelectMany(s => s.Categories).FirstOrDefault(c => c.Name == standard.Category) is not { } category)
            check.Fault($"{field}.category", $"{standard.StandardNo}没有“{standard.Category}”这一类，请从列表中选择。");
        else if (category.Medium != medium) check.Fault($"{field}.category", $"“{category.Name}”是{(category.Medium == Medium.Water ? "废水" : "废气")}限值，与排放口介质不符。");
        else if (category.Units is { } units && units != standard.Units)
            check.Fault($"{field}.units", $"“{category.Name}”只适用于{(units == UnitAge.New ? "新建" : "现有")}单位。");
        return standard;
    }

    private string NameOf(string code) => rules.Factor(code)?.Name ?? code;

    private static string Shown(string unit) => unit.Trim().Length == 0 ? "无量纲" : unit.Trim();
}

/// <summary>Units as people type them, in the spelling of HJ 212.</summary>
internal static class UnitText
{
    public static string Normalise(string? typed)
    {
        var text = (typed ?? "").Trim().Replace("³", "3", StringComparison.Ordinal).Replace("㎎", "mg", StringComparison.Ordinal)
            .Replace('μ', 'u').Replace('µ', 'u').Replace('／', '/').Replace("·", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        if (text is "无量纲" or "/" or "-" or "无") return "";
        if (text is "°C" or "℃") return "℃";
        return text.EndsWith("/l", StringComparison.Ordinal) ? text[..^1] + "L" : text.Replace("Mg/", "mg/", StringComparison.Ordinal).Replace("MG/", "mg/", StringComparison.Ordinal);
    }
}
