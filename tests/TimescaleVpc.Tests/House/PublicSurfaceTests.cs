using System.Reflection;
using System.Runtime.CompilerServices;

namespace TimescaleVpc.Tests.House;

/// <summary>What scripts can see is ours alone, and cannot be changed after it was emitted.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly string[] Allowed = ["TimescaleVpc", "TimescaleVpc.Cmdlets", "System.Management.Automation"];

    /// <summary>The two assemblies that scripts see.</summary>
    private static Assembly[] Ours { get; } =
        [typeof(Vpc).Assembly, Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "TimescaleVpc.Cmdlets.dll"))];

    [Fact]
    public void No_third_party_type_is_in_a_public_signature()
    {
        foreach (var assembly in Ours)
        {
            foreach (var type in assembly.GetExportedTypes())
            {
                var all = Signature(type).SelectMany(Parts).Where(part => !IsFine(part)).Select(part => part.FullName);
                Assert.True(!all.Any(), $"{type.FullName}: {string.Join(", ", all)}");
            }
        }
    }

    [Fact]
    public void Records_are_sealed_print_their_name_and_cannot_be_set_from_outside()
    {
        var records = typeof(Vpc).Assembly.GetExportedTypes()
            .Where(type => type.GetMethod("<Clone>$") is not null && type != typeof(SandboxFault)).ToArray();
        Assert.Contains(typeof(VpcPeering), records);
        foreach (var type in records)
        {
            Assert.True(type.IsSealed, type.Name);
            var text = type.GetMethod("ToString", [])!;
            Assert.False(text.IsDefined(typeof(CompilerGeneratedAttribute)),
                $"{type.Name} has the compiler's ToString");
            foreach (var property in type.GetProperties())
                Assert.True(property.SetMethod is null or { IsPublic: false },
                    $"{type.Name}.{property.Name} can be set");
        }
    }

    [Fact]
    public void Lists_are_arrays_and_states_are_texts()
    {
        foreach (var property in typeof(Vpc).Assembly.GetExportedTypes()
            .Where(type => type.GetMethod("<Clone>$") is not null)
            .SelectMany(type => type.GetProperties()))
        {
            var type = property.PropertyType;
            Assert.False(type.IsEnum, $"{property.DeclaringType!.Name}.{property.Name} is an enum");
            Assert.True(
                type.IsArray || type == typeof(string) || !typeof(System.Collections.IEnumerable)
                    .IsAssignableFrom(type),
                $"{property.DeclaringType!.Name}.{property.Name} is no array");
        }
    }

    private static bool IsFine(Type type) =>
        Allowed.Contains(type.Assembly.GetName().Name) || type.Assembly.GetName()
            .Name!.StartsWith("System.", StringComparison.Ordinal)
        || type.Assembly.GetName().Name is "netstandard" or "mscorlib";

    private static IEnumerable<Type> Signature(Type type)
    {
        const BindingFlags Seen =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.BaseType is not null) yield return type.BaseType;
        foreach (var item in type.GetInterfaces()) yield return item;
        foreach (var item in type.GetProperties(Seen)) yield return item.PropertyType;
        foreach (var item in type.GetFields(Seen)) yield return item.FieldType;
        foreach (var item in type.GetCustomAttributesData()) yield return item.AttributeType;
        foreach (var method in type.GetMethods(Seen))
        {
            yield return method.ReturnType;
            foreach (var parameter in method.GetParameters()) yield return parameter.ParameterType;
        }
    }

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.IsGenericParameter) return [];
        if (type.HasElementType) return Parts(type.GetElementType()!);
        return type.IsGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
    }
}
