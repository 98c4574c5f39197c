namespace Qingjian.Vocabulary;

/// <summary>行政区划代码 (GB/T 2260): 6 digits, 9 for a township, 12 for a village (statistics code).</summary>
public readonly record struct DivisionCode
{
    private DivisionCode(string value) => Value = value;

    /// <summary>The code as written, 6, 9 or 12 digits.</summary>
    public string Value { get; }

    /// <summary>Reads a code; refused when it is not 6, 9 or 12 digits.</summary>
    public static Outcome<DivisionCode> Read(string? text)
    {
        var value = CodeText.Normalise(text, out _);
        return value.Length is 6 or 9 or 12 && value.All(char.IsAsciiDigit)
            ? new DivisionCode(value)
            : Refusal.Of("division-code", $"行政区划代码“{text}”不是6位、9位或者12位数字，请核对后重新填写");
    }

    /// <summary>The digits that name the division, without the zero pairs at the end: 611000 gives 6110, 610000 gives 61.</summary>
    public string Stem
    {
        get
        {
            var stem = Value ?? "";
            while (stem.Length > 6 && stem.EndsWith("000", StringComparison.Ordinal)) stem = stem[..^3];
            if (stem.Length > 6) return stem;
            while (stem.Length > 2 && stem.EndsWith("00", StringComparison.Ordinal)) stem = stem[..^2];
            return stem;
        }
    }

    /// <summary>True when <paramref name="other"/> is this division or lies in it.</summary>
    public bool Covers(DivisionCode other) => other.Value is { } value && value.StartsWith(Stem, StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Value ?? "";
}
