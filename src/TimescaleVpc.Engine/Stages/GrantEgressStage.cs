using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Aws.Sdk;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Lets traffic out to the service: a new security group with nothing but that, a rule in an existing one, or a check
/// of the default one.
/// </summary>
internal sealed class GrantEgressStage(GrantEgressRequest request, ISink sink)
    : Stage<GrantEgressRequest>(request, sink)
{
    /// <summary>The tag that the console shows as a group's name; it is ours.</summary>
    private const string GroupName = "Name";

    private int[] Ports => Request.Port.Length > 0 ? Request.Port : [5432];

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var tags = AwsTags.Of(Request.Tag, AwsNames.TagKey, GroupName);
        var peering = await AwsPeerings.FindAsync(item, "a peering to let traffic out to", context, cancel);
        var ec2 = await context.Ec2Async(peering, cancel);
        var runner = new StepRunner(context, peering.Planned);
        var groups = await ec2.DescribeSecurityGroupsAsync(AwsRoutes.InVpc(peering), cancel);

        var group = await Outlook(peering, groups, context, ec2, cancel).NamingAllAsync(async () =>
        {
            var chosenGroup = Request.UseDefault ? CheckDefault(peering, groups)
                : Request.SecurityGroupId is { } id
                    ? groups.FirstOrDefault(item => Same(item.Id, id))
                        ?? throw Catalogue.SecurityGroupNotFound.For(id, peering.AwsVpcId, id, Names(id, groups))
                    : await OwnGroupAsync(peering, tags, groups, runner, ec2, cancel);
            if (!Request.UseDefault) await AuthorizeAsync(peering, chosenGroup, runner, ec2, cancel);
            await AttachAsync(peering, chosenGroup, runner, ec2, cancel);
            return chosenGroup;
        });

        if (runner.Steps.Count == 0) Sink.Verbose($"{group?.Id} lets the traffic out; nothing to change.");
        Sink.Output((peering with { SecurityGroupId = group?.Id }).After(peering, runner));
    }

    /// <summary>What it may change, for the rights that it takes.</summary>
    private Ec2Outlook Outlook(
        VpcPeering peering, IReadOnlyList<Ec2SecurityGroup> groups, ItemContext context, Ec2Api ec2,
        CancellationToken cancel)
    {
        var outlook = new Ec2Outlook(ec2, context);
        var isOwn = Request.SecurityGroupId is null && !Request.UseDefault;
        var group = groups.FirstOrDefault(item => Request.SecurityGroupId is { } id ? Same(item.Id, id)
            : Request.UseDefault ? item.IsDefault : AwsNames.IsMarked(item, peering));
        if (isOwn && group is null)
        {
            var name = AwsNames.Group(peering);
            outlook.Expect(
                StepCatalogue.CreateSecurityGroup.Permission,
                api => api.CreateSecurityGroupAsync(new(peering.AwsVpcId!, name, name), cancel));
            foreach (var need in StepCatalogue.CreateSecurityGroup.Also) outlook.Expect(need.Permission, null);
            outlook.Expect(StepCatalogue.RevokeDefaultEgress.Permission, null);
        }

        Ec2Permission[] rules =
        [
            .. Ports.Where(port => !IsThere(group, peering, port))
                .Select(port => Ec2Permission.Tcp(port, peering.VpcCidr)),
        ];
        if (!Request.UseDefault && rules.Length > 0)
        {
            outlook.Expect(
                StepCatalogue.AuthorizeEgress.Permission,
                group is null ? null : api => api.AuthorizeSecurityGroupEgressAsync(group.Id, rules, cancel));
        }

        if (Request.AttachTo.Length > 0) outlook.Expect(StepCatalogue.AttachSecurityGroup.Permission, null);
        return outlook;
    }

    private Ec2SecurityGroup CheckDefault(VpcPeering peering, IReadOnlyList<Ec2SecurityGroup> groups)
    {
        var group = groups.FirstOrDefault(item => item.IsDefault)
            ?? throw Catalogue.SecurityGroupNotFound.For(
                peering, peering.AwsVpcId, "default", Names("default", groups));
        foreach (var port in Ports)
        {
            if (!Allows(group, peering.VpcCidr, port)) throw Catalogue.SecurityGroupUnfit.For(group.Id, group.Id, port,
                peering.VpcCidr);
        }

        return group;
    }

    /// <summary>Our own group: nothing in, nothing out but what is authorised afterwards.</summary>
    private static async Task<Ec2SecurityGroup?> OwnGroupAsync(
        VpcPeering peering, UserTags tags, IReadOnlyList<Ec2SecurityGroup> groups, StepRunner runner, Ec2Api ec2,
        CancellationToken cancel)
    {
        var name = AwsNames.Group(peering);
        // The tag stays when the VPC is renamed; a group with only the name is foreign.
        var group = groups.FirstOrDefault(item => AwsNames.IsMarked(item, peering));
        if (group is null && groups.FirstOrDefault(item => Same(item.Name, name)) is { } foreignGroup)
            throw Catalogue.SecurityGroupNameTaken.For(foreignGroup.Id, foreignGroup.Id, name);
        if (group is null)
        {
            // With the request that makes it: an organization may refuse groups without certain tags.
            await runner.DoAsync(
                StepCatalogue.CreateSecurityGroup.On(
                    $"{tags.On(name)} in {peering.AwsVpcId}", tags.On(name), peering.AwsVpcId),
                async () => group = await CreateAsync(peering, tags, name, runner.Context, ec2, cancel), cancel);
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
            await runner.DoAsync(
                StepCatalogue.RevokeDefaultEgress.On($"{name} in {peering.AwsVpcId}", name, peering.AwsVpcId),
                () => Ec2Calls.TolerantAsync(
                    runner.Context, () => ec2.RevokeSecurityGroupEgressAsync(group!.Id, openRules, cancel),
                    Ec2Codes.PermissionNotFound),
                cancel);
        }

        return group;
    }

    private static async Task<Ec2SecurityGroup> CreateAsync(
        VpcPeering peering, UserTags userTags, string name, ItemContext context, Ec2Api ec2, CancellationToken cancel)
    {
        var tags = new Dictionary<string, string>(userTags.Values)
        {
            [AwsNames.TagKey] = AwsNames.TagValue(peering), [GroupName] = name,
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var newGroup = new Ec2NewGroup(peering.AwsVpcId!, name, $"Out to Timescale VPC {peering.VpcId} only");
                await ec2.CreateSecurityGroupAsync(newGroup with { Tags = tags }, cancel);
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

    private async Task AuthorizeAsync(
        VpcPeering peering, Ec2SecurityGroup? group, StepRunner runner, Ec2Api ec2, CancellationToken cancel)
    {
        var name = group?.Id is { } groupId && Request.SecurityGroupId is not null ? groupId : AwsNames.Group(peering);
        foreach (var port in Ports)
        {
            if (IsThere(group, peering, port)) continue;
            await runner.DoAsync(
                StepCatalogue.AuthorizeEgress.On(
                    $"{name}: TCP {port} to {peering.VpcCidr}", group?.Name ?? name, port, peering.VpcCidr),
                () => Ec2Calls.TolerantAsync(
                    runner.Context, () => ec2.AuthorizeSecurityGroupEgressAsync(
                        group!.Id, [Ec2Permission.Tcp(port, peering.VpcCidr, AwsNames.Rule(peering))], cancel),
                    Ec2Codes.PermissionDuplicate),
                cancel);
        }
    }

    private async Task AttachAsync(
        VpcPeering peering, Ec2SecurityGroup? group, StepRunner runner, Ec2Api ec2, CancellationToken cancel)
    {
        if (Request.AttachTo.Length == 0) return;

        var all = await ec2.DescribeNetworkInterfacesAsync(AwsRoutes.InVpc(peering), cancel);
        foreach (var targetId in Request.AttachTo)
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
                await runner.DoAsync(
                    StepCatalogue.AttachSecurityGroup.On(
                        $"{one.Id}: {AwsNames.Group(peering)}", one.Id, group?.Name ?? AwsNames.Group(peering)),
                    () => Ec2Calls.TolerantAsync(runner.Context, () => ec2.ModifyNetworkInterfaceAttributeAsync(one.Id,
                        [.. one.GroupIds, group!.Id], cancel)),
                    cancel);
            }
        }
    }

    /// <summary>
    /// A group of ours needs an exact rule; in a foreign group any rule that allows it is sufficient.
    /// </summary>
    private bool IsThere(Ec2SecurityGroup? group, VpcPeering peering, int port) => group is not null
        && (Request.SecurityGroupId is null
            ? HasRule(group, peering.VpcCidr, port) : Allows(group, peering.VpcCidr, port));

    private static string Names(string missingId, IReadOnlyList<Ec2SecurityGroup> groups) =>
        NearNames.Of(missingId, groups, group => group.Id, group => $"{group.Id} ({group.Name})");

    private static bool HasRule(Ec2SecurityGroup group, string cidr, int port) => group.Outbound.Any(rule =>
        rule.Protocol == "tcp" && rule.FromPort == port && rule.ToPort == port
            && rule.Ranges.Any(range => range.Cidr == cidr));

    private static bool Allows(Ec2SecurityGroup group, string cidr, int port) =>
        AddressRange.TryParse(cidr, out var target, out _) && group.LetsOut(port, target);
}
