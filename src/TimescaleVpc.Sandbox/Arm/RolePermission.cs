using System.Text.RegularExpressions;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Actions less not-actions, both with wildcards.</summary>
internal sealed record RolePermission(IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions)
{
    public bool Allows(string action) =>
        Actions.Any(item => Fits(item, action)) && !NotActions.Any(item => Fits(item, action));

    private static bool Fits(string pattern, string action)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal)) return Same(pattern, action);
        var regex = Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal);
        return Regex.IsMatch(action, $"^{regex}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
