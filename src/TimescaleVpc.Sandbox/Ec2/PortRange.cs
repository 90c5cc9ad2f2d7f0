using System.Globalization;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Ports as a person writes them.</summary>
internal static class PortRange
{
    /// <summary><c>5432</c> or <c>1024-65535</c>; null for anything else.</summary>
    public static (int From, int To)? TryParse(string text)
    {
        var parts = text.Split('-');
        return parts.Length <= 2 && TryPort(parts[0], out var from) && TryPort(parts[^1], out var to) && from <= to
            ? (from, to) : null;
    }

    public static bool TryPort(string? text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535;
}
