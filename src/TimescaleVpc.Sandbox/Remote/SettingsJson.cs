using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Remote;

/// <summary>Settings as JSON, whole or in part.</summary>
internal static class SettingsJson
{
    private const BindingFlags ByName = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;

    public static JsonObject Write(SandboxSettings settings) =>
        JsonSerializer.SerializeToNode(settings, AdminJson.Options)!.AsObject();

    /// <summary>Sets all named settings, or none.</summary>
    /// <exception cref="ArgumentException">A name or value is unfit.</exception>
    public static void Apply(SandboxSettings settings, JsonObject changes)
    {
        var assignments = changes.Select(pair => (Property: Find(pair.Key), pair.Value))
            .Select(pair => (pair.Property, Value: Read(pair.Property, pair.Value))).ToArray();
        foreach (var (property, value) in assignments)
        {
            if (value is Dictionary<string, TimeSpan> latency) Replace(settings.Latency, latency);
            else property.SetValue(settings, value);
        }
    }

    private static PropertyInfo Find(string name) => typeof(SandboxSettings).GetProperty(name, ByName)
        ?? throw new ArgumentException(
            $"There is no setting '{name}'; the nearest are "
            + $"{NearNames.Of(name, typeof(SandboxSettings).GetProperties().Select(property => property.Name))}.");

    private static object Read(PropertyInfo property, JsonNode? value)
    {
        try
        {
            return value.Deserialize(property.PropertyType, AdminJson.Options)
                ?? throw new ArgumentException($"The setting '{property.Name}' needs a value.");
        }
        catch (JsonException)
        {
            throw new ArgumentException(
                $"'{value?.ToJsonString()}' is no value for the setting '{property.Name}' " +
                $"({property.PropertyType.Name}).");
        }
    }

    private static void Replace(Dictionary<string, TimeSpan> presentValues, Dictionary<string, TimeSpan> replacement)
    {
        presentValues.Clear();
        foreach (var (kind, span) in replacement) presentValues[kind] = span;
    }
}
