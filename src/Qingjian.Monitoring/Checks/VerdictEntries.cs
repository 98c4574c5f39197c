using System.Globalization;
using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;

namespace Qingjian.Monitoring.Checks;

/// <summary>Reasons of verdicts in the catalogue. Hours and days are held against limits and validity as they stand on the day; furnaces, marking and spans of days have law
/// files of their own, whose versions are those of the check.</summary>
internal static class VerdictEntries
{
    public static IEnumerable<CheckEntry> Of(Rulebook book) => JudgedReason.Everything.Where(reason => CheckWords.Verdicts.ContainsKey(reason.Code)).Select(reason => Entry(reason, [.. Laws(book, reason.Code)]));

    private static CheckEntry Entry(JudgedReason reason, IReadOnlyList<(Rule Rule, string Says)> laws)
    {
        var (severity, means, cure) = CheckWords.Verdicts[reason.Code];
        var newest = laws.Count == 0 ? null : laws[^1].Rule;
        return new($"J{reason.Number:D2}", CheckGroup.Verdict, reason.Word, severity, null, means, cure,
            newest is null ? "排放标准、HJ 212-2017 附录D、数据有效性规则" : $"{newest.Document}，{newest.Clause}", (newest?.Trust ?? Trust.Text).InChinese(),
            newest is null ? [new(1, null, "随程序发布", null, "按当日施行的限值和有效性规则")]
                : [.. laws.Select((law, at) => new CheckVersion(at + 1, law.Rule.InForceFrom, law.Rule.Path, law.Rule.Digest, law.Says))]);
    }

    /// <summary>The law files behind a reason with their settings in words, oldest first.</summary>
    private static IEnumerable<(Rule Rule, string Says)> Laws(Rulebook book, string reason) => reason switch
    {
        "furnace-low" => Furnaces(book, rule => $"{Plain(rule.FurnaceCelsius)}℃以下的5分钟均值一日超过{rule.LowSlotsAllowed}个"),
        "furnace-low-warning" => Furnaces(book, rule => rule.LowSlotsWarn.Count == 0 ? null : $"{Plain(rule.FurnaceCelsius)}℃以下的5分钟均值一日达到{string.Join('、', rule.LowSlotsWarn)}个"),
        "upkeep-beyond" => Furnaces(book, rule => Upkeep(rule) is { } hours ? $"一季度超过{hours}小时" : null),
        "upkeep-warning" => Furnaces(book, rule => Upkeep(rule) is { } hours ? $"一季度越过{hours}小时的{string.Join('、', rule.QuotaWarn.Where(share => share < 1).Select(Percent))}" : null),
        "unmarked" or "mark-late" => Versions(book, "marks").SelectMany(day => book.CataloguesOn(day.InForceFrom).Where(each => each.Rule == day).Select(each => (day, $"{each.Name}：数据日之后第{each.DeadlineDays}日{each.DeadlineHour}时之后"))),
        "persistent" => Rows(book, VerdictOutcome.Exceeded),
        "persistent-hours" => Rows(book, VerdictOutcome.Warning),
        "total-warning" => Versions(book, "totals").Select(rule => (rule, $"越过许可年排放量的{string.Join('、', book.TotalsOn(rule.InForceFrom)!.WarnShares.Select(Percent))}")),
        "total-exceeded" => Versions(book, "totals").Select(rule => (rule, "超过许可年排放量的100%")),
        "work-in-stop" => Versions(book, "electricity").Select(rule => (rule, book.ElectricityOn(rule.InForceFrom) is { } each ? $"停产期间用电超过基准的{Percent(each.StopShare)}；限产期间超过限产比例加{Percent(each.LimitTolerance)}" : "")),
        _ => [],
    };

    private static IEnumerable<Rule> Versions(Rulebook book, string kind) => book.Rules.Where(rule => rule.Kind == kind).OrderBy(rule => rule.InForceFrom).ThenBy(rule => rule.Path, StringComparer.Ordinal);

    private static IEnumerable<(Rule, string)> Furnaces(Rulebook book, Func<IncinerationRule, string?> say)
    {
        foreach (var version in Versions(book, "incineration"))
            if (book.IncinerationOn(version.Id, version.InForceFrom) is { } rule && say(rule) is { } says) yield return (version, says);
    }

    private static IEnumerable<(Rule, string)> Rows(Rulebook book, VerdictOutcome outcome) => Versions(book, "persistence")
        .Select(rule => (rule, string.Join("；", book.PersistenceOn(rule.InForceFrom).Where(row => row.Rule == rule && row.Outcome == outcome).Select(row => row.Name)))).Where(each => each.Item2.Length > 0);

    private static int? Upkeep(IncinerationRule rule) => rule.Marks.FirstOrDefault(mark => mark.Effect == FurnaceEffect.LeftOut)?.Account?.Minutes / 60;

    private static string Percent(decimal share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Plain(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
