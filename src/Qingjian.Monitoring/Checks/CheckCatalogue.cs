using Qingjian.Hj212;
using Qingjian.Judgement;
using Qingjian.Monitoring.Gateway;
using Qingjian.Vocabulary;
using Medium = Qingjian.Vocabulary.Medium;
using Severity = Qingjian.Judgement.Severity;

namespace Qingjian.Monitoring.Checks;

/// <summary>What a check looks at.</summary>
internal enum CheckGroup
{
    /// <summary>异常模式.</summary>
    Pattern = 1,
    /// <summary>数据.</summary>
    Data = 2,
    /// <summary>联网.</summary>
    Line = 3,
    /// <summary>标记.</summary>
    Mark = 4,
    /// <summary>报文.</summary>
    Packet = 5,
    /// <summary>判定.</summary>
    Verdict = 6,
}

/// <summary>One version of a check.</summary>
/// <param name="Number">From 1.</param>
/// <param name="From">First day of data it is made on; null where it came with the program.</param>
/// <param name="Rule">Path of the law file, or the part of the program.</param>
/// <param name="Digest">Digest of the law file; null where it came with the program.</param>
/// <param name="Thresholds">Its settings in words.</param>
internal sealed record CheckVersion(int Number, DateOnly? From, string Rule, string? Digest, string Thresholds);

/// <summary>One check as everybody may read it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Medium">Null for both.</param>
/// <param name="Means">What a hit means.</param>
/// <param name="Cure">What to do.</param>
/// <param name="Versions">Oldest first.</param>
internal sealed record CheckEntry(
    string Code, CheckGroup Group, string Name, Severity Severity, Medium? Medium, string Means, string Cure, string Source, string TrustWord, IReadOnlyList<CheckVersion> Versions)
{
    /// <summary>What has to be there before it looks, or why it does not look yet; empty where the hours as sent are enough.</summary>
    public string Needs => CheckWords.Needs.GetValueOrDefault(Code, "");
}

/// <summary>核查目录: made from what the program checks by: law files of patterns and of marks, the findings of the protocol library, the gateway's
/// reasons of refusal and the reasons of verdicts. Nothing is listed that is not checked.</summary>
internal static class CheckCatalogue
{
    public static IReadOnlyList<CheckEntry> Of(Rulebook book) => [.. Patterns(book), .. Marks(book), .. Packets(), .. Refusals(), .. VerdictEntries.Of(book)];

    /// <summary>Name of a check in its newest version; the code itself when none is known.</summary>
    public static string NameOf(Rulebook book, string code) => book.PatternVersions.Reverse().Select(version => version.Find(code)?.Name).FirstOrDefault(name => name is not null) ?? code;

    private static IEnumerable<CheckEntry> Patterns(Rulebook book)
    {
        foreach (var code in book.PatternVersions.SelectMany(version => version.Patterns.Keys).Distinct().OrderBy(code => "PDL".IndexOf(code[0], StringComparison.Ordinal)).ThenBy(code => code, StringComparer.Ordinal))
        {
            var versions = book.PatternVersions.Where(version => version.Find(code) is not null).ToList();
            var newest = versions[^1].Find(code)!;
            yield return new(code, code[0] switch { 'P' => CheckGroup.Pattern, 'L' => CheckGroup.Line, _ => CheckGroup.Data }, newest.Name, newest.Severity, newest.Medium, newest.Means, newest.Cure, newest.Source,
                versions[^1].Rule.Trust.InChinese(),
                [.. versions.Select((version, at) => new CheckVersion(at + 1, version.Rule.InForceFrom, version.Rule.Path, version.Rule.Digest, CheckWords.Thresholds(version.Find(code)!.Numbers)))]);
        }
    }

    private static IEnumerable<CheckEntry> Marks(Rulebook book)
    {
        foreach (var code in book.MarkCheckVersions.SelectMany(version => version.All).Select(check => check.Code).Distinct())
        {
            var versions = book.MarkCheckVersions.Where(version => version.All.Any(check => check.Code == code)).ToList();
            var newest = versions[^1].All.First(check => check.Code == code);
            yield return new(code, CheckGroup.Mark, newest.Name, newest.Doubtful ? Severity.Doubtful : Severity.Note, null, $"{newest.Name}。{(newest.Doubtful ? "该标记待核实，不自动生效。" : "只作提示。")}",
                "核对现场工况记录后更正标记，并上传证明材料。", "标记规则（公告2019年第50号、2022年第21号）", versions[^1].Rule.Trust.InChinese(),
                [.. versions.Select((version, at) => new CheckVersion(at + 1, version.Rule.InForceFrom, version.Rule.Path, version.Rule.Digest, CheckWords.Of(version.All.First(check => check.Code == code))))]);
        }
    }

    private static IEnumerable<CheckEntry> Packets() => Findings.All.Select(entry => new CheckEntry(
        entry.Code, CheckGroup.Packet, Short(entry.Text), entry.Severity switch { Hj212.Severity.Refused => Severity.Fatal, Hj212.Severity.NeedsAllowance => Severity.Breach, Hj212.Severity.Warning => Severity.Doubtful, _ => Severity.Note },
        null, $"{entry.Text}。{Treatment(entry.Severity)}", entry.Cure, "HJ 212-2017、HJ/T 212-2005", Trust.Text.InChinese(), [new(1, null, "随程序发布", null, "不设阈值")]));

    private static string Treatment(Hj212.Severity severity) => severity switch
    {
        Hj212.Severity.Refused => "报文隔离，不应答。",
        Hj212.Severity.NeedsAllowance => "由工程师对该数采仪放行后才接收。",
        Hj212.Severity.Warning => "接收，但应当改正。",
        _ => "接收，仅作记录。",
    };

    private static IEnumerable<CheckEntry> Refusals() => RefusalReasons.Own.Where(code => Findings.Find(code) is null).Select(code => new CheckEntry(
        code, CheckGroup.Packet, RefusalReasons.WordOf(code), Severity.Fatal, null, $"{RefusalReasons.WordOf(code)}，报文隔离，不作为数据。", RefusalReasons.CureOf(code), "本系统接入规则", Trust.Text.InChinese(), [new(1, null, "随程序发布", null, "不设阈值")]));

    private static string Short(string text)
    {
        var end = text.IndexOfAny(['，', '；', '（']);
        return end > 3 ? text[..end] : text;
    }
}
