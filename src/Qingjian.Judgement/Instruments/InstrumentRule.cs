using System.Globalization;
using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>What kind of check on an instrument was made.</summary>
public enum InstrumentCheckKind
{
    /// <summary>校准; of water the standard-sample check (标样核查).</summary>
    Calibration = 1,
    /// <summary>校验; of water the comparison with real samples (实际水样比对).</summary>
    Verification = 2,
}

/// <summary>What came of a check.</summary>
public enum InstrumentCheckResult
{
    /// <summary>合格.</summary>
    Passed = 1,
    /// <summary>超过技术指标，未失控: to be adjusted; the data count.</summary>
    Beyond = 2,
    /// <summary>失控.</summary>
    Out = 3,
}

/// <summary>A figure of a check.</summary>
public enum InstrumentFigure
{
    /// <summary>零点漂移, % of full scale.</summary>
    ZeroDrift = 1,
    /// <summary>量程漂移, % of full scale.</summary>
    SpanDrift = 2,
    /// <summary>相对误差, %.</summary>
    RelativeError = 3,
}

/// <summary>One calibration or verification of one factor's instrument.</summary>
/// <param name="Id">Breaks ties of time.</param>
/// <param name="Kind">Which check.</param>
/// <param name="Factor">HJ 212-2017 code.</param>
/// <param name="At">When it was made, Beijing clock.</param>
/// <param name="Figures">Figures in %, with their sign.</param>
public sealed record InstrumentCheck(string Id, InstrumentCheckKind Kind, string Factor, DateTime At, IReadOnlyDictionary<InstrumentFigure, decimal> Figures);

/// <summary>Bounds of one figure.</summary>
/// <param name="Kind">Which check.</param>
/// <param name="Factors">Codes; empty for all that no other row names.</param>
/// <param name="Measure">Which figure.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Allowed">Up to this, without sign, the check is passed.</param>
/// <param name="Control">Above this the data are out of control.</param>
public sealed record InstrumentLimit(InstrumentCheckKind Kind, IReadOnlyList<string> Factors, InstrumentFigure Measure, string Name, decimal Allowed, decimal Control);

/// <summary>How often a check is due.</summary>
public sealed record InstrumentDue(InstrumentCheckKind Kind, IReadOnlyList<string> Factors, int Days);

/// <summary>Calibration, verification and loss of control (HJ 75-2017; HJ 355-2019, HJ 356-2019) in force on a day.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Medium">Air or water.</param>
/// <param name="BackToLastPassed">A failed check reaches back to the last passed one; else it begins with itself.</param>
/// <param name="Limits">Bounds of figures.</param>
/// <param name="Dues">Days between checks.</param>
public sealed record InstrumentRule(Rule Rule, Medium Medium, bool BackToLastPassed, IReadOnlyList<InstrumentLimit> Limits, IReadOnlyList<InstrumentDue> Dues)
{
    /// <summary>The figures a check of a factor has to bring.</summary>
    public IReadOnlyList<InstrumentLimit> LimitsOf(InstrumentCheckKind kind, string factor) =>
        Limits.Where(limit => limit.Kind == kind && limit.Factors.Contains(factor)).ToList() is { Count: > 0 } own ? own : [.. Limits.Where(limit => limit.Kind == kind && limit.Factors.Count == 0)];

    /// <summary>Days until the next check; null when none is laid down.</summary>
    public int? DueDays(InstrumentCheckKind kind, string factor) => (Dues.FirstOrDefault(due => due.Kind == kind && due.Factors.Contains(factor)) ?? Dues.FirstOrDefault(due => due.Kind == kind && due.Factors.Count == 0))?.Days;

    /// <summary>What came of a check, with the gravest figure in words.</summary>
    public (InstrumentCheckResult Result, string Say) ResultOf(InstrumentCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var (worst, say) = (InstrumentCheckResult.Passed, "各项指标合格");
        foreach (var limit in LimitsOf(check.Kind, check.Factor))
        {
            if (!check.Figures.TryGetValue(limit.Measure, out var figure)) continue;
            var result = Math.Abs(figure) > limit.Control ? InstrumentCheckResult.Out : Math.Abs(figure) > limit.Allowed ? InstrumentCheckResult.Beyond : InstrumentCheckResult.Passed;
            if (result <= worst) continue;
            (worst, say) = (result, string.Create(CultureInfo.InvariantCulture, $"{limit.Name}{figure:0.##}%，{(result == InstrumentCheckResult.Out ? $"超过失控指标±{limit.Control:0.##}%" : $"超过技术指标±{limit.Allowed:0.##}%，未失控")}"));
        }
        return (worst, say);
    }

    internal static InstrumentRule Read(LawNode node, Rule rule)
    {
        static InstrumentCheckKind Kind(LawNode item) => item.OneOf("kind", ("calibration", InstrumentCheckKind.Calibration), ("verification", InstrumentCheckKind.Verification));
        return new(rule, node.OneOf("medium", ("water", Medium.Water), ("air", Medium.Air)), node.Flag("back_to_last_passed"),
            [.. node.Items("limits").Select(item => new InstrumentLimit(Kind(item), item.Texts("factors"), item.OneOf("measure", ("zero_drift", InstrumentFigure.ZeroDrift), ("span_drift", InstrumentFigure.SpanDrift), ("relative_error", InstrumentFigure.RelativeError)),
                item.Text("name"), item.Number("allowed"), item.Number("control")))],
            [.. node.Items("due").Select(item => new InstrumentDue(Kind(item), item.Texts("factors"), item.Whole("days")))]);
    }
}
