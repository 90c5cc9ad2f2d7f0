using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Privilege;

/// <summary>Both walkthroughs, there and back, and the side roads that need a right of their own.</summary>
internal static class Walkthroughs
{
    private const string OnAws = "timescale-aws-us-east-1";
    private const string DefaultGroup = "sg-0a1b2c3d4e5f60001";

    public static IReadOnlyDictionary<string, Func<GuardedWalk, Task>> All { get; } =
        new Dictionary<string, Func<GuardedWalk, Task>>
        {
            ["Azure"] = AzureAsync,
            ["Azure, undone"] = AzureUndoneAsync,
            ["Azure, slow roles and a certificate"] = SlowRolesAsync,
            ["Azure, after a killed run"] = AfterAKillAsync,
            ["Azure, a stale link"] = StaleLinkAsync,
            ["Azure, a stale link, seen late"] = StaleLinkSeenLateAsync,
            ["Azure, a credential left behind"] = LeftCredentialAsync,
            ["Azure, a credential left behind, undone"] = LeftCredentialUndoneAsync,
            ["Managed service, its VPCs"] = ManagedVpcAsync,
            ["Managed service on AWS"] = ManagedOnAwsAsync,
            ["AWS"] = AwsAsync,
            ["AWS, undone"] = AwsUndoneAsync,
            ["AWS, a group of somebody else"] = ForeignGroupAsync,
            ["AWS, a request that is not accepted"] = PendingAsync,
        };

    private static async Task AzureAsync(GuardedWalk walk)
    {
        await walk.DoAsync<Vpc>("Get-TimescaleVpc", new GetVpcRequest { CloudName = Walk.West });
        await walk.DoAsync<AzureVNet>("Get-AzureVNet", new GetVNetRequest { Name = "Prod-VNet" });
        var active = await PeeredAsync(walk);
        await walk.DoAsync<AzurePeerGrant>("Grant-AzurePeerRole", Walk.GrantRequest, Walk.Pair());
        await walk.DoAsync<VpcPeering>("Get-VpcPeering", new GetPeeringRequest());
        var attached = await walk.DoAsync<ServiceVpc>(
            "Set-ServiceVpc", new SetServiceRequest { Service = ["mst-metrics"] }, active);
        await walk.DoAsync<ServiceVpc>("Get-ServiceVpc", new GetServiceRequest { Service = ["mst-metrics"] });
        await walk.DoAsync<ServiceVpcTest>("Test-ServiceVpc", new TestServiceRequest(), attached);
        await walk.DoAsync<ServiceVpc>(
            "Set-ServiceVpc", new SetServiceRequest { Service = ["mst-metrics"], Public = true });
        await walk.AllAsync("Remove-VpcPeering", new RemovePeeringRequest(), new PeeringRef(active));
        await walk.AllAsync(
            "Revoke-AzurePeerRole", new RevokePeerRoleRequest(), Walk.Pair(vnet: "Network-RG/Prod-VNet"));
    }

    private static async Task AzureUndoneAsync(GuardedWalk walk)
    {
        var before = walk.World.Inventory();
        var active = await PeeredAsync(walk);
        await walk.DoAsync<ServiceVpc>(
            "Set-ServiceVpc", new SetServiceRequest { Service = ["mst-metrics"] }, active);
        var undone = await walk.DoAsync<PeeringUndo>(
            "Undo-VpcPeering", new UndoPeeringRequest { IncludeService = true }, active);
        Assert.True(undone.IsComplete);
        Assert.Empty(Except(walk.World.Inventory(), before));
    }

    /// <summary>While a role spreads, it is looked up whether it is there at all.</summary>
    private static async Task SlowRolesAsync(GuardedWalk walk)
    {
        walk.World.Settings.RolePropagation = TimeSpan.FromMinutes(5);
        walk.World.Settings.PlatformRolePropagation = TimeSpan.Zero;
        var grant = await walk.DoAsync<AzurePeerGrant>("Grant-AzurePeerRole", Walk.GrantRequest, Walk.Pair());
        var added = await walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), grant);
        await walk.DoAsync<VpcPeering>(
            "Approve-VpcPeering", new ApprovePeeringRequest { UseCertificate = true },
            added with { ServicePrincipalId = null });
    }

    private static async Task AfterAKillAsync(GuardedWalk walk)
    {
        walk.World.AddFault(new SandboxFault { Kind = "Graph.CreateServicePrincipal", Status = 400, Skip = 1 });
        await Assert.ThrowsAsync<TimescaleVpcException>(() =>
            walk.DoAsync<AzurePeerGrant>("Grant-AzurePeerRole", Walk.GrantRequest, Walk.Pair()));
        await walk.DoAsync<AzurePeerGrant>("Grant-AzurePeerRole", Walk.GrantRequest, Walk.Pair());
    }

    private static async Task StaleLinkAsync(GuardedWalk walk)
    {
        var active = await PeeredAsync(walk);
        walk.World.Change("PlatformRejects", active.VNetId!);
        await walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), active);
    }

    private static async Task StaleLinkSeenLateAsync(GuardedWalk walk)
    {
        var active = await PeeredAsync(walk);
        walk.World.Change("DeletePlatformHalf", active.VNetId!);
        walk.World.Change("SetPeeringState:PENDING_PEER", active.VNetId!);
        await walk.DoAsync<VpcPeering>("Approve-VpcPeering", new ApprovePeeringRequest(), active);
    }

    private static async Task LeftCredentialAsync(GuardedWalk walk)
    {
        var left = await LeftAsync(walk);
        await walk.AllAsync("Remove-VpcPeering", new RemovePeeringRequest(), new PeeringRef(left));
        await walk.AllAsync(
            "Revoke-AzurePeerRole", new RevokePeerRoleRequest(), Walk.Pair(vnet: "Network-RG/Prod-VNet"));
    }

    private static async Task LeftCredentialUndoneAsync(GuardedWalk walk) =>
        await walk.AllAsync("Undo-VpcPeering", new UndoPeeringRequest(), await LeftAsync(walk));

    /// <summary>Another peering keeps the application, so its forgotten credential has to go by itself.</summary>
    private static async Task<VpcPeering> LeftAsync(GuardedWalk walk)
    {
        var grant = await walk.DoAsync<AzurePeerGrant>("Grant-AzurePeerRole", Walk.GrantRequest, Walk.Pair());
        var added = await walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), grant);
        walk.World.AddFault(new SandboxFault { Kind = "Graph.RemovePassword", Status = 403 });
        var left = await walk.DoAsync<VpcPeering>("Approve-VpcPeering", new ApprovePeeringRequest(), added);
        var other = await walk.DoAsync<AzurePeerGrant>(
            "Grant-AzurePeerRole", Walk.GrantRequest with { ResourceGroupName = "Other-RG" }, Walk.Pair());
        await walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), other);
        return left;
    }

    private static async Task ManagedVpcAsync(GuardedWalk walk)
    {
        var made = await walk.DoAsync<Vpc>(
            "New-TimescaleVpc", new NewVpcRequest { CloudName = Walk.West, Cidr = "10.210.0.0/24" });
        await walk.AllAsync("Remove-TimescaleVpc", new RemoveVpcRequest(), new VpcRef(made, null));
    }

    private static async Task ManagedOnAwsAsync(GuardedWalk walk)
    {
        walk.Vendor = "444455556666";
        walk.World.Change("AddVpc", OnAws);
        var pair = new AwsPeerPair(new VpcRef(null, OnAws), new AwsVpcRef(null, AwsGuide.East));
        var added = await walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), pair);
        var approved = await walk.DoAsync<VpcPeering>("Approve-VpcPeering", new ApprovePeeringRequest(), added);
        var active = await walk.DoAsync<VpcPeering>("Wait-VpcPeering", new WaitPeeringRequest(), approved);
        walk.World.Change("AddVpcCidr", $"{AwsGuide.East} 10.52.0.0/16");
        var updated = await walk.DoAsync<VpcPeering>(
            "Update-VpcPeering", new UpdatePeeringRequest { Force = true }, active);
        await walk.DoAsync<PeeringUndo>("Undo-VpcPeering", new UndoPeeringRequest(), updated);
    }

    private static async Task AwsAsync(GuardedWalk walk)
    {
        await walk.DoAsync<AwsVpc>("Get-AwsVpc", new GetAwsVpcRequest());
        var added = await AddedAsync(walk);
        await walk.DoAsync<Vpc>("Get-TimescaleVpc", new GetVpcRequest { Name = "prod" });
        walk.World.Change("AddRoute", "rtb-0a1b2c3d4e5f60001 10.30.0.0/20 igw-0123456789abcdef0");
        var approved = await walk.DoAsync<VpcPeering>(
            "Approve-VpcPeering", new ApprovePeeringRequest { Force = true, AllowDns = true }, added);
        var granted = await walk.DoAsync<VpcPeering>(
            "Grant-AwsPeerEgress", new GrantEgressRequest { AttachTo = ["i-0a1b2c3d4e5f60001"] }, approved);
        var active = await walk.DoAsync<VpcPeering>("Wait-VpcPeering", new WaitPeeringRequest(), granted);
        await walk.DoAsync<VpcPeering>("Get-VpcPeering", new GetPeeringRequest());
        var attached = await walk.DoAsync<ServiceVpc>(
            "Set-ServiceVpc", new SetServiceRequest { Service = ["metrics"] }, active);
        await walk.DoAsync<ServiceVpc>("Get-ServiceVpc", new GetServiceRequest { Service = ["metrics"] });
        await walk.DoAsync<ServiceVpcTest>("Test-ServiceVpc", new TestServiceRequest(), attached);
        await walk.DoAsync<ServiceVpc>(
            "Set-ServiceVpc", new SetServiceRequest { Service = ["metrics"], Public = true });
        walk.World.Change("AddVpcCidr", $"{AwsGuide.East} 10.52.0.0/16");
        var updated = await walk.DoAsync<VpcPeering>(
            "Update-VpcPeering", new UpdatePeeringRequest { Force = true }, active);
        await walk.AllAsync("Revoke-AwsPeerEgress", new RevokeEgressRequest(), updated);
        await walk.AllAsync("Remove-VpcPeering", new RemovePeeringRequest(), new PeeringRef(updated));
        var vpc = new VpcRef(null, updated.VpcId);
        await walk.DoAsync<Vpc>("Rename-TimescaleVpc", new RenameVpcRequest { NewName = "renamed" }, vpc);
        await walk.AllAsync("Remove-TimescaleVpc", new RemoveVpcRequest(), vpc);
    }

    private static async Task AwsUndoneAsync(GuardedWalk walk)
    {
        var before = walk.World.Inventory();
        var approved = await walk.DoAsync<VpcPeering>(
            "Approve-VpcPeering", new ApprovePeeringRequest(), await AddedAsync(walk));
        var granted = await walk.DoAsync<VpcPeering>(
            "Grant-AwsPeerEgress", new GrantEgressRequest { AttachTo = ["i-0a1b2c3d4e5f60001"] }, approved);
        var active = await walk.DoAsync<VpcPeering>("Wait-VpcPeering", new WaitPeeringRequest(), granted);
        await walk.DoAsync<ServiceVpc>("Set-ServiceVpc", new SetServiceRequest { Service = ["metrics"] }, active);
        var undone = await walk.DoAsync<PeeringUndo>(
            "Undo-VpcPeering", new UndoPeeringRequest { IncludeService = true }, active);
        Assert.True(undone.IsComplete);
        Assert.Equal("Cloud.Vpc", Assert.Single(Except(walk.World.Inventory(), before)).Kind);
    }

    private static async Task ForeignGroupAsync(GuardedWalk walk)
    {
        var approved = await walk.DoAsync<VpcPeering>(
            "Approve-VpcPeering", new ApprovePeeringRequest { SubnetId = ["subnet-0a1b2c3d4e5f60001"] },
            await AddedAsync(walk));
        await walk.CloseAsync(DefaultGroup);
        foreach (var undo in new[] { false, true })
        {
            var granted = await walk.DoAsync<VpcPeering>("Grant-AwsPeerEgress",
                new GrantEgressRequest { SecurityGroupId = DefaultGroup }, approved);
            if (undo) await walk.DoAsync<PeeringUndo>("Undo-VpcPeering", new UndoPeeringRequest(), granted);
            else await walk.AllAsync("Revoke-AwsPeerEgress", new RevokeEgressRequest(), granted);
        }
    }

    private static async Task PendingAsync(GuardedWalk walk)
    {
        var vpc = await walk.DoAsync<Vpc>("New-TimescaleVpc", AwsGuide.New());
        await walk.AllAsync("Remove-VpcPeering", new RemovePeeringRequest(), new PeeringRef(await ShownAsync()));
        await walk.AllAsync("Undo-VpcPeering", new UndoPeeringRequest(), await ShownAsync());

        async Task<VpcPeering> ShownAsync()
        {
            var made = await walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), AwsGuide.Pair(vpc));
            walk.World.Clock.Advance(TimeSpan.FromMinutes(1));
            return made;
        }
    }

    private static async Task<VpcPeering> PeeredAsync(GuardedWalk walk)
    {
        var grant = await walk.DoAsync<AzurePeerGrant>("Grant-AzurePeerRole", Walk.GrantRequest, Walk.Pair());
        var added = await walk.DoAsync<VpcPeering>("Add-VpcPeering", new AddPeeringRequest(), grant);
        var approved = await walk.DoAsync<VpcPeering>("Approve-VpcPeering", new ApprovePeeringRequest(), added);
        return await walk.DoAsync<VpcPeering>("Wait-VpcPeering", new WaitPeeringRequest(), approved);
    }

    private static async Task<VpcPeering> AddedAsync(GuardedWalk walk) => await walk.DoAsync<VpcPeering>(
        "Add-VpcPeering", new AddPeeringRequest(),
        AwsGuide.Pair(await walk.DoAsync<Vpc>("New-TimescaleVpc", AwsGuide.New())));

    /// <summary>What is new, but for the role of the admin, which the walk itself gives.</summary>
    private static SandboxItem[] Except(SandboxItem[] now, SandboxItem[] before) =>
        [.. now.Except(before).Where(item => !item.Name.StartsWith(GuardedWalk.RoleName, StringComparison.Ordinal)
            && !item.Properties.Contains(GuardedWalk.AdminId, StringComparison.Ordinal))];
}
