using System.Collections.Frozen;
using System.Globalization;
using Qingjian.Judgement;

namespace Qingjian.Monitoring.Checks;

/// <summary>Chinese words of the catalogue of checks.</summary>
internal static class CheckWords
{
    private static readonly FrozenDictionary<string, string> Numbers = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["hours"] = "小时数",
        ["hours_air"] = "废气小时数",
        ["hours_water"] = "废水小时数",
        ["minutes_air"] = "废气分钟数",
        ["minutes"] = "分钟数",
        ["days"] = "天数",
        ["of_days"] = "所看天数",
        ["window"] = "窗口（小时）",
        ["oxygen_below"] = "氧含量低于（%）",
        ["oxygen_above"] = "氧含量高于（%）",
        ["oxygen"] = "氧含量（%）",
        ["velocity_above"] = "流速高于（m/s）",
        ["share"] = "比例",
        ["mean_change"] = "均值变化",
        ["mads"] = "绝对中位差倍数",
        ["near"] = "临近限值的比例",
        ["dropped"] = "降到限值的比例",
        ["low"] = "下界",
        ["high"] = "上界",
        ["over"] = "限值以上的界",
        ["over_share"] = "限值以上的比例",
        ["z"] = "z值",
        ["z_band"] = "z检验的带宽",
        ["day_low"] = "日最大值下界",
        ["differs"] = "相对差",
        ["factors"] = "因子数",
        ["correlation"] = "相关系数",
        ["pairs"] = "数据对数",
        ["least"] = "最少数据",
        ["factor"] = "倍数",
        ["power_share"] = "用电比例",
        ["production_share"] = "生产用电比例",
        ["treatment_share"] = "治理用电比例",
        ["times"] = "倍数",
        ["cases"] = "次数",
        ["longest"] = "最长（小时）",
        ["level_change"] = "前后变化",
        ["values"] = "数据个数",
        ["steps"] = "至少变化的末位数",
        ["distinct"] = "不同值个数",
        ["chi_square"] = "卡方临界值",
        ["slope_change"] = "斜率变化",
        ["range_times"] = "量程与限值之比",
        ["so2_low"] = "二氧化硫与应排量之比下界",
        ["so2_high"] = "二氧化硫与应排量之比上界",
        ["water_times"] = "出水与进水之比",
        ["range"] = "变化幅度",
        ["tolerance"] = "允许误差",
        ["errors"] = "标准误差倍数",
        ["night_from"] = "夜间始于（时）",
        ["night_until"] = "夜间止于（时）",
        ["power_drop"] = "用电下降",
        ["of"] = "所看次数",
        ["points"] = "百分点",
        ["flow_change"] = "流速变化",
        ["packets"] = "报文数",
        ["seconds"] = "秒数",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a check needs beside the hours as sent; said in the catalogue, so that nobody takes silence for a clean result.</summary>
    public static readonly FrozenDictionary<string, string> Needs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["P08"] = "登记了该排放口风机、水泵或者治理设施的用电监控点，并有流量小时值的，每日核查。",
        ["P09"] = "登记了生产设施和治理设施用电监控点的，每日核查。",
        ["P15"] = "数采仪上传现场机参数（CN 3020）的，每日核查；已采纳的设备标记视为维护记录。",
        ["P16"] = "数采仪上传设备唯一标识（CN 3019）的，每日核查；更换数采仪已登记的不算。",
        ["P18"] = "数采仪上传门禁状态或者门禁日志（CN 3020）的，每日核查。",
        ["P19"] = "企业填报了燃煤或者进水台账，或者废水排放口登记了进水口的，排放量日结后每日核查；台账更正、数据补传的重新核查。",
        ["P21"] = "有自动留样化验结果的，每日核查；允许误差按HJ 75、HJ 355随浓度分级（见规则“比对的允许误差”），没有分级的因子按目录所列。",
        ["P23"] = "登记了治理设施用电监控点的，每日核查。",
        ["P24"] = "该排放口有5次以上断线记录的，每日核查。",
        ["K04"] = "标记占用焚烧炉豁免时长的，作标记时和其后三天内核查。",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Why values are not judged, or judged so, and what to do.</summary>
    public static readonly FrozenDictionary<string, (Severity Severity, string Means, string Cure)> Verdicts = new Dictionary<string, (Severity, string, string)>(StringComparer.Ordinal)
    {
        ["exceeded"] = (Severity.Breach, "均值超过限值。", "立即查明原因、采取措施，按督办单反馈。"),
        ["ultra-low"] = (Severity.Note, "超过超低排放要求；许可证没有规定的不作为违法。", "查明原因，恢复到承诺的水平。"),
        ["water-hour"] = (Severity.Note, "废水小时值超过日均限值，只作预警。", "及时调整工艺，避免日均值超标。"),
        ["incinerator-hour"] = (Severity.Note, "焚烧炉小时值超过小时限值，只要求立即处置。", "立即调整工况并在平台说明。"),
        ["water-temperature-unknown"] = (Severity.Note, "水温缺失，不能确定适用哪个限值。", "补传水温，检查温度计。"),
        ["ph-extreme"] = (Severity.Note, "pH值的小时极值超出范围。", "核对加药和采样。"),
        ["missing"] = (Severity.Doubtful, "没有收到该时段的数据。", "补传缺失的数据。"),
        ["stopped"] = (Severity.Note, "停运，不作判定。", "保存停复产证明材料。"),
        ["exempt"] = (Severity.Note, "豁免时段，不作判定。", "保存工况记录；豁免时长用完后照常判定。"),
        ["mark"] = (Severity.Note, "企业标记无效，不作判定。", "保存维护、校准记录。"),
        ["flag-F"] = (Severity.Doubtful, "数采仪标记停运（F），没有确认的停运标记。", "及时标记停运。"),
        ["flag-M"] = (Severity.Note, "数采仪标记维护（M），不作判定。", "保存维护记录。"),
        ["flag-S"] = (Severity.Doubtful, "人工输入的数据，不作判定。", "提供手工监测报告。"),
        ["flag-D"] = (Severity.Doubtful, "数采仪标记故障（D），不作判定。", "48小时内修复。"),
        ["flag-C"] = (Severity.Note, "数采仪标记校准（C），不作判定。", "保存校准记录。"),
        ["flag-B"] = (Severity.Doubtful, "数采仪标记通讯异常（B），不作判定。", "检查仪器与数采仪之间的通讯。"),
        ["too-few-minutes"] = (Severity.Doubtful, "有效分钟不足45分钟，小时值无效。", "检查分钟数据。"),
        ["suspect"] = (Severity.Doubtful, "数值超出可能的范围，等待人工审核。", "核对设备，配合审核。"),
        ["oxygen-missing"] = (Severity.Doubtful, "没有有效的氧含量，不能折算。", "检查氧分析仪。"),
        ["o2-invalid"] = (Severity.Doubtful, "氧含量接近空气，折算没有意义。", "停炉的及时标记；运行的检查漏气。"),
        ["unit"] = (Severity.Breach, "数据单位不能换算成限值的单位。", "由工程师核对因子的单位。"),
        ["over-range"] = (Severity.Doubtful, "超过测量上限而低于限值，不能判定。", "更换合适的量程。"),
        ["insufficient"] = (Severity.Breach, "当日有效小时不足，日均值不能评价。", "及时维护设备，补传数据。"),
        ["no-discharge"] = (Severity.Note, "全天无排放，不作判定。", "无须处理。"),
        ["no-limit"] = (Severity.Note, "该因子没有适用的限值。", "核对执行标准和许可证限值的登记。"),
        ["out-of-control"] = (Severity.Doubtful, "仪器处于失控时段：校准、校验不合格或者逾期未做，数据无效。", "尽快校准、校验合格，并登记质控记录。"),
        ["manual-invalid"] = (Severity.Note, "人工审核认定无效。", "见审核理由。"),
        ["furnace-low"] = (Severity.Breach, "一日内炉膛温度5分钟均值低于规定温度的次数超过允许次数。", "立即恢复炉温，查明原因；属于启停炉、故障等情形的在标记时限内标记。"),
        ["furnace-low-warning"] = (Severity.Note, "一日内炉膛温度5分钟均值低于规定温度的次数接近允许次数。", "立即调整工况，必要时投入助燃。"),
        ["upkeep-beyond"] = (Severity.Breach, "本季度自动监测设备维护和数据缺失、无效的时长当日超过允许时长。", "尽快恢复设备正常运行，按规定开展手工监测并报告。"),
        ["upkeep-warning"] = (Severity.Note, "本季度自动监测设备维护和数据缺失、无效的时长接近允许时长。", "合理安排维护，尽快恢复设备正常运行。"),
        ["unmarked"] = (Severity.Doubtful, "数据缺失或者无效的小时，至标记时限没有标记，视为对数据有效性无异议。", "补传数据或者说明原因；今后在次日12时前标记。"),
        ["mark-late"] = (Severity.Note, "标记在时限之后作出，经审核采纳后才生效。", "补充说明和证明材料，配合审核；今后按时标记。"),
        ["persistent"] = (Severity.Breach, "在规定的时间窗口内，日均值超标的次数和幅度达到多次超标的条件。", "查明反复超标的原因，停产或者限产整治，配合现场核查。"),
        ["persistent-hours"] = (Severity.Note, "在规定的时间窗口内，小时均值超标的次数和幅度达到提示条件，不作为处罚依据。", "立即查明原因，避免日均值超标。"),
        ["total-warning"] = (Severity.Note, "本年累计排放量当日越过许可年排放量的提示比例。", "合理安排生产，避免超过许可排放量。"),
        ["total-exceeded"] = (Severity.Breach, "本年累计排放量当日超过许可年排放量，实测和替代的数据分开计算。", "立即停止超量排放，核对排放量计算，依法申请变更许可。"),
        ["work-in-stop"] = (Severity.Breach, "停产、限产期间，生产设施用电超过管控要求允许的电量。", "立即执行停产、限产要求；用于保温、检修等的，提供证明材料。"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Settings in words, e.g. 小时数 3；流速高于（m/s） 2.</summary>
    public static string Thresholds(IReadOnlyDictionary<string, decimal> numbers) =>
        numbers.Count == 0 ? "不设阈值" : string.Join("；", numbers.Select(number => $"{Numbers.GetValueOrDefault(number.Key) ?? "设置"} {number.Value.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>Settings of a check on marks.</summary>
    public static string Of(MarkCheck check)
    {
        List<string> words = [];
        if (check.Threshold != 0) words.Add($"阈值 {check.Threshold.ToString(CultureInfo.InvariantCulture)}");
        if (check.Minutes != 0) words.Add($"分钟数 {check.Minutes}");
        return words.Count == 0 ? "不设阈值" : string.Join("；", words);
    }

    public static string InChinese(this Severity severity) => severity switch { Severity.Fatal => "致命", Severity.Breach => "违规", Severity.Doubtful => "存疑", _ => "提示" };

    public static string InChinese(this CheckGroup group) => group switch
    {
        CheckGroup.Pattern => "异常模式",
        CheckGroup.Data => "数据",
        CheckGroup.Line => "联网",
        CheckGroup.Mark => "标记",
        CheckGroup.Packet => "报文",
        _ => "判定",
    };
}
