namespace TimescaleVpc.Tests.Support;

/// <summary>The first steps of the AWS guide, for tests of what comes after them.</summary>
internal static class AwsGuide
{
    public const string East = "vpc-0a1b2c3d4e5f60718";
    public const string West = "vpc-0b2c3d4e5f6071829";

    public static NewVpcRequest New(string name = "prod", string region = "us-east-1", string cidr = "10.30.0.0/20") =>
        new() { Name = name, Region = region, Cidr = cidr };

    public static AwsPeerPair Pair(Vpc vpc, string id = East, string? region = null, string? account = null) => new(
        new VpcRef(vpc, null), new AwsVpcRef(null, id) { AwsRegion = region, AwsAccountId = account });

    /// <summary>A peering that waits for our acceptance.</summary>
    public static async Task<VpcPeering> AddedAsync(Walk walk) =>
        await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), Pair(await walk.OneAsync<Vpc>(New(), null)));
}
