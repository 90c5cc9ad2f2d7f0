namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Scopes are resource ids; a scope includes everything below it.</summary>
internal static class Scopes
{
    public static bool IsAtOrAbove(string scope, string resource) =>
        scope is "/" or "" || Same(resource, scope) || IsAbove(scope.AsSpan().TrimEnd('/'), resource);

    private static bool IsAbove(ReadOnlySpan<char> scope, ReadOnlySpan<char> resource) =>
        resource.Length > scope.Length && resource[scope.Length] == '/'
        && resource.StartsWith(scope, StringComparison.OrdinalIgnoreCase);

    /// <summary>A subscription or a resource group, but nothing smaller.</summary>
    public static bool IsGroupOrWider(string scope) => scope.AsSpan().Count('/') <= 4;

    public static string SubscriptionId(string resource)
    {
        var parts = resource.Split('/');
        return parts.Length > 2 && Same(parts[1], "subscriptions") ? parts[2] : "";
    }
}
