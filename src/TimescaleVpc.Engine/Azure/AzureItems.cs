using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Engine.Azure;

/// <summary>The items of a peering in Azure and Entra ID, each with the evidence for its owner.</summary>
internal static class AzureItems
{
    private static readonly ItemKind Link = new("Link", "your link", "your links");
    private static readonly ItemKind Assignment = new("RoleAssignment", "the role assignment", "role assignments");
    private static readonly ItemKind Role = new("Role", "the role", "roles");
    private static readonly ItemKind Application = new("Application", "the application", "applications");
    private static readonly ItemKind Credential =
        new("Credential", "a credential that is left", "credentials that are left");

    private static readonly ItemKind Principal =
        new("ServicePrincipal", "Timescale's service principal", "service principals");

    /// <summary>The customer's half of the link.</summary>
    public static IEnumerable<PeeringItem> OfLink(VpcPeering peering)
    {
        if (peering.LinkState is null) yield break;
        yield return PlatformItems.Ours(
            Link, $"{peering.VNetId}/virtualNetworkPeerings/{peering.LinkName}", peering.LinkName!,
            "its name, or Timescale's network that it leads to");
    }

    /// <summary>The items of Grant-AzurePeerRole, and the credentials of Approve-VpcPeering.</summary>
    public static IEnumerable<PeeringItem> OfGrant(GrantIntent intent, GrantWorld world)
    {
        var goingIds = RevokeDecision.Steps(intent, world).Select(step => step.Credential?.KeyId ?? step.Id)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var heldItems = RevokeDecision.Held(intent, world).ToArray();
        PeeringItem Item(
            ItemKind kind, string id, string name, string knownBy, bool isOurs = true, string? goesWith = null) =>
            new()
            {
                ItemKind = kind, Id = id, Name = name, KnownBy = knownBy, IsOurs = isOurs,
                NeededBy = !isOurs || goingIds.Contains(goesWith ?? id) ? null
                    : heldItems.FirstOrDefault(one => one.What == name).Holder is { } holder
                        ? $"role assignment {holder.Id}" : "another peering",
            };

        if (world.App is { } app)
        {
            foreach (var credential in RevokeDecision.Credentials(app))
                yield return Item(
                    Credential, credential.KeyId, RevokeDecision.Words(credential), "its name",
                    goesWith: goingIds.Contains(app.ObjectId) ? app.ObjectId : credential.KeyId);
        }

        foreach (var one in world.Assignments
            .Where(one => RevokeDecision.IsOurs(one, intent.Project, world) && RevokeDecision.Concerns(one, intent)))
        {
            var isUnmarked = AzureNames.ReadAssignmentNote(one.Description) is null;
            yield return Item(
                Assignment, one.Id, one.Scope,
                isUnmarked ? "its name, which follows from scope, holder and role" : "its description");
        }

        foreach (var (_, one) in heldItems.DistinctBy(one => one.Holder.Id))
            yield return Item(
                Assignment, one.Id, one.Scope, "no mark of this module: somebody else made it", isOurs: false);
        foreach (var role in world.Roles)
            yield return Item(Role, role.Id, role.Name, "its id, which follows from the subscription");
        if (world.App is { } createdApp)
        {
            yield return Item(Application, createdApp.ObjectId, createdApp.Name,
                world.AppIsOurs ? "its tag" : "no tag of this module: somebody else made it", world.AppIsOurs);
            if (world.Own.Principal is { } ownPrincipal)
            {
                yield return Item(Principal, ownPrincipal.ObjectId, createdApp.Name, "its application",
                    world.AppIsOurs, createdApp.ObjectId);
            }
        }

        if (world.Platform.Principal is { } platform)
            yield return Item(Principal, platform.ObjectId, $"platform application {platform.AppId}",
                platform.IsOurs ? "its tag" : "no tag of this module: somebody else made it", platform.IsOurs);
    }
}
