namespace Qingjian.Judgement;

/// <summary>One grade of a factor.</summary>
public sealed record DiscretionOption(string Id, string Text, decimal Percent);

/// <summary>One circumstance that is weighed (裁量因素).</summary>
/// <param name="Id">F1 ….</param>
/// <param name="Name">Chinese.</param>
/// <param name="Circumstance">The statutory circumstance of 生态环境行政处罚办法 art 41.</param>
/// <param name="Sums">True when several grades add up; false when the highest counts.</param>
/// <param name="Required">True when a choice must be made; unknown gives the mildest grade, marked (U10).</param>
/// <param name="Options">Its grades.</param>
public sealed record DiscretionFactor(string Id, string Name, string Circumstance, bool Sums, bool Required, IReadOnlyList<DiscretionOption> Options);

/// <summary>A discretion table of a province (裁量基准), or the example.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="ExampleOnly">True for the illustrative table: a paper must not rest on it.</param>
/// <param name="Model">percent_sum, interval, ….</param>
/// <param name="Causes">V-codes it serves.</param>
/// <param name="Min">Statutory minimum in yuan.</param>
/// <param name="Max">Statutory maximum in yuan.</param>
/// <param name="StartPercent">Starting percent; null means minimum / maximum.</param>
/// <param name="CapPercent">Cap on the sum.</param>
/// <param name="Factors">The factors, in order.</param>
/// <param name="HeavierMost">从重: at most this percent of the maximum is added.</param>
/// <param name="LighterMost">从轻: at most this percent of the maximum is taken off, never below the minimum.</param>
/// <param name="MitigatedMost">减轻: at most this percent of the minimum is taken off it.</param>
public sealed record DiscretionTable(
    Rule Rule, bool ExampleOnly, string Model, IReadOnlyList<string> Causes, decimal Min, decimal Max, decimal? StartPercent, decimal CapPercent,
    IReadOnlyList<DiscretionFactor> Factors, decimal HeavierMost, decimal LighterMost, decimal MitigatedMost)
{
    /// <summary>The starting percent.</summary>
    public decimal Start => StartPercent ?? Min / Max * 100m;

    internal static DiscretionTable Read(LawNode node, Rule rule)
    {
        var statutory = node.Part("statutory");
        if (statutory is null) node.Fault("statutory", "缺少法定幅度");
        var model = node.OneOf("model", ("percent_sum", "percent_sum"), ("interval", "interval"), ("weight_sum", "weight_sum"), ("expression", "expression"));
        var adjust = node.Part("adjustments");
        if (model == "percent_sum" && adjust is null) node.Fault("adjustments", "缺少从重从轻减轻的幅度");
        return new(
            rule, node.Flag("example_only"), model, node.Texts("violation_codes"), statutory?.Number("min") ?? 0, statutory?.Number("max") ?? 1,
            node.NumberOr("start_percent"), node.NumberOr("cap_percent") ?? 100m,
            node.Items("factors", required: model == "percent_sum").Select(item => new DiscretionFactor(
                item.Text("id"), item.Text("name_zh"), item.Text("statutory_circumstance"), item.OneOf("multi", ("max", false), ("sum", true)),
                item.Flag("required"), item.Items("options").Select(option => new DiscretionOption(option.Text("id"), option.Text("text_zh"), option.Number("percent"))).ToArray())).ToArray(),
            adjust?.Part("heavier")?.Number("max_percent_of_statutory_max") ?? 0,
            adjust?.Part("lighter")?.Number("max_percent_of_statutory_max") ?? 0,
            adjust?.Part("mitigated")?.Number("max_percent_of_statutory_min") ?? 0);
    }
}
