using System.Diagnostics.CodeAnalysis;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Networking;

/// <summary>
/// The ARM id of a VNet, taken apart. Azure compares names without regard to case; we keep them as they were written.
/// </summary>
internal sealed partial record VNetId(string Subscription, string ResourceGroup, string Name) : ILabelled
{
    public string SubscriptionScope => $"/subscriptions/{Subscription}";

    /// <summary>What people tell it from its namesakes by.</summary>
    public string GroupAndName => $"{ResourceGroup}/{Name}";

    public string GroupScope => $"{SubscriptionScope}/resourceGroups/{ResourceGroup}";

    public static bool TryParse(string? text, [NotNullWhen(true)] out VNetId? id)
    {
        var match = Pattern().Match(text ?? "");
        id = match.Success
            ? new VNetId(match.Groups["sub"].Value, match.Groups["group"].Value, match.Groups["name"].Value)
            : null;
        return id is not null;
    }

    /// <summary>Reads an id that must be one.</summary>
    public static VNetId Parse(string? text) =>
        TryParse(text, out var id) ? id : throw Catalogue.VNetIdInvalid.For(text, text ?? "(none)");

    public bool Equals(VNetId? other) => other is not null && Same(ToString(), other.ToString());

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    string ILabelled.Label => $"{this}";

    public override string ToString() => $"{GroupScope}/providers/Microsoft.Network/virtualNetworks/{Name}";

    // Names of groups and VNets: letters, digits and ._-() ; bounded, so that odd input costs nothing.
    [GeneratedRegex(
        @"\A/subscriptions/(?<sub>[0-9a-f-]{36})/resourceGroups/(?<group>[\w.()-]{1,90})/providers/"
        + @"Microsoft\.Network/virtualNetworks/(?<name>[\w.-]{1,80})/?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
