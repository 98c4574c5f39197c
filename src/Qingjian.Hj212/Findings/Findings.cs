using System.Collections.Immutable;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>How far a finding goes.</summary>
public enum Severity
{
    /// <summary>Worth knowing, nothing to mend.</summary>
    Note,

    /// <summary>Accepted, but the station should be mended.</summary>
    Warning,

    /// <summary>Readable, but answered only after an engineer has allowed it for that monitor.</summary>
    NeedsAllowance,

    /// <summary>Refused: raw bytes to quarantine, no answer.</summary>
    Refused,
}

/// <summary>One row of the catalogue. <paramref name="Text"/> and <paramref name="Cure"/> are Simplified Chinese.</summary>
public sealed record FindingEntry(Finding Finding, string Code, Severity Severity, string Text, string Cure);

/// <summary>The catalogue of all findings, read from <c>Data/findings.csv</c>.</summary>
public static class Findings
{
    private static readonly FindingEntry?[] ByNumber = Load();

    /// <summary>All findings, in the order of their numbers.</summary>
    public static ImmutableArray<FindingEntry> All { get; } = [.. ByNumber.OfType<FindingEntry>()];

    private static readonly Dictionary<string, FindingEntry> ByCode = All.ToDictionary(e => e.Code, StringComparer.Ordinal);

    /// <summary>The entry of a finding.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enum.</exception>
    public static FindingEntry Of(Finding finding) => ByNumber[(byte)finding]
        ?? throw new ArgumentOutOfRangeException(nameof(finding), finding, "not a finding");

    /// <summary>The entry of a stored code, or null when this version does not know it.</summary>
    public static FindingEntry? Find(string code) => ByCode.GetValueOrDefault(code);

    private static FindingEntry?[] Load()
    {
        var rows = Csv.Rows("findings.csv").ToDictionary(r => r[0], StringComparer.Ordinal);
        var table = new FindingEntry?[256];
        foreach (var finding in Enum.GetValues<Finding>())
        {
            if (finding == Finding.None)
                continue;
            var row = rows[CodeOf(finding.ToString())];
            table[(byte)finding] = new(finding, row[0], Enum.Parse<Severity>(row[1]), row[2], row[3]);
        }
        return table;
    }

    // CrcLowerCase -> crc-lower-case
    private static string CodeOf(string name)
    {
        var code = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && code.Length > 0)
                code.Append('-');
            code.Append(char.ToLowerInvariant(c));
        }
        return code.ToString();
    }
}
