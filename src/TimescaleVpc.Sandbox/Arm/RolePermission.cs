using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Actions less not-actions, both with wildcards.</summary>
internal sealed record RolePermission(IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions)
{
    public bool Allows(string action) =>
        Actions.Any(item => Fits(item, action)) && !NotActions.Any(item => Fits(item, action));

    private static bool Fits(string pattern, string action) => !pattern.Contains('*', StringComparison.Ordinal)
        ? pattern.Same(action)
        : Regex.IsMatch(action,
        $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
