using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// The inventory of a peering: the observed items, each with the evidence for its owner. Nothing is recorded at
/// creation, so the evidence must follow from the items themselves.
/// </summary>
internal static class PeeringItems
{
    private const string Identity = "its identity: this very VPC and network";

    /// <summary>The platform's half and, in Azure, ours.</summary>
    public static IEnumerable<PeeringItem> OfBothHalves(VpcPeering peering)
    {
        var phase = PeeringStates.Phase(peering.State);
        if (phase is not PeeringPhase.None and not PeeringPhase.Deleting && peering.State != "DELETED")
        {
            yield return Ours("Peering", peering.PeeringId ?? PeeringView.Name(peering), PeeringView.Name(peering),
                Identity);
        }

        if (peering.LinkState is not null)
        {
            yield return Ours("Link", $"{peering.VNetId}/virtualNetworkPeerings/{peering.LinkName}", peering.LinkName!,
                "its name, or the platform's network that it leads to");
        }
    }

    /// <summary>The items of Grant-AzurePeerRole, and the credentials of Approve-VpcPeering.</summary>
    public static IEnumerable<PeeringItem> OfGrant(GrantIntent intent, RevokeWorld world)
    {
        var going = RevokeDecision.Steps(intent, world).Select(step => step.Credential?.KeyId ?? step.Id)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var held = RevokeDecision.Held(intent, world).ToArray();
        PeeringItem Item(string kind, string id, string name, string knownBy, bool isOurs = true, string? goesWith = null) =>
            new()
            {
                Kind = kind, Id = id, Name = name, KnownBy = knownBy, IsOurs = isOurs,
                NeededBy = !isOurs || going.Contains(goesWith ?? id) ? null
                    : held.FirstOrDefault(one => one.What == name).Holder is { } holder
                        ? $"role assignment {holder.Id}" : "another peering",
            };

        if (world.App is { } app)
        {
            foreach (var left in RevokeDecision.Credentials(app))
                yield return Item("Credential", left.KeyId, $"{left.Name}, expires {left.Expires:u}", "its name", goesWith:
                    going.Contains(app.ObjectId) ? app.ObjectId : left.KeyId);
        }

        foreach (var one in world.OwnAssignments.Concat(world.PlatformAssignments)
            .Where(one => RevokeDecision.IsOurs(one, intent.Project, world) && RevokeDecision.Concerns(one, intent)))
            yield return Item("RoleAssignment", one.Id, one.Scope, AzureNames.ReadAssignmentNote(one.Description) is null
                ? "its name, which follows from scope, holder and role" : "its description");
        foreach (var (_, one) in held.DistinctBy(one => one.Holder.Id))
            yield return Item("RoleAssignment", one.Id, one.Scope, "no mark of ours: somebody else made it", false);
        foreach (var role in new[] { world.OwnRole, world.PlatformRole }.OfType<AzureRole>())
            yield return Item("Role", role.Id, role.Name, "its id, which follows from the subscription");
        if (world.App is { } made)
        {
            yield return Item("Application", made.ObjectId, made.Name,
                world.AppIsOurs ? "its tag" : "no tag of ours: somebody else made it", world.AppIsOurs);
            if (world.OwnPrincipal is { } own)
                yield return Item("ServicePrincipal", own.ObjectId, made.Name, "its application", world.AppIsOurs,
                    made.ObjectId);
        }

        if (world.PlatformPrincipal is { } platform)
        {
            var isOurs = world.PlatformPrincipalIsOurs;
            yield return Item("ServicePrincipal", platform.ObjectId, $"platform application {platform.AppId}",
                isOurs ? "its tag" : "no tag of ours: somebody else made it", isOurs);
        }
    }

    /// <summary>Connection and routes in AWS.</summary>
    public static IEnumerable<PeeringItem> OfConnection(
        VpcPeering peering, AwsHalf half, IEnumerable<Ec2RouteTable> tables)
    {
        if (half.Shown is { } shown && !Ec2PeeringStates.IsDead(shown.Status)
            && shown.Status != Ec2PeeringStates.Deleting)
        {
            yield return new()
            {
                Kind = "AwsPeering", Id = shown.Id, Name = $"{shown.Requester.VpcId} - {shown.Accepter.VpcId}",
                IsOurs = half.IsOurs,
                KnownBy = !half.IsOurs ? "neither tag nor requester: another one"
                    : AwsNames.IsApproved(shown, peering) ? "its tag" : "the platform names it, and it fits",
            };
        }

        foreach (var (table, route) in tables.SelectMany(table => table.Routes.Select(route => (table, route))))
        {
            var (id, name) = ($"{table.Id} {route.Destination}", $"{route.Destination} by {route.PeeringId}");
            if (half.Owns(route, peering)) yield return Ours("Route", id, name, "its target and range");
            else if (half.IsOrphan(route, peering))
            {
                yield return new()
                {
                    Kind = "Route", Id = id, Name = name,
                    KnownBy = "its range alone: AWS no longer shows the connection that it leads to",
                };
            }
        }

    }

    /// <summary>Groups and rules in AWS.</summary>
    public static IEnumerable<PeeringItem> OfGroups(VpcPeering peering, IEnumerable<Ec2SecurityGroup> groups)
    {
        foreach (var group in groups)
        {
            if (AwsNames.IsMarked(group, peering)) yield return Ours("SecurityGroup", group.Id, group.Name, "its tag");
            else
            {
                foreach (var (rule, range) in EgressRevocation.Rules(group, peering))
                    yield return Ours("EgressRule", $"{group.Id} {rule.FromPort} {range.Cidr}",
                        $"TCP {rule.FromPort} to {range.Cidr}", "its description");
            }
        }
    }

    public static PeeringItem Service(string id, string name) => new()
    {
        Kind = "Service", Id = id, Name = name,
        KnownBy = "nothing: where a service was before is not recorded, so only -IncludeService moves it",
    };

    private static PeeringItem Ours(string kind, string id, string name, string knownBy) =>
        new() { Kind = kind, Id = id, Name = name, IsOurs = true, KnownBy = knownBy };
}
