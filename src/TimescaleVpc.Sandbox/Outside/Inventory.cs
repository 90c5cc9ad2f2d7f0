namespace TimescaleVpc.Sandbox.Outside;

/// <summary>What lives in the world, as plain data: no secret, no time of making, no counter.</summary>
internal static class Inventory
{
    public static SandboxItem Item(
        string kind, string id, string name, params (string Name, string? Value)[] properties) => new()
        {
            Kind = kind,
            Id = id,
            Name = name,
            Properties = string.Join(' ', properties.OrderBy(pair => pair.Name, StringComparer.Ordinal)
                .Select(pair => $"{pair.Name}={pair.Value}")),
        };
}
