using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>A pipeline that users run, from sign-in to its last stage, and the world in which it begins.</summary>
/// <param name="Name">What it is called in messages and numbers.</param>
/// <param name="Before">The stories that have run in the world already.</param>
/// <param name="Tell">Runs it once; it begins with the sign-in, as every run of a script does.</param>
internal sealed record Story(string Name, Story[] Before, Func<StoryRun, Task> Tell)
{
    private const string AzureService = "mst-metrics";
    private const string AwsService = "metrics";

    public static Story Azure { get; } = new("azure", [], async run =>
    {
        await run.ConnectAsync();
        var grant = await run.OneAsync<AzurePeerGrant>(Walk.GrantRequest, Walk.Pair());
        var added = await run.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var approved = await run.OneAsync<VpcPeering>(new ApprovePeeringRequest(), added);
        var active = await run.OneAsync<VpcPeering>(new WaitPeeringRequest(), approved);
        var service = await run.OneAsync<ServiceVpc>(new SetServiceRequest { Service = [AzureService] }, active);
        var test = await run.OneAsync<ServiceVpcTest>(new TestServiceRequest(), service);
        if (test.Reachable != true) throw new NotReachableException(test.Reason);
    });

    public static Story Aws { get; } = new("aws", [], async run =>
    {
        await run.ConnectAsync();
        var vpc = await run.OneAsync<Vpc>(AwsGuide.New(), null);
        var added = await run.OneAsync<VpcPeering>(new AddPeeringRequest(), AwsGuide.Pair(vpc));
        var approved = await run.OneAsync<VpcPeering>(new ApprovePeeringRequest(), added);
        var granted = await run.OneAsync<VpcPeering>(new GrantEgressRequest(), approved);
        var active = await run.OneAsync<VpcPeering>(new WaitPeeringRequest(), granted);
        await run.OneAsync<ServiceVpc>(new SetServiceRequest { Service = [AwsService] }, active);
    });

    public static Story AzureBack { get; } = new("azure-back", [Azure], async run =>
    {
        await run.ConnectAsync();
        await run.ManyAsync<ServiceVpc>(
            new SetServiceRequest { Service = [AzureService], Public = true, Force = true }, [null]);
        var peerings = await run.ManyAsync<VpcPeering>(new GetPeeringRequest(), [new VpcRef(null, Walk.West)]);
        await run.ManyAsync<object>(new RemovePeeringRequest(), peerings);
        await run.ManyAsync<AzurePeerGrant>(
            new RevokePeerRoleRequest { ResourceGroupName = "Network-RG" }, [Walk.Pair()]);
    });

    public static Story AwsBack { get; } = new("aws-back", [Aws], async run =>
    {
        await run.ConnectAsync();
        await run.ManyAsync<ServiceVpc>(
            new SetServiceRequest { Service = [AwsService], Public = true, Force = true }, [null]);
        var vpcs = await run.ManyAsync<Vpc>(new GetVpcRequest { Name = "pro*" }, [null]);
        var refs = vpcs.Select(vpc => new VpcRef(vpc, null)).ToArray();
        var peerings = await run.ManyAsync<VpcPeering>(new GetPeeringRequest(), refs);
        await run.ManyAsync<VpcPeering>(new RevokeEgressRequest(), peerings);
        await run.ManyAsync<object>(new RemovePeeringRequest(), peerings);
        await run.ManyAsync<Vpc>(new RemoveVpcRequest(), refs);
    });

    public static Story AzureUndo { get; } = new("azure-undo", [Azure], async run =>
    {
        await run.ConnectAsync();
        await run.ManyAsync<PeeringUndo>(
            new UndoPeeringRequest { IncludeService = true },
            [new PeeringRef(null, new VpcRef(null, Walk.West), new VNetRef(null, "Network-RG/Prod-VNet"))]);
    });

    public static Story AwsUndo { get; } = new("aws-undo", [Aws], async run =>
    {
        await run.ConnectAsync();
        var peerings = await run.ManyAsync<VpcPeering>(new GetPeeringRequest { VNet = AwsGuide.East }, [null]);
        await run.ManyAsync<PeeringUndo>(new UndoPeeringRequest { IncludeService = true }, peerings);
        var vpcs = await run.ManyAsync<Vpc>(new GetVpcRequest { Name = "pro*" }, [null]);
        await run.ManyAsync<Vpc>(new RemoveVpcRequest(), vpcs.Select(vpc => new VpcRef(vpc, null)));
    });

    public static Story[] All { get; } = [Azure, Aws, AzureBack, AwsBack, AzureUndo, AwsUndo];

    public static Story Find(string name) => All.Single(story => story.Name == name);

    public override string ToString() => Name;
}

/// <summary>The pipeline ran to its end and says that the service cannot be reached.</summary>
internal sealed class NotReachableException(string reason) : Exception(reason);
