using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Commands;

/// <summary>Makes a <see cref="VNetIdentity"/> of what names a VNet.</summary>
internal sealed partial class VNetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            AzureVNet vnet => new VNetIdentity(new VNetRef(vnet, null)),
            null => inputData,
            string { Length: > 0 } text => new VNetIdentity(new VNetRef(null, text)),

            // Left as it is, it does not bind, and PowerShell tries the next way; an exception would end the binding.
            _ => ForeignId(inputData) is { } id ? new VNetIdentity(new VNetRef(null, id)) : inputData,
        };

    // Az's PSVirtualNetwork, Get-AzResource's objects, what `az network vnet list` gives, a VNet read from JSON: only the
    // type in the id counts.
    private static string? ForeignId(object input)
    {
        var properties = PSObject.AsPSObject(input).Properties;
        return new[] { properties["Id"], properties["ResourceId"] }
            .Select(property => property?.Value?.ToString())
            .FirstOrDefault(id => id is not null && VNetId().IsMatch(id));
    }

    [GeneratedRegex(
        "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex VNetId();
}
