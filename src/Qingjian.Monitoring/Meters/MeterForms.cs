using System.Text.RegularExpressions;
using Qingjian.Judgement;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Meters;

/// <summary>What is entered of a meter.</summary>
/// <param name="EnterpriseId">The enterprise; cannot be changed later.</param>
/// <param name="Name">E.g. 2号窑尾风机.</param>
/// <param name="Kind">What it measures.</param>
/// <param name="RatedKw">Rated power, above 0.</param>
/// <param name="CtRatio">Ratio by which the power sent is multiplied, above 0.</param>
/// <param name="Mn">Registered logger of the enterprise.</param>
/// <param name="Code">Facility code: d and letters or digits.</param>
/// <param name="OffShare">Own share for off, 0 to 1.</param>
/// <param name="IdleShare">Own share for idle, 0 to 1.</param>
/// <param name="Version">Version the page showed; 0 for a new one.</param>
internal sealed record MeterForm(string EnterpriseId, string Name, MeterKind Kind, decimal RatedKw, decimal CtRatio, string Mn, string Code, decimal? OffShare = null, decimal? IdleShare = null, long Version = 0)
{
    /// <summary>Outlet of the enterprise whose fan, pump or treatment it drives; null for none, or where there is only one.</summary>
    public string? OutletId { get; init; }
}

/// <summary>What is entered of a linkage.</summary>
/// <param name="EnterpriseId">The enterprise.</param>
/// <param name="Name">E.g. 2号窑与窑尾除尘、脱硝.</param>
/// <param name="Production">Ids of meters of production.</param>
/// <param name="Treatment">Ids of meters of treatment.</param>
/// <param name="Relation">Which of them must run.</param>
/// <param name="LeadMinutes">Treatment runs so long before production, 0 to 240.</param>
/// <param name="LagMinutes">And so long after it, 0 to 240.</param>
/// <param name="Version">Version the page showed; 0 for a new one.</param>
internal sealed record LinkageForm(string EnterpriseId, string Name, IReadOnlyList<string> Production, IReadOnlyList<string> Treatment, LinkageRelation Relation, int LeadMinutes = 0, int LagMinutes = 0, long Version = 0);

/// <summary>Refuses what cannot be a meter or a linkage.</summary>
internal static partial class MeterForms
{
    public static Refusal? Fault(MeterForm form, Station? logger, IReadOnlyCollection<MeterPoint> others)
    {
        if (string.IsNullOrWhiteSpace(form.Name) || form.Name.Trim().Length > 60) return Refusal.OfField("meter-name", "name", "请填写设备名称，不超过60个字。");
        if (!Enum.IsDefined(form.Kind)) return Refusal.OfField("meter-kind", "kind", "请选择生产设施、治理设施或者总用电。");
        if (form.RatedKw is <= 0 or > 100_000) return Refusal.OfField("meter-rated", "ratedKw", "额定功率应大于0、不超过100000千瓦。");
        if (form.CtRatio is <= 0 or > 10_000) return Refusal.OfField("meter-ratio", "ctRatio", "互感器变比应大于0；数采仪已换算到一次侧的填1。");
        if (form.OffShare is < 0 or > 1 || form.IdleShare is < 0 or > 1 || form.OffShare > form.IdleShare) return Refusal.OfField("meter-shares", "idleShare", "停机、待机阈值是额定功率的比例（0至1），停机阈值不能高于待机阈值。");
        if (logger is null || logger.EnterpriseId != form.EnterpriseId) return Refusal.OfField("meter-logger", "mn", "该企业没有登记这个MN的数采仪，请先在“源”里登记用电数采仪。");
        if (!FacilityCode().IsMatch(form.Code)) return Refusal.OfField("meter-code", "code", "设施编码以字母d开头，后接字母或数字，例如d10001。");
        if (others.FirstOrDefault(other => string.Equals(other.Mn, form.Mn, StringComparison.OrdinalIgnoreCase) && other.Code == form.Code) is { } twin)
            return Refusal.OfField("meter-twice", "code", $"这台数采仪的{form.Code}已登记为“{twin.Name}”，一个编码只能对应一台设备。");
        return null;
    }

    public static Refusal? Fault(LinkageForm form, IReadOnlyCollection<MeterPoint> meters)
    {
        if (string.IsNullOrWhiteSpace(form.Name) || form.Name.Trim().Length > 60) return Refusal.OfField("linkage-name", "name", "请填写联动关系的名称，不超过60个字。");
        if (!Enum.IsDefined(form.Relation)) return Refusal.OfField("linkage-relation", "relation", "请选择全部治理设施运行或者任一台运行。");
        if (form.LeadMinutes is < 0 or > 240 || form.LagMinutes is < 0 or > 240) return Refusal.OfField("linkage-minutes", "leadMinutes", "提前和延后的时间在0至240分钟之间。");
        if (!Of(form.Production, MeterKind.Production)) return Refusal.OfField("linkage-production", "production", "请选择本企业至少一台生产设施。");
        return Of(form.Treatment, MeterKind.Treatment) ? null : Refusal.OfField("linkage-treatment", "treatment", "请选择本企业至少一台治理设施。");

        bool Of(IReadOnlyList<string> ids, MeterKind kind) => ids.Count > 0 && ids.All(id => meters.Any(meter => meter.Id == id && meter.Kind == kind && meter.EnterpriseId == form.EnterpriseId && meter.RetiredAt is null));
    }

    [GeneratedRegex("^d[0-9A-Za-z]{1,11}$")]
    private static partial Regex FacilityCode();
}
