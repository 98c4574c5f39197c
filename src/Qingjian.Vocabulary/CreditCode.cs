namespace Qingjian.Vocabulary;

/// <summary>A finding about a code that was accepted all the same, shown to the person who typed it.</summary>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Message">Simplified Chinese.</param>
public sealed record CodeFinding(string Code, string Message);

/// <summary>A credit code and what was noticed while reading it.</summary>
public sealed record CreditCodeReading(CreditCode Code, IReadOnlyList<CodeFinding> Findings);

/// <summary>统一社会信用代码 (GB 32100-2015): 18 symbols whose check symbol is right.</summary>
public readonly record struct CreditCode
{
    private const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    private CreditCode(string value) => Value = value;

    /// <summary>The 18 symbols.</summary>
    public string Value { get; }

    /// <summary>Symbols 3 to 8: the division where the unit was registered.</summary>
    public string Division => Value.Substring(2, 6);

    /// <summary>Reads a code as typed. Full width, lower case, blanks and hyphens are normalised with a finding; a wrong inner
    /// organisation code under a right check symbol is accepted with a finding (ruling U15). Refused: wrong length, a letter
    /// outside the set (I O S V Z), a wrong check symbol.</summary>
    public static Outcome<CreditCodeReading> Read(string? typed)
    {
        var value = CodeText.Normalise(typed, out var changed);
        if (value.Length != 18)
            return Refusal.Of("credit-code-length", $"统一社会信用代码应为18位，现为{value.Length}位，请对照营业执照核对");
        var strange = value.FirstOrDefault(symbol => !Symbols.Contains(symbol));
        if (strange != default)
            return Refusal.Of("credit-code-symbol", $"统一社会信用代码不使用字符“{strange}”（不含I、O、S、V、Z），请对照营业执照核对");
        var expected = CheckSymbol(value);
        if (value[17] != expected)
            return Refusal.Of("credit-code-check", $"统一社会信用代码第18位校验码应为“{expected}”，现为“{value[17]}”，请对照营业执照核对");

        var findings = new List<CodeFinding>();
        if (changed) findings.Add(new("credit-code-normalised", $"已将录入的“{typed}”规范为“{value}”"));
        if (OrganisationCheck(value.Substring(8, 8)) is { } check && check != value[16])
            findings.Add(new("credit-code-organisation", $"第9至17位组织机构代码的校验码应为“{check}”，现为“{value[16]}”；整体校验码正确，予以接受，请核对"));
        return new CreditCodeReading(new CreditCode(value), findings);
    }

    /// <summary>The check symbol that belongs to the first 17 symbols.</summary>
    public static char CheckSymbol(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var place = 0; place < 17; place++) sum += Symbols.IndexOf(code[place]) * Weights[place];
        return Symbols[(31 - sum % 31) % 31];
    }

    // GB 11714: eight symbols, weights 3 7 9 10 5 8 4 2, 11 - sum mod 11; 10 is X and 11 is 0.
    private static char? OrganisationCheck(string code)
    {
        var sum = 0;
        for (var place = 0; place < 8; place++)
        {
            var symbol = code[place];
            sum += (char.IsAsciiDigit(symbol) ? symbol - '0' : symbol - 'A' + 10) * OrganisationWeights[place];
        }
        var check = 11 - sum % 11;
        return check switch { 10 => 'X', 11 => '0', _ => (char)('0' + check) };
    }

    /// <inheritdoc />
    public override string ToString() => Value ?? "";
}
