using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Qingjian.Judgement;

/// <summary>Chooses the limits of an outlet for the day of the data. A standard that is not yet in force for the source
/// (new or existing) gives no limit and a note that says so.</summary>
internal static class SelectLimits
{
    internal static LimitSet For(LimitRequest request, DateOnly day, Func<string, LimitStandard?> versionOn)
    {
        var limits = new List<Limit>();
        var notes = new List<LimitNote>();
        foreach (var set in request.Sets.Distinct())
        {
            if (versionOn(set.Standard) is not { } standard)
            {
                notes.Add(new("standard-not-in-force", $"{set.Standard}在{day:yyyy-MM-dd}没有施行中的版本，不据以判定"));
                continue;
            }
            AddFrom(standard, set, request, day, limits, notes);
        }
        foreach (var permit in request.Permit) AddPermit(permit, day, limits, notes);
        return new LimitSet(day, request.Medium, limits, notes);
    }

    private static void AddFrom(LimitStandard standard, LimitSetName set, LimitRequest request, DateOnly day, List<Limit> limits, List<LimitNote> notes)
    {
        var category = set.Category;
        var named = standard.Categories.FirstOrDefault(each => each.Name == category);
        if (named is null)
        {
            notes.Add(new("category-unknown", $"{standard.Rule.Id}中没有“{category}”一类，请核对排放口的执行标准"));
            return;
        }
        // A category written for existing (or new) units decides the age itself.
        var age = named.ForExisting switch { true => SourceAge.Existing, false => SourceAge.New, null => set.Age ?? request.Age };
        var from = age == SourceAge.New ? standard.InForceNew : standard.InForceExisting;
        if (day < from)
        {
            notes.Add(new("standard-not-in-force", $"{standard.Rule.Id}对{(age == SourceAge.New ? "新建" : "现有")}污染源自{from:yyyy-MM-dd}起施行，{day:yyyy-MM-dd}的数据不据以判定"));
            return;
        }
        var shared = standard.Categories.Where(each => each.Name != category && each.Medium == named.Medium
            && each.AlsoFor.Any(prefix => category.StartsWith(prefix, StringComparison.Ordinal)));
        foreach (var each in shared.Prepend(named))
            foreach (var line in each.Lines)
                if (Choose(standard, each, line, request, notes) is { } limit && !limits.Contains(limit)) limits.Add(limit);
    }

    private static Limit? Choose(LimitStandard standard, LimitCategory category, LimitLine line, LimitRequest request, List<LimitNote> notes)
    {
        if (line.OnlyWithTrait is { } trait && !request.Traits.Contains(trait))
        {
            notes.Add(new("condition-not-met", $"{standard.Rule.Id}的{line.Pollutant}限值仅适用于{line.OnlyWithText}的情形，该排放口未登记此情形"));
            return null;
        }
        var chosen = line.Variants.FirstOrDefault(variant => Holds(variant, request));
        var remark = line.Remark;
        if (chosen is not null) remark = $"因{chosen.Text}取{chosen.Limit}" + (remark is null ? "" : $"；{remark}");
        else if (request.BuiltOn is null && line.Variants.FirstOrDefault(variant => variant.When == "built_before") is { } byAge)
            remark = $"建设时间未登记，按{line.Text}判定（{byAge.Text}的为{byAge.Limit}）" + (remark is null ? "" : $"；{remark}");
        var cold = line.Variants.FirstOrDefault(variant => variant.When == "water_temperature_at_most");
        return new Limit(
            line.Pollutant, line.Period, chosen?.Range ?? line.Range, chosen?.Limit ?? line.Text, line.Unit, standard.Authority,
            standard.Rule.Id, category.Name, line.Clause, line.ReferenceOxygen, line.Measured, line.ManualOnly, category.HourIsEvidence,
            cold is null ? null : new ColdWaterLimit(cold.Celsius ?? 0, cold.Range, cold.Limit), remark, standard.Rule,
            RuleCitation.Of(standard.Rule) with { Clause = line.Clause ?? standard.Rule.Clause });
    }

    private static bool Holds(LimitVariant variant, LimitRequest request) => variant.When switch
    {
        "division" => request.Division is { } division && variant.Divisions.Any(prefix => division.StartsWith(prefix, StringComparison.Ordinal)),
        "trait" => variant.Trait is { } trait && request.Traits.Contains(trait),
        "built_before" => request.BuiltOn is { } built && variant.BuiltBefore is { } before && built < before,
        _ => false,
    };

    private static void AddPermit(PermitLimit permit, DateOnly day, List<Limit> limits, List<LimitNote> notes)
    {
        if (day < permit.From || (permit.Until is { } until && day > until)) return;
        if (!LimitRange.TryRead(permit.Limit, out var range))
        {
            notes.Add(new("permit-limit-unreadable", $"排污许可证{permit.PermitNo}的{permit.Pollutant}限值“{permit.Limit}”无法识别，不据以判定"));
            return;
        }
        var written = string.Create(CultureInfo.InvariantCulture,
            $"{permit.PermitNo}|{permit.Pollutant}|{permit.Period}|{permit.Limit}|{permit.Unit}|{permit.From:yyyy-MM-dd}|{permit.Until:yyyy-MM-dd}|{permit.ReferenceOxygen}|{permit.Authority}");
        var source = permit.Authority == LimitAuthority.Permit ? $"排污许可证 {permit.PermitNo}" : permit.PermitNo;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written)));
        limits.Add(new Limit(
            permit.Pollutant, permit.Period, range, permit.Limit, permit.Unit, permit.Authority, source, "", null,
            permit.ReferenceOxygen, false, false, true, null, null, null,
            new RuleCitation($"permit/{permit.PermitNo}", digest, source, "排放限值", Trust.Text)));
    }
}
