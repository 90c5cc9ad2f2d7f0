using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// Requests and ids of ARM in errors: short, in Azure's own names, and nothing lost that tells them apart.
/// </summary>
public sealed class ArmWordsTests
{
    private const string Group = "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/Network-RG";
    private const string VNet = Group + "/providers/Microsoft.Network/virtualNetworks/Prod-VNet";

    [Theory]
    [InlineData("GET", "/subscriptions", "Microsoft.Resources/subscriptions/read")]
    [InlineData("GET", Group, "Microsoft.Resources/subscriptions/resourceGroups/read")]
    [InlineData("GET", VNet + "?api-version=1", "Microsoft.Network/virtualNetworks/read")]
    [InlineData(
        "PUT", VNet + "/virtualNetworkPeerings/a",
        "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write")]
    [InlineData("DELETE", VNet + "/providers/Microsoft.Authorization/roleAssignments/1",
        "Microsoft.Authorization/roleAssignments/delete")]
    [InlineData("GET", "/subscriptions/1/providers/Microsoft.Network/locations/westeurope/operations/2",
        "Microsoft.Network/locations/operations/read")]
    [InlineData("GET", VNet + "/providers/Microsoft.Authorization/permissions",
        "Microsoft.Authorization/permissions/read")]
    [InlineData("GET", "/", "Microsoft.Resources/read")]
    public void A_request_has_the_name_of_its_action(string method, string path, string action) =>
        Assert.Equal(action, ArmWords.Action(method, path));

    [Theory]
    [InlineData(VNet, "VNet Network-RG/Prod-VNet")]
    [InlineData(VNet + "/virtualNetworkPeerings/a", "link a of VNet Network-RG/Prod-VNet")]
    [InlineData(Group, "resource group Network-RG of subscription 0b1f6471-1bf0-4dda-aec3-cb9272f09590")]
    [InlineData("/subscriptions/1", "subscription 1")]
    [InlineData("/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/2", "role 2")]
    [InlineData(VNet + "/providers/Microsoft.Authorization/roleAssignments/1",
        "role assignment 1 (resource group Network-RG)")]
    [InlineData("Prod-VNet", "Prod-VNet")]
    [InlineData("/", "/")]
    [InlineData("", "")]
    [InlineData($"{VNet}/providers/Microsoft.Network/virt", $"{VNet}/providers/Microsoft.Network/virt")]
    [InlineData("/subscriptions/a/providers/b/c/resourceGroups", "c resourceGroups")]
    [InlineData("/subscriptions/a/resourceGroups", "/subscriptions/a/resourceGroups")]
    public void An_id_is_said_by_its_names(string id, string label) => Assert.Equal(label, ArmWords.Label(id));

    [Theory]
    [InlineData($"Several are named so: {VNet}, {Group}/providers/Microsoft.Network/virtualNetworks/b.",
        "Several are named so: Network-RG/Prod-VNet, Network-RG/b.")]
    [InlineData("No id in it: a/b", "No id in it: a/b")]
    public void Ids_in_a_text_are_names(string text, string inNames) =>
        Assert.Equal(inNames, ArmWords.InNames(text));
}
