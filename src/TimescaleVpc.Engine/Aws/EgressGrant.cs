using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Lets traffic out to the service: a new security group with nothing but that, a rule in an existing one, or a check
/// of the default one.
/// </summary>
internal sealed class EgressGrant(
    GrantEgressRequest request, UserTags tags, VpcPeering peering, Ec2Api ec2, StepRunner runner)
{
    private readonly ItemContext context = runner.Context;
    private readonly string name = AwsNames.Group(peering);
    private readonly int[] ports = request.Port.Length > 0 ? request.Port : [5432];

    private bool IsOwn => request.SecurityGroupId is null && !request.UseDefault;

    /// <returns>The group that lets the traffic out; null if its creation is only planned.</returns>
    public async Task<Ec2SecurityGroup?> RunAsync(CancellationToken cancel)
    {
        var groups = await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel);
        var group = groups.FirstOrDefault(item => request.SecurityGroupId is { } id ? Same(item.Id, id)
            : request.UseDefault ? item.IsDefault : AwsNames.IsMarked(item, peering));
        if (group is null && !IsOwn)
        {
            var missingId = request.SecurityGroupId ?? "default";
            throw Catalogue.SecurityGroupNotFound.For(
                request.UseDefault ? peering : missingId, peering.AwsVpcId, missingId,
                NearNames.Of(missingId, groups, item => item.Id, item => $"{item.Id} ({item.Name})"));
        }

        foreach (var port in ports.Where(port => request.UseDefault && !Allows(group!, port)))
            throw Catalogue.SecurityGroupUnfit.For(group!.Id, group.Id, port, peering.VpcCidr);
        return await Outlook(group, cancel).NamingAllAsync(async () =>
        {
            if (IsOwn) group = await OwnGroupAsync(group, groups, cancel);
            if (!request.UseDefault) await AuthorizeAsync(group, cancel);
            await AttachAsync(group, cancel);
            return group;
        });
    }

    /// <summary>What it may change, for the rights that it takes.</summary>
    private Ec2Outlook Outlook(Ec2SecurityGroup? group, CancellationToken cancel)
    {
        var outlook = new Ec2Outlook(ec2, context);
        if (IsOwn && group is null)
        {
            outlook.Expect(
                StepCatalogue.CreateSecurityGroup.Permission,
                api => api.CreateSecurityGroupAsync(new(peering.AwsVpcId!, name, name), cancel));
            foreach (var need in StepCatalogue.CreateSecurityGroup.Also) outlook.Expect(need.Permission, null);
            outlook.Expect(StepCatalogue.RevokeDefaultEgress.Permission, null);
        }

        Ec2Permission[] rules =
        [
            .. ports.Where(port => !IsThere(group, port)).Select(port => Ec2Permission.Tcp(port, peering.VpcCidr)),
        ];
        if (!request.UseDefault && rules.Length > 0)
        {
            outlook.Expect(
                StepCatalogue.AuthorizeEgress.Permission,
                group is null ? null : api => api.AuthorizeSecurityGroupEgressAsync(group.Id, rules, cancel));
        }

        if (request.AttachTo.Length > 0) outlook.Expect(StepCatalogue.AttachSecurityGroup.Permission, null);
        return outlook;
    }

    /// <summary>Our own group: nothing in, nothing out but what is authorised afterwards.</summary>
    private async Task<Ec2SecurityGroup?> OwnGroupAsync(
        Ec2SecurityGroup? group, IReadOnlyList<Ec2SecurityGroup> groups, CancellationToken cancel)
    {
        // The tag stays when the VPC is renamed; a group with only the name is foreign.
        if (group is null && groups.FirstOrDefault(item => Same(item.Name, name)) is { } foreignGroup)
            throw Catalogue.SecurityGroupNameTaken.For(foreignGroup.Id, foreignGroup.Id, name);
        if (group is null)
        {
            // With the request that makes it: an organization may refuse groups without certain tags.
            await runner.DoAsync(
                StepCatalogue.CreateSecurityGroup.On(
                    $"{tags.On(name)} in {peering.AwsVpcId}", tags.On(name), peering.AwsVpcId),
                async () => group = await CreateAsync(cancel), cancel);
        }

        if (group is not null)
        {
            AwsTags.RequireRoom(tags, group.Tags.Keys);
            await AwsTags.AddAsync(tags, group.Tags, group.Id, $"the security group {name}", runner, ec2, cancel);
        }

        // A new group lets everything out.
        var openRules = group is null ? [Ec2Permission.AllOut] : group.Outbound.Where(rule => rule.Protocol == "-1"
            && (rule.Ranges.Any(range => range.Cidr == "0.0.0.0/0")
                || rule.Ipv6Ranges.Any(range => range.Cidr == "::/0"))).ToArray();
        if (openRules.Length > 0)
        {
            await runner.EnsureAsync(
                StepCatalogue.RevokeDefaultEgress.On($"{name} in {peering.AwsVpcId}", name, peering.AwsVpcId),
                () => ec2.RevokeSecurityGroupEgressAsync(group!.Id, openRules, cancel), cancel,
                isDone: Ec2Codes.PermissionNotFound);
        }

        return group;
    }

    private async Task<Ec2SecurityGroup> CreateAsync(CancellationToken cancel)
    {
        var newGroup = new Ec2NewGroup(peering.AwsVpcId!, name, $"Out to Timescale VPC {peering.VpcId} only")
        {
            Tags = new Dictionary<string, string>(tags.Values)
            {
                [AwsNames.TagKey] = AwsNames.TagValue(peering), [AwsNames.NameKey] = name,
            },
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ec2.CreateSecurityGroupAsync(newGroup, cancel);
            }
            catch (Ec2Exception error) when (error.Is(Ec2Codes.GroupDuplicate))
            {
                // Perhaps ours, by a lost reply: the tag tells in a moment.
            }
            catch (UnknownOutcomeException error)
            {
                if (!context.MayTryAgain(attempt)) throw error.Reported;
            }

            // A new group is shown after a moment.
            var patience = new Patience(context, PollIntervals.Outcome * RetryHandler.Attempts);
            var createdGroup = await patience.UntilShownAsync(
                async () => (await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel))
                    .FirstOrDefault(item => AwsNames.IsMarked(item, peering)),
                interval: null, peering.NetworkLabel, "AWS does not show the new security group yet", cancel);
            if (createdGroup is not null) return createdGroup;
            if (context.DeadlinePassed || attempt == RetryHandler.Attempts)
                throw Catalogue.SecurityGroupNotFound.For(
                    peering, peering.AwsVpcId, name, "no group yet that shows the mark of this peering");
        }
    }

    private async Task AuthorizeAsync(Ec2SecurityGroup? group, CancellationToken cancel)
    {
        foreach (var port in ports.Where(port => !IsThere(group, port)))
        {
            await runner.EnsureAsync(
                StepCatalogue.AuthorizeEgress.On(
                    $"{(IsOwn ? name : group!.Id)}: TCP {port} to {peering.VpcCidr}", group?.Name ?? name, port,
                    peering.VpcCidr),
                () => ec2.AuthorizeSecurityGroupEgressAsync(
                    group!.Id, [Ec2Permission.Tcp(port, peering.VpcCidr, AwsNames.Rule(peering))], cancel),
                cancel, isDone: Ec2Codes.PermissionDuplicate);
        }
    }

    private async Task AttachAsync(Ec2SecurityGroup? group, CancellationToken cancel)
    {
        if (request.AttachTo.Length == 0) return;
        var all = await ec2.DescribeNetworkInterfacesAsync(AwsRoutes.InVpc(peering), cancel);
        foreach (var targetId in request.AttachTo)
        {
            var interfaces = all.Where(item => Same(item.Id, targetId) || Same(item.InstanceId, targetId)).ToArray();
            if (interfaces.Length == 0)
            {
                throw Catalogue.AttachTargetUnknown.For(
                    targetId, peering.AwsVpcId, targetId,
                    NearNames.Of(targetId, all.Select(item => item.InstanceId ?? item.Id)));
            }

            foreach (var one in interfaces.Where(item => group is null || !item.GroupIds.Contains(group.Id)))
            {
                await runner.EnsureAsync(
                    StepCatalogue.AttachSecurityGroup.On($"{one.Id}: {name}", one.Id, group?.Name ?? name),
                    () => ec2.ModifyNetworkInterfaceAttributeAsync(one.Id, [.. one.GroupIds, group!.Id], cancel),
                    cancel);
            }
        }
    }

    /// <summary>
    /// A group of ours needs an exact rule; in a foreign group any rule that allows it is sufficient.
    /// </summary>
    private bool IsThere(Ec2SecurityGroup? group, int port) => group is not null && (request.SecurityGroupId is null
        ? group.Outbound.Any(rule => rule.Protocol == "tcp" && rule.FromPort == port && rule.ToPort == port
            && rule.Ranges.Any(range => range.Cidr == peering.VpcCidr))
        : Allows(group, port));

    private bool Allows(Ec2SecurityGroup group, int port) =>
        AddressRange.TryParse(peering.VpcCidr, out var target, out _) && group.LetsOut(port, target);
}
