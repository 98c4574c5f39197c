using System.Globalization;
using System.Reflection;
using System.Text;

namespace Qingjian.Hj212.Tests;

/// <summary>The public members of the library are a file in the tree, so that growth shows in review. To accept a change, copy the
/// text of the failure into <c>Data/public_api.txt</c>.</summary>
public class PublicApiTests
{
    [Fact]
    public void The_public_members_are_those_of_the_list()
    {
        var list = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "public_api.txt")).ReplaceLineEndings("\n");
        Describe().ShouldBe(list);
    }

    [Fact]
    public void The_library_depends_on_the_framework_only() =>
        typeof(Packet).Assembly.GetReferencedAssemblies().ShouldAllBe(a => a.Name!.StartsWith("System", StringComparison.Ordinal));

    internal static string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in typeof(Packet).Assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Kind(type)} {Name(type)}\n");
            if (type.IsEnum)
            {
                text.Append("    ").AppendJoin(' ', Enum.GetNames(type)).Append('\n');
                continue;
            }
            const BindingFlags all = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            var lines = type.GetMembers(all).Where(m => !Inherited(m)).Select(Line).OfType<string>().Order(StringComparer.Ordinal);
            foreach (var line in lines)
                text.Append("    ").Append(line).Append('\n');
        }
        return text.ToString();
    }

    private static bool Inherited(MemberInfo member) => member.Name is "Equals" or "GetHashCode" or "ToString" or "op_Equality" or "op_Inequality"
        or "Deconstruct" or "<Clone>$" || member is MethodInfo { IsSpecialName: true, Name: not ("op_BitwiseOr" or "get_Item") };

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo c => $"({Parameters(c)})",
        MethodInfo m => $"{m.Name}({Parameters(m)}) : {Name(m.ReturnType)}",
        PropertyInfo { Name: not "Item" } p => $"{p.Name} : {Name(p.PropertyType)}{(p.SetMethod is { IsPublic: true } ? " init" : "")}",
        FieldInfo f => $"{f.Name} : {Name(f.FieldType)}",
        _ => null,
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{(p.IsOut ? "out " : p.ParameterType.IsByRef ? "ref " : "")}{Name(p.ParameterType)} {p.Name}"));

    private static string Kind(Type type) => type.IsEnum ? "enum" : type.IsInterface ? "interface"
        : type.IsByRefLike ? "ref struct" : type.IsValueType ? "struct" : type.IsAbstract && type.IsSealed ? "static class" : "class";

    private static string Name(Type type)
    {
        if (type.IsByRef)
            type = type.GetElementType()!;
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Name(inner) + "?";
        if (!type.IsGenericType)
            return type.FullName is { } full && type.DeclaringType is not null ? full[(full.LastIndexOf('.') + 1)..] : type.Name;
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
