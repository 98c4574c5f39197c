using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>A condition as somebody writes it.</summary>
/// <param name="Name">What it is called, 2 to 60 characters.</param>
/// <param name="Scope">Which outlets.</param>
/// <param name="Rule">Levels, durations, repeats, hours.</param>
/// <param name="Reason">Why it is made or changed, 2 to 500 characters.</param>
/// <param name="Version">Version the page was shown; 0 for a new one.</param>
internal sealed record ConditionForm(string Name, AlarmScope Scope, AlarmRule Rule, string Reason = "", long Version = 0);

/// <summary>What is wrong with a form.</summary>
internal static class ConditionForms
{
    public static async Task<Refusal?> Fault(ConditionForm form, string area, ISources sources, CancellationToken stop)
    {
        if (form.Name.Trim().Length is < 2 or > 60) return Refusal.OfField("alarm-name", "name", "请给报警条件起一个名称，2到60个字，例如：锅炉二氧化硫逼近限值。");
        if (form.Reason.Trim().Length is < 2 or > 500) return Refusal.OfField("reason-missing", "reason", "请写明为什么设置或者修改，2到500字。");
        return await Fault(form.Scope, area, sources, stop) ?? Fault(form.Rule);
    }

    /// <summary>Of the condition itself.</summary>
    public static Refusal? Fault(AlarmRule rule)
    {
        if (AlarmRuleFaults.Of(rule) is { } fault) return fault;
        var unknown = rule.Leaves().Select(leaf => leaf.Factor).FirstOrDefault(code => code.Length > 0 && Pollutants.Find(code) is null);
        return unknown is null ? null : Refusal.OfField("alarm-factor", "levels", $"没有编码为“{unknown}”的监测因子，请从列表中选择。");
    }

    /// <summary>Of the outlets it is about.</summary>
    public static async Task<Refusal?> Fault(AlarmScope scope, string area, ISources sources, CancellationToken stop)
    {
        if (scope.Medium is { } medium && !Enum.IsDefined(medium)) return Refusal.OfField("alarm-medium", "scope", "请选择废水、废气或者不限。");
        if (!DivisionScope.Prefix(scope.Division).StartsWith(area, StringComparison.Ordinal) && scope.Division.Length > 0) return Refusal.OfField("alarm-division", "scope", "行政区要在本岗位的管辖范围之内。");
        if (scope.Industries.Count > 20 || scope.Industries.Any(industry => industry.Length is < 1 or > 4 || !industry.All(char.IsAsciiDigit))) return Refusal.OfField("alarm-industry", "scope", "行业填GB/T 4754代码的前几位数字，例如30、3011，最多20个。");
        if (scope.OutletIds.Count > 200) return Refusal.OfField("alarm-outlets", "scope", "一个条件最多点名200个排放口，更多的请按行业或者行政区设置。");
        var found = scope.OutletIds.Count == 0 ? null : await sources.Outlets([.. scope.OutletIds.Distinct()], stop);
        return found is null || found.Count == scope.OutletIds.Distinct().Count() ? null : Refusal.OfField("outlet-unknown", "scope", "有排放口不存在或者不在您的辖区，请从列表中选择。");
    }
}
