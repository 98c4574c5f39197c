namespace Qingjian.Registry.Imports;

/// <summary>Guesses which column a heading of another system means: by the words other lists use, else by one containing the other.</summary>
internal static class Resembling
{
    // Headings seen in permit, statistics and monitoring exports.
    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["企业名称"] = ["单位名称", "污染源名称", "排污单位", "排污单位名称", "企业全称", "厂名", "公司名称", "单位"],
        ["统一社会信用代码"] = ["信用代码", "社会信用代码", "组织机构代码", "机构代码"],
        ["排污许可证编号"] = ["许可证编号", "许可证号", "排污许可证号", "许可证"],
        ["区划代码"] = ["行政区划代码", "行政区划", "区县", "所在区县", "县区", "行政区", "所属区域", "区县码", "区县代码", "区划"],
        ["行业代码"] = ["行业类别", "行业", "行业类别代码", "国民经济行业", "行业名称", "行业分类", "类别"],
        ["地址"] = ["生产经营场所地址", "单位地址", "详细地址", "企业地址"],
        ["法定代表人"] = ["法人", "法人代表", "负责人"],
        ["联系人"] = ["环保联系人", "环保负责人"],
        ["联系电话"] = ["电话", "手机", "联系方式", "手机号"],
        ["经度"] = ["中心经度", "lng", "lon", "longitude"],
        ["纬度"] = ["中心纬度", "lat", "latitude"],
        ["企业代码或名称"] = ["企业名称", "单位名称", "统一社会信用代码", "污染源名称", "信用代码"],
        ["排放口编号"] = ["排口编号", "排污口编号", "排放口代码", "监测点编号", "排口"],
        ["排放口名称"] = ["排口名称", "排污口名称", "监测点名称", "点位名称"],
        ["设备标识MN"] = ["MN", "MN号", "数采仪编号", "设备编号", "MN码"],
        ["设备名称"] = ["数采仪名称", "名称"],
        ["访问密码"] = ["密码", "PW"],
        ["因子"] = ["污染物", "污染物名称", "监测因子", "因子名称", "污染因子"],
        ["限值上限"] = ["限值", "标准限值", "许可限值", "排放限值", "上限"],
        ["限值下限"] = ["下限"],
        ["依据"] = ["执行标准", "标准名称", "文件号"],
        ["起始日期"] = ["开始日期", "施行日期", "生效日期"],
        ["终止日期"] = ["结束日期", "截止日期"],
    };

    /// <summary>The column a heading most likely means; null when none comes near.</summary>
    /// <param name="heading">Heading as it stands in the file.</param>
    /// <param name="columns">Columns still free.</param>
    public static string? Among(string heading, IReadOnlyList<string> columns)
    {
        var bare = Bare(heading);
        return columns.FirstOrDefault(column => Bare(column) == bare || (Words.TryGetValue(column, out var words) && words.Contains(bare, StringComparer.OrdinalIgnoreCase)))
            ?? columns.FirstOrDefault(column => bare.Length > 1 && (bare.Contains(Bare(column), StringComparison.Ordinal) || Bare(column).Contains(bare, StringComparison.Ordinal)));
    }

    // Units in brackets and blanks say nothing about which column it is.
    private static string Bare(string heading)
    {
        var cut = heading.IndexOf('（', StringComparison.Ordinal);
        return (cut > 0 ? heading[..cut] : heading).Replace(" ", "", StringComparison.Ordinal).Replace("　", "", StringComparison.Ordinal);
    }
}
