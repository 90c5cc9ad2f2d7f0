using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TimescaleVpc.Sandbox.Remote;

/// <summary>The JSON format of the sandbox's records between a server and its sessions.</summary>
internal static class AdminJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        // Messages contain names in quotes and are not shown as a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SetInternally } },
    };

    /// <summary>Sets members that are read-only for scripts.</summary>
    private static void SetInternally(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property is { Set: null, AttributeProvider: PropertyInfo { SetMethod: { } setter } })
                property.Set = (target, value) => setter.Invoke(target, [value]);
        }
    }
}
