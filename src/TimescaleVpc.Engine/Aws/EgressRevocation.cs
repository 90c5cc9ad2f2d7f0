using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Revokes the egress of a peering: our group, or our rule in a foreign group.</summary>
internal sealed class EgressRevocation(VpcPeering peering, Ec2Api ec2, StepRunner runner)
{
    /// <param name="groupId">The only group to look at; null means all of the AWS VPC.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task RunAsync(string? groupId, CancellationToken cancel)
    {
        var groups = await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel);
        foreach (var group in groups.Where(group => groupId is null || Same(group.Id, groupId)))
        {
            await (AwsNames.IsMarked(group, peering) ? DeleteAsync(group, cancel) : RevokeAsync(group, cancel));
        }
    }

    /// <summary>The rules that this module added for this VPC to foreign groups.</summary>
    public static IEnumerable<(Ec2Permission Rule, Ec2Range Range)> Rules(Ec2SecurityGroup group, VpcPeering peering) =>
        group.Outbound.SelectMany(rule => rule.Ranges
            .Where(range => range.Description == AwsNames.Rule(peering)).Select(range => (rule, range)));

    /// <summary>Off the interfaces first: a group in use cannot be deleted.</summary>
    private async Task DeleteAsync(Ec2SecurityGroup group, CancellationToken cancel)
    {
        var users = await ec2.DescribeNetworkInterfacesAsync(Ec2Query.Where("group-id", group.Id), cancel);
        var stuckIds = users.Where(one => one.GroupIds.Count == 1 || one.IsRequesterManaged).Select(one => one.Id)
            .ToArray();
        if (stuckIds.Length > 0)
            throw Catalogue.SecurityGroupInUse.For(group.Id, group.Id, string.Join(", ", stuckIds));

        foreach (var one in users)
        {
            await runner.EnsureAsync(
                StepCatalogue.DetachSecurityGroup.On($"{one.Id}: {group.Name}", one.Id, group.Name),
                () => ec2.ModifyNetworkInterfaceAttributeAsync(
                    one.Id, [.. one.GroupIds.Where(id => id != group.Id)], cancel),
                cancel, before: string.Join(", ", one.GroupIds));
        }

        await runner.EnsureAsync(
            StepCatalogue.DeleteSecurityGroup.On($"{group.Name} in {peering.AwsVpcId}", group.Name, peering.AwsVpcId),
            async () =>
            {
                try
                {
                    await ec2.DeleteSecurityGroupAsync(group.Id, cancel);
                }
                catch (Ec2Exception error) when (error.Is(Ec2Codes.DependencyViolation, Ec2Codes.GroupInUse))
                {
                    throw Catalogue.SecurityGroupInUse.Because(
                        error.Refusal, group.Id, group.Id, "another security group or an interface");
                }
            },
            cancel, before: group.Id, Ec2Codes.GroupNotFound, "InvalidGroupId.NotFound");
    }

    private async Task RevokeAsync(Ec2SecurityGroup group, CancellationToken cancel)
    {
        foreach (var (rule, range) in Rules(group, peering))
        {
            await runner.EnsureAsync(
                StepCatalogue.RevokeEgress.On(
                    $"{group.Id}: TCP {rule.FromPort} to {range.Cidr}", group.Name, rule.FromPort, range.Cidr),
                () => ec2.RevokeSecurityGroupEgressAsync(
                    group.Id, [rule with { Ranges = [range], Ipv6Ranges = [], PrefixListIds = [], GroupIds = [] }],
                    cancel),
                cancel, before: $"TCP {rule.FromPort} to {range.Cidr}", Ec2Codes.PermissionNotFound);
        }
    }
}
