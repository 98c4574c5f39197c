using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Storage;

/// <summary>How values lie in the house's tables, the same on both engines, so that sorting and comparing agree.</summary>
public static class HouseConventions
{
    internal static void Apply(ModelConfigurationBuilder builder)
    {
        builder.Properties<DateTimeOffset>().HaveConversion<Instants>();
        builder.Properties<DateOnly>().HaveConversion<Dates>();
        builder.Properties<decimal>().HaveConversion<Decimals>();
        builder.Properties<Money>().HaveConversion<Fens>();
        builder.Properties<Enum>().HaveConversion<string>();
    }

    /// <summary>Keeps a value as JSON text in one column.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(
            value => JsonSerializer.Serialize(value, HouseJson.Options),
            text => JsonSerializer.Deserialize<T>(text, HouseJson.Options)!,
            new ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, HouseJson.Options) == JsonSerializer.Serialize(b, HouseJson.Options),
                value => JsonSerializer.Serialize(value, HouseJson.Options).GetHashCode(StringComparison.Ordinal),
                value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, HouseJson.Options), HouseJson.Options)!));
        return property;
    }

    /// <summary>CreditCode becomes credit_code.</summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    private sealed class Instants() : ValueConverter<DateTimeOffset, long>(v => v.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v));

    private sealed class Dates() : ValueConverter<DateOnly, string>(
        v => v.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), v => DateOnly.ParseExact(v, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private sealed class Decimals() : ValueConverter<decimal, string>(
        v => v.ToString(CultureInfo.InvariantCulture), v => decimal.Parse(v, NumberStyles.Float, CultureInfo.InvariantCulture));

    private sealed class Fens() : ValueConverter<Money, long>(v => v.Fen, v => Money.FromFen(v));
}
