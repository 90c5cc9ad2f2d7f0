using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>Lets a customer's application point at the platform's network; a role of the platform's tenant.</summary>
internal static class PlatformRole
{
    public const string Id = "2f9d5a37-61c4-4b0a-9e8d-53b7c1f4a620";

    public static RoleDefinition Make() => new(Id, WellKnown.PlatformTenant)
    {
        Name = "Customer VNet peering",
        Description = "Allows a customer's application to peer with a project VPC.",
        Permissions = [new RolePermission([PeeringErrors.PeerAction], [])],
        AssignableScopes = [$"/subscriptions/{WellKnown.PlatformSubscription}"],
    };
}
