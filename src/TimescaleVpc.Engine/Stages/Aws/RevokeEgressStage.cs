using TimescaleVpc.Engine.Clouds.Aws;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Stages.Aws;

/// <summary>Takes back what Grant-AwsPeerEgress made: its group, or its rule in a group of somebody else.</summary>
internal sealed class RevokeEgressStage(RevokeEgressRequest request, ISink sink) : Stage<RevokeEgressRequest>(request,
    sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var peering = (VpcPeering)item!;
        var aws = await context.AwsAsync(cancel);
        var ec2 = aws.Ec2(peering.AwsRegion);
        var changes = new Changes(context, peering.Planned);
        var groups = await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel);

        foreach (var group in groups.Where(group => Request.SecurityGroupId is null
            || Same(group.Id, Request.SecurityGroupId)))
        {
            var ours = group.Tags.GetValueOrDefault(AwsNames.TagKey) == AwsNames.TagValue(peering);
            if (ours) await DeleteAsync(peering, group, changes, ec2, cancel);
            else await RevokeAsync(peering, group, changes, ec2, cancel);
        }

        if (changes.Steps.Count == 0) Sink.Verbose($"No egress of ours is left for {AwsPeeringReader.Name(peering)}.");
        if (changes.Planning)
            Sink.Output(peering with { Planned = true, Plan = [.. peering.Plan, .. changes.Steps],
                Session = context.Session });
    }

    /// <summary>Off the interfaces first: a group in use cannot be deleted.</summary>
    private static async Task DeleteAsync(
        VpcPeering peering, Ec2SecurityGroup group, Changes changes, IEc2Api ec2, CancellationToken cancel)
    {
        var users = await ec2.DescribeNetworkInterfacesAsync(Ec2Query.All.Where("group-id", group.Id), cancel);
        var stuck = users.Where(one => one.GroupIds.Count == 1 || one.IsRequesterManaged).Select(one => one.Id)
            .ToArray();
        if (stuck.Length > 0) throw Catalogue.GroupInUse.For(group.Id, group.Id, string.Join(", ", stuck));

        foreach (var one in users)
        {
            await changes.DoAsync(
                StepCatalogue.DetachSecurityGroup.On($"{one.Id}: {group.Name}"),
                () => GrantEgressStage.TolerantAsync(() => ec2.ModifyNetworkInterfaceAttributeAsync(
                    one.Id, [.. one.GroupIds.Where(id => id != group.Id)], cancel)),
                cancel);
        }

        await changes.DoAsync(
            StepCatalogue.DeleteSecurityGroup.On($"{group.Name} in {peering.AwsVpcId}"),
            async () =>
            {
                try
                {
                    await GrantEgressStage.TolerantAsync(
                        () => ec2.DeleteSecurityGroupAsync(group.Id, cancel), Ec2Codes.GroupNotFound,
                        "InvalidGroupId.NotFound");
                }
                catch (Ec2Exception error) when (error.Is(Ec2Codes.DependencyViolation, Ec2Codes.GroupInUse))
                {
                    throw Catalogue.GroupInUse.For(group.Id, group.Id, "another security group or an interface");
                }
            },
            cancel);
    }

    private static async Task RevokeAsync(
        VpcPeering peering, Ec2SecurityGroup group, Changes changes, IEc2Api ec2, CancellationToken cancel)
    {
        var note = AwsNames.Rule(peering);
        foreach (var rule in group.Outbound)
        {
            foreach (var range in rule.Ranges.Where(range => range.Description == note))
            {
                await changes.DoAsync(
                    StepCatalogue.RevokeEgress.On($"{group.Id}: TCP {rule.FromPort} to {range.Cidr}"),
                    () => GrantEgressStage.TolerantAsync(
                        () => ec2.RevokeSecurityGroupEgressAsync(
                            group.Id, [rule with { Ranges = [range], Ipv6Ranges = [], PrefixListIds = [],
                                GroupIds = [] }], cancel),
                        Ec2Codes.PermissionNotFound),
                    cancel);
            }
        }
    }
}
