using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Azure's errors for peerings that it refuses: code and message.</summary>
internal static class PeeringErrors
{
    public const string PeerAction = "Microsoft.Network/virtualNetworks/peer/action";

    public static (string Code, string Message) Overlap(string id, VNet one, VNet other, IEnumerable<string> ranges) =>
        ("VnetAddressSpacesOverlap", $"Cannot create or update peering {id}. Virtual networks {one.ArmId} and " +
            $"{other.ArmId} cannot be peered because their address spaces overlap. Overlapping address prefixes: " +
            $"{string.Join(", ", ranges)}");

    // The third network hangs on one of the two and overlaps the other. The code's spelling is the platform's own.
    public static (string Code, string Message) OverlapWithPeered(
        string id, VNet one, VNet other, VNet third, bool thirdHangsOnOther, IEnumerable<string> ranges) =>
        ("VnetAddressSpaceOverlapsWithAlreadyPeeredVnet", $"Cannot create or update peering {id}. Virtual networks " +
            $"{one.ArmId} and {other.ArmId} cannot be peered because address space of the " +
            $"{(thirdHangsOnOther ? "first" : "second")} virtual network overlaps with address space of virtual " +
            $"network {third.ArmId} already peered with the {(thirdHangsOnOther ? "second" : "first")} virtual " +
            $"network. Overlapping address prefixes: {string.Join(", ", ranges)}. For more information please " +
            "refer to https://aka.ms/VnetPeeringInfo");

    public static (string Code, string Message) RemoteDisconnected(string id, Peering remote) =>
        ("RemotePeeringIsDisconnected", $"Cannot create or update peering {id} because remote peering " +
            $"{remote.ArmId} referencing parent virtual network {remote.RemoteId} is in Disconnected state. Update " +
            "or re-create the remote peering to get it back to Initiated state. Peering gets Disconnected when " +
            "remote vnet or remote peering is deleted and re-created.");

    public static (string Code, string Message) NotProvisioned(VNet network, string id) =>
        ("ReferencedResourceNotProvisioned", $"Cannot proceed with operation because resource {network.ArmId} used " +
            $"by resource {id} is not in Succeeded state. Resource is in Updating state and the last operation that " +
            "updated/is updating the resource is PutSubnetOperation.");

    public static (string Code, string Message) Busy(Operation operation) => ("AnotherOperationInProgress",
        "Another operation on this or dependent resource is in progress. To retrieve status of the operation use " +
        $"uri: https://management.azure.com{operation.StatusId}?api-version=2024-05-01.");

    public static (string Code, string Message) SecondToSameRemote(Peering peering, string name) =>
        ("AnotherPeeringAlreadyReferencesRemoteVnet", $"Peering {peering.ArmId} already references remote virtual " +
            $"network {peering.RemoteId}. Cannot add another peering {name} referencing the same remote virtual " +
            "network.");

    public static (string Code, string Message) TooMany(string network, int most) => ("VnetPeeringLimitReached",
        $"Cannot create more than {most} peerings for virtual network {network}.");

    public static (string Code, string Message) OtherRemote(string id) => ("ChangingRemoteVirtualNetworkNotAllowed",
        $"Changing the remote virtual network of peering {id} is not allowed.");

    public static (string Code, string Message) BadName(string name) => ("InvalidResourceName",
        $"Resource name {name} is invalid. The name can be up to 80 characters long. It must begin with a word " +
        "character, and it must end with a word character or with '_'. The name may contain word characters or '.', " +
        "'-', '_'.");

    public static (string Code, string Message) NoRemote(string id, string remote) => ("InvalidResourceReference",
        $"Resource {remote} referenced by resource {id} was not found. Please make sure that the referenced resource " +
        "exists, and that both resources are in the same region.");

    /// <summary>No token of the tenant that owns the remote subscription.</summary>
    public static (string Code, string Message) WrongTenant(string id, string tenant, string subscription) =>
        ("LinkedAuthorizationFailed", $"The client has permission to perform action '{PeerAction}' on scope '{id}', " +
            $"however the current tenant '{tenant}' is not authorized to access linked subscription '{subscription}'.");

    /// <summary>A token of that tenant, but no right on the remote network.</summary>
    public static (string Code, string Message) NoRightOnRemote(AccessToken caller, string id, string remote) =>
        ("LinkedAuthorizationFailed", $"The client '{caller.ClientName}' with object id '{caller.PrincipalId}' has " +
            $"permission to perform action 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write' on scope " +
            $"'{id}'; however, it does not have permission to perform action(s) '{PeerAction}' on the linked " +
            $"scope(s) '{remote}' (respectively) or the linked scope(s) are invalid.");
}
