namespace Qingjian.Matters.Cases;

/// <summary>案件来源 in words (重庆规划 专栏2).</summary>
internal static class CaseSources
{
    public static string WordOf(string code) => code switch
    {
        "superior_transfer" => "上级转办",
        "dept_transfer" => "部门移送",
        "public_complaint" => "群众举报",
        "routine_inspection" => "日常检查",
        "auto_monitoring" => "自动监控发现",
        _ => "其他渠道",
    };
}
