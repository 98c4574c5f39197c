using System.Text.Json;

namespace Qingjian.Platform.Edge;

/// <summary>A value of an enumeration in an address's query: the same camelCase word as in JSON bodies, which is also what the interface description names.
/// The framework by itself would read only the spelling of the C# source.</summary>
/// <param name="Value">The value meant.</param>
public readonly record struct Word<TEnum>(TEnum Value) where TEnum : struct, Enum
{
    private static readonly Dictionary<string, TEnum> Known =
        Enum.GetValues<TEnum>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.OrdinalIgnoreCase);

#pragma warning disable CA1000 // The framework looks for this very member on the type of the parameter.
    /// <summary>Reads a word; capitals do not matter, numbers are no words.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out Word<TEnum> word)
    {
        var found = Known.TryGetValue(text ?? "", out var value);
        word = new(value);
        return found;
    }
#pragma warning restore CA1000

    /// <summary>The value itself.</summary>
    public static implicit operator TEnum(Word<TEnum> word) => word.Value;

    /// <summary>The word as it stands in an address.</summary>
    public override string ToString() => JsonNamingPolicy.CamelCase.ConvertName(Value.ToString());
}
