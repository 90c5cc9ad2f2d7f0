using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TimescaleVpc.Tests.Display;

/// <summary>
/// What stands for a record in a text has nothing raw in it, and the properties have the value itself.
/// </summary>
public sealed class RecordTextTests
{
    public static TheoryData<Type> Records =>
    [
        .. typeof(Vpc).Assembly.GetExportedTypes().Where(type => type.IsClass && !type.IsAbstract
            && !type.IsSubclassOf(typeof(Exception)) && type != typeof(SandboxSettings)),
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_record_of_hostile_values_is_shown_without_them(Type type)
    {
        var record = type == typeof(SandboxServer)
            ? new SandboxServer(new Uri("https://localhost"), HostileText.Name)
            {
                Certificate = HostileText.Name, Pin = HostileText.Name, ConnectionFile = HostileText.Name,
            }
            : Fill(type, 0);
        Assert.False(HostileText.IsIn($"{record}"), $"{record}");
        foreach (var property in type.GetProperties().Where(item => item.PropertyType == typeof(string)
            && item.SetMethod is not null))
            Assert.Equal(HostileText.Name, property.GetValue(record));
    }

    /// <summary>
    /// An object with the hostile name wherever it has a text, and objects of that kind wherever it has one.
    /// </summary>
    private static object Fill(Type type, int depth)
    {
        var record = RuntimeHelpers.GetUninitializedObject(type);
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var property in type.GetProperties(All).Where(item => item.SetMethod is not null))
            property.SetValue(record, Value(property.PropertyType, property.GetValue(record), depth));
        return record;
    }

    private static object? Value(Type type, object? sample, int depth) =>
        type == typeof(string) ? HostileText.Name
        : type == typeof(Uri) ? new Uri("https://localhost")
        : type == typeof(object) ? HostileText.Name
        : type.IsArray ? List(type.GetElementType()!, depth)
        : type.IsClass && type.Assembly == typeof(Vpc).Assembly && !type.IsAbstract && depth < 3 ? Fill(type, depth + 1)
        : sample;

    private static Array List(Type item, int depth)
    {
        var list = Array.CreateInstance(item, depth < 3 ? 1 : 0);
        for (var at = 0; at < ((ICollection)list).Count; at++) list.SetValue(Value(item, null, depth), at);
        return list;
    }
}
