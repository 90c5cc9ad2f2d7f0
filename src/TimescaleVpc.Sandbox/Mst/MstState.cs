using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The managed service's projects, tokens and clouds.</summary>
internal sealed class MstState(World world)
{
    public List<Project> Projects { get; } = [];

    public List<ApiToken> Tokens { get; } = [];

    public PlatformAgent Agent { get; } = new(world);

    /// <summary>The clouds that it offers.</summary>
    public IReadOnlyList<CloudLinks> Links { get; } =
    [
        new AwsLinks(world), new AzureLinks(world), new("google-vpc-peering", "timescale-google-europe-west1"),
    ];

    public IEnumerable<string> CloudNames => Links.SelectMany(item => item.Names);

    public ServiceMover Mover { get; } = new(world);

    public IEnumerable<PeeringConnection> Connections =>
        Projects.SelectMany(item => item.Vpcs).SelectMany(item => item.Connections);

    public CloudLinks LinksOf(string cloud) => Links.First(item => item.Names.Contains(cloud));

    public IEnumerable<Service> Services => Projects.SelectMany(item => item.Services);
}
