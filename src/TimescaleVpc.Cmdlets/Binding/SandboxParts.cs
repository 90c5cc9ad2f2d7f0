using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Converts the input of New-VpcSandbox to plain data: the sandbox does not depend on PowerShell.</summary>
internal static class SandboxParts
{
    internal static IEnumerable<SandboxPart> Of(string parameter, params IDictionary?[] tables)
    {
        var all = tables.OfType<IDictionary>().ToArray();
        return all.Select((values, at) => new SandboxPart(
            parameter,
            all.Length > 1 ? $"-{parameter} (number {at + 1})" : $"-{parameter}",
            values.Keys.Cast<object>().ToDictionary(
                key => $"{key}", key => Plain(values[key]), StringComparer.OrdinalIgnoreCase)));
    }

    private static object? Plain(object? value) => (value is PSObject wrapper ? wrapper.BaseObject : value) switch
    {
        IDictionary other => other,
        IList list => list.Cast<object?>().Select(Plain).ToArray(),
        var bare => bare,
    };
}
