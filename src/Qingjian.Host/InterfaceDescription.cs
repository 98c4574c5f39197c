using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Qingjian.Platform.Edge;

namespace Qingjian.Host;

/// <summary>The documented interface at <c>/openapi/v1.json</c>, from which the pages' typed client is made.</summary>
internal static class InterfaceDescription
{
    private static readonly ConcurrentDictionary<string, Type> Named = new();

    public static IServiceCollection AddInterfaceDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.CreateSchemaReferenceId = NameOf;
        options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query))
                Speak(parameter, context.Description.ParameterDescriptions.FirstOrDefault(d => d.Name == parameter.Name)?.ParameterDescriptor?.ParameterType);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "清鉴 Qingjian";
            document.Info.Description = "每次写入须带请求头 X-Requested-With: qingjian，或以个人令牌调用（Authorization: Bearer 令牌）。错误按 RFC 9457，另有 code 与 errors。";
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "个人令牌，在“我的会话与令牌”页新建。" },
            };
            return Task.CompletedTask;
        });
    });

    // Queries are written like bodies: camelCase names, and for an enumeration the words it takes.
    private static void Speak(OpenApiParameter parameter, Type? type)
    {
        parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);
        var plain = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        if (plain is not { IsGenericType: true } || plain.GetGenericTypeDefinition() != typeof(Word<>)) return;
        parameter.Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. Enum.GetNames(plain.GetGenericArguments()[0]).Select(name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name))],
        };
    }

    // By default every nested record called Request or View would share one schema, silently the first one met.
    private static string? NameOf(JsonTypeInfo type)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null) return null;
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        var name = NameOf(plain);
        return Named.GetOrAdd(name, plain) == plain ? name : $"{ModuleOf(plain)}{name}";
    }

    private static string NameOf(Type type)
    {
        var own = type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}Of{string.Concat(type.GetGenericArguments().Select(NameOf))}" : type.Name;
        return type.DeclaringType is { } outer && !type.IsGenericParameter ? NameOf(outer) + own : own;
    }

    private static string ModuleOf(Type type) => type.Namespace?.Split('.').ElementAtOrDefault(1) ?? "";
}
