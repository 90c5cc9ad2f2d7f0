namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>The keys of a parameter of New-VpcSandbox, and its effect on the world.</summary>
internal sealed record PartKind(string Parameter, string[] Required, string[] Optional, Action<Part> Apply)
{
    /// <summary>The keys, for an error.</summary>
    public string Keys { get; init; } = Optional.Length == 0
        ? string.Join(", ", Required)
        : $"{string.Join(", ", Required)}{(Required.Length > 0 ? "; optional " : "")}{string.Join(", ", Optional)}";

    /// <summary>The key that is meant, in the spelling of the rules; a list may be called by its plural.</summary>
    public string? Find(string name)
    {
        var all = Required.Concat(Optional);
        return all.FirstOrDefault(key => Same(key, name))
            ?? all.FirstOrDefault(key => Same($"{key}s", name) || Same($"{key}es", name));
    }
}
