namespace TimescaleVpc.Engine.Azure;

/// <summary>One block of permissions: actions and the exceptions from them, both with <c>*</c> as wildcard.</summary>
internal sealed record ActionSet(IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions)
{
    public bool Allows(string action) =>
        Actions.Any(pattern => Matches(pattern, action)) && !NotActions.Any(pattern => Matches(pattern, action));

    /// <summary>Each part between wildcards must come in order; the first and the last are anchored.</summary>
    private static bool Matches(string pattern, string action)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1) return Same(pattern, action);
        if (!action.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)) return false;

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var index = action.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (index < 0) return false;
            at = index + part.Length;
        }

        return action.Length - at >= parts[^1].Length
            && action.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }
}
