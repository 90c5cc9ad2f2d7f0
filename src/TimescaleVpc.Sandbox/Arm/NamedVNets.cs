using System.Collections.ObjectModel;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>
/// The VNets of a resource group in the order in which they were made. One is found by its name at once: a new half of
/// a hub is held against all networks that hang on it, in each of its requests.
/// </summary>
internal sealed class NamedVNets() : KeyedCollection<string, VNet>(StringComparer.OrdinalIgnoreCase)
{
    /// <summary>The VNet of a name; null if there is none.</summary>
    public VNet? Find(string name) => TryGetValue(name, out var network) ? network : null;

    protected override string GetKeyForItem(VNet item) => item.Name;
}
