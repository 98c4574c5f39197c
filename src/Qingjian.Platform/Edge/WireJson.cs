using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Edge;

/// <summary>JSON at the HTTP edge: what a request type cannot do without must be there, so that no act ever meets a null it does not expect.</summary>
internal static class WireJson
{
    public static void Apply(JsonSerializerOptions options)
    {
        HouseJson.Apply(options);
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(RequireWhatCannotBeNull);
    }

    private static void RequireWhatCannotBeNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property is { Set: not null, AssociatedParameter: { IsNullable: false, HasDefaultValue: false } parameter } && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
                property.IsRequired = true;
    }
}
