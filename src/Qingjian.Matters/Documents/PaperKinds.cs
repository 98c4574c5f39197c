using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Documents;

/// <summary>A kind of paper: its title and how its number is written. The table is <c>paper-kinds.json</c> beside this file.</summary>
/// <param name="Code">DOC01 to DOC48 of the list of papers; COR (to the party) and COR-IN (for the file) for 补正, which the list does not number.</param>
/// <param name="Title">Title as printed.</param>
/// <param name="Word">Kind word inside the number, e.g. 罚; null for a paper without a number.</param>
/// <param name="Template">Tokens {prefix}, {div4}, {kind}, {yyyy}, {seq} or {seq:000}.</param>
/// <param name="Served">Whether it goes to the party.</param>
internal sealed record PaperKind(string Code, string Title, string? Word, string Template, bool Served)
{
    private static readonly FrozenDictionary<string, PaperKind> Table = Read();

    /// <summary>The kind of a code; throws for a code that is not in the table.</summary>
    public static PaperKind Of(string code) => Table[code];

    /// <summary>Writes a number, e.g. 演环罚〔2026〕1号. Brackets are U+3014 and U+3015, no leading zeros unless the template asks.</summary>
    public string NumberOf(string prefix, string division, int year, int sequence) => Template
        .Replace("{prefix}", prefix, StringComparison.Ordinal)
        .Replace("{div4}", division.Length >= 6 ? division[2..6] : division, StringComparison.Ordinal)
        .Replace("{kind}", Word, StringComparison.Ordinal)
        .Replace("{yyyy}", year.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{seq:000}", sequence.ToString("000", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{seq}", sequence.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static FrozenDictionary<string, PaperKind> Read()
    {
        using var stream = typeof(PaperKind).Assembly.GetManifestResourceStream("paper-kinds.json")!;
        return JsonSerializer.Deserialize<PaperKind[]>(stream, HouseJson.Options)!.ToFrozenDictionary(kind => kind.Code);
    }
}
