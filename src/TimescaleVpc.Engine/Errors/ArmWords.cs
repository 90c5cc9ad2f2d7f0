namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// Requests and ids of ARM as Azure's administrators say them. An error that holds a whole path has its reason screens
/// further down; the path is with -Debug, the id with the error's target.
/// </summary>
internal static partial class ArmWords
{
    private const string Providers = "providers";
    private const string VNet = "VNet ";

    /// <summary>The action of a request, as roles and policies name it.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path.</param>
    /// <returns>As in Microsoft.Network/virtualNetworks/read.</returns>
    public static string Action(string method, string path)
    {
        var (parts, start) = Split(path);
        var provider = start > 0 ? parts[start - 1] : "Microsoft.Resources";
        var types = parts[start..].Where((_, index) => index % 2 == 0);
        var verb = method switch { "GET" => "read", "DELETE" => "delete", "POST" => "action", _ => "write" };
        return string.Join('/', [provider, .. types, verb]);
    }

    /// <summary>
    /// The type of an id, and its name with what tells it from its namesakes; any other text unchanged.
    /// </summary>
    public static string Label(string id)
    {
        var (parts, start) = Split(id);
        // Types and names take turns; what does not is no id.
        if (!id.StartsWith('/') || parts.Length == start || (parts.Length - start) % 2 != 0) return id;
        var names = new List<string>();
        for (var at = parts.Length - 2; at >= start; at -= 2) names.Add($"{Kind(parts[at])} {parts[at + 1]}");
        var group = Array.FindIndex(parts, part => Same(part, "resourceGroups"));
        var isInGroup = start > 0 && group > 0 && group + 1 < start;
        // What extends another resource, such as a role assignment, is not told apart by its group.
        if (isInGroup && start == group + 4) names[^1] = $"{Kind(parts[start])} {parts[group + 1]}/{parts[start + 1]}";
        else if (isInGroup) names[^1] += $" (resource group {parts[group + 1]})";
        return string.Join(" of ", names);
    }

    /// <summary>
    /// A text with the ids in it as people say them: of a VNet group and name, of all else its label.
    /// </summary>
    public static string InNames(string text) => text.Contains("/subscriptions/", StringComparison.OrdinalIgnoreCase)
        ? ArmId().Replace(text, match =>
        {
            var label = Label(match.Value);
            return label.StartsWith(VNet, StringComparison.Ordinal) ? label[VNet.Length..] : label;
        }) : text;

    // Names of groups may end in a point, as a sentence does; the point is the sentence's then.
    [GeneratedRegex(@"/subscriptions/[\w-]+(?:/[\w.()-]*[\w()-])*", RegexOptions.IgnoreCase)]
    private static partial Regex ArmId();

    /// <summary>The parts of a path, and where those begin that its last provider names.</summary>
    private static (string[] Parts, int Start) Split(string path)
    {
        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var provider = Array.FindLastIndex(parts, part => Same(part, Providers));
        return provider >= 0 && provider + 2 < parts.Length ? (parts, provider + 2) : (parts, 0);
    }

    private static string Kind(string type) => type.ToUpperInvariant() switch
    {
        "SUBSCRIPTIONS" => "subscription",
        "RESOURCEGROUPS" => "resource group",
        "VIRTUALNETWORKS" => "VNet",
        "VIRTUALNETWORKPEERINGS" => "link",
        "ROLEASSIGNMENTS" => "role assignment",
        "ROLEDEFINITIONS" => "role",
        _ => type,
    };
}
