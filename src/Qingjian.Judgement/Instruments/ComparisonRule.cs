using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>What a monitor may be off in one grade of concentration.</summary>
/// <param name="Factors">HJ 212-2017 codes; empty for all of the unit that no other grade names.</param>
/// <param name="Unit">Unit of the bounds and of an absolute tolerance.</param>
/// <param name="From">Lowest value of the manual measurement; null for no lower bound.</param>
/// <param name="FromIncluded">Whether that value belongs to the grade.</param>
/// <param name="To">Highest value; null for no upper bound.</param>
/// <param name="ToIncluded">Whether that value belongs to the grade.</param>
/// <param name="Relative">The tolerance is a share of the manual value; else it is in the unit.</param>
/// <param name="Tolerance">Without sign; as much is still within.</param>
/// <param name="Name">Chinese name of the figure, e.g. 相对误差.</param>
public sealed record ComparisonGrade(IReadOnlyList<string> Factors, string Unit, decimal? From, bool FromIncluded, decimal? To, bool ToIncluded, bool Relative, decimal Tolerance, string Name)
{
    /// <summary>Whether a manual value lies in the grade.</summary>
    public bool Holds(decimal manual) =>
        (From is not { } from || (FromIncluded ? manual >= from : manual > from)) && (To is not { } to || (ToIncluded ? manual <= to : manual < to));
}

/// <summary>允许误差 of a comparison with manual measurements, graded by concentration (HJ 75-2017, HJ 355-2019), in force on a day.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Medium">Air or water.</param>
/// <param name="Grades">In the order of the table.</param>
public sealed record ComparisonRule(Rule Rule, Medium Medium, IReadOnlyList<ComparisonGrade> Grades)
{
    /// <summary>The grade of a manual value; null where the table has none for the factor in this unit.</summary>
    /// <param name="factor">HJ 212-2017 code.</param>
    /// <param name="manual">Value of the manual measurement.</param>
    /// <param name="unit">Its unit.</param>
    public ComparisonGrade? GradeOf(string factor, decimal manual, string unit)
    {
        var own = Grades.Where(grade => grade.Factors.Contains(factor)).ToList();
        // A named factor in another unit is not compared by the general row.
        return (own.Count > 0 ? own : [.. Grades.Where(grade => grade.Factors.Count == 0)]).Find(grade => Same(grade.Unit, unit) && grade.Holds(manual));
    }

    private static bool Same(string unit, string other) => string.Equals(Plain(unit), Plain(other), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string unit) => unit.Trim() is "" or "无量纲" ? "" : unit.Trim().Replace("³", "3", StringComparison.Ordinal);

    internal static ComparisonRule Read(LawNode node, Rule rule) => new(
        rule, node.OneOf("medium", ("water", Medium.Water), ("air", Medium.Air)),
        [.. node.Items("grades").Select(item => new ComparisonGrade(
            item.Texts("factors"), item.Text("unit"), item.NumberOr("from") ?? item.NumberOr("above"), item.Has("from"), item.NumberOr("through") ?? item.NumberOr("below"), item.Has("through"),
            item.OneOf("measure", ("relative", true), ("absolute", false)), item.Number("tolerance"), item.Text("name")))]);
}
