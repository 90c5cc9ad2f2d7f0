using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>Timescale Cloud and AWS.</summary>
internal sealed class AwsCloud : Cloud
{
    private const string Platform = "222233334444";
    private const string Other = "vpc-0bad0bad0bad0bad0";
    private const string MainTable = "rtb-0a1b2c3d4e5f60001";
    private const string Interface = "eni-0a1b2c3d4e5f60001";

    private static readonly string[] Statuses = ["ACTIVE", "PENDING", "APPROVED", "INVALID", "TIMEOUT", "DISABLED"];

    public override string Name => "aws";

    public override string Service => "metrics";

    /// <summary>One VPC with networks in two regions, and another VPC with one of them.</summary>
    public override Pair[] Pairs { get; } =
        [new("prod", AwsGuide.East), new("prod", AwsGuide.West), new("second", AwsGuide.East)];

    public override (int Weight, Verb Verb)[] Verbs { get; } =
    [
        (7, Verb.Pipeline), (2, Verb.Twice), (2, Verb.New), (3, Verb.Add), (3, Verb.Approve), (2, Verb.Egress),
        (2, Verb.Wait), (2, Verb.Service), (1, Verb.Public), (2, Verb.Update), (2, Verb.RevokeEgress), (3, Verb.Remove),
        (4, Verb.Undo), (2, Verb.RemoveVpc), (1, Verb.Get), (3, Verb.Time), (9, Verb.Outside), (3, Verb.Fault),
    ];

    public override Cmdlet[] Pipeline(Pair pair) =>
    [
        new(AwsGuide.New(pair.Vpc, cidr: Cidr(pair.Vpc))),
        new(new AddPeeringRequest(), vpc => [AwsGuide.Pair((Vpc)vpc, pair.Network, Region(pair.Network))]),
        new(new ApprovePeeringRequest()),
        new(new GrantEgressRequest()),
        new(new WaitPeeringRequest()),
    ];

    public override (string Change, string? Target)[] Outside(
        Pair pair, VpcSandbox world, Func<SandboxItem, bool> isForeign)
    {
        var (id, pcx) = (VpcId(pair.Vpc, world), Connection(pair, world)?.Id);
        var group = world.Items("Aws.SecurityGroup").FirstOrDefault(item => !isForeign(item))?.Id;
        var peering = Peering(pair, world)?.Id;
        return
        [
            ("DeletePeering", pcx), ("ExpirePeeringRequest", pcx), ("DeleteRoute", pcx), ("DeleteSecurityGroup", group),
            ("AttachSecurityGroup", group is null ? null : $"{Interface} {group}"),
            ("AddVpcCidr", $"{pair.Network} 10.70.0.0/16"), ("RemoveVpcCidr", $"{pair.Network} 10.70.0.0/16"),
            ("AddRoute", $"{MainTable} {Cidr(pair.Vpc)} nat-0a1b2c3d4e5f60001"),
            ("PhishingRequest", $"cidr={Cidr(pair.Vpc)};to={pair.Network}"),
            ("PhishingRequest", $"cidr=10.99.0.0/20;vpc={Other}"),
            ("PlatformReportsPcx", Phish(world)),
            .. Statuses.Select(status => ($"SetCloudPeeringStatus:{status}", peering)),
            ("DeleteCloudPeering", peering), ("DetachCloudService", Service),
            ("AttachCloudService", id is null ? null : $"{Service} {pair.Vpc}"),
            // The platform keeps a VPC that has services.
            ("DeleteCloudVpc", world.Items("Cloud.Service").Any(item => item.Get("vpc") == id) ? null : id),
        ];
    }

    public override bool Stands(Pair pair, VpcSandbox world) =>
        Peering(pair, world)?.Get("status") == "active" && Connection(pair, world)?.Get("status") == "active";

    public override IEnumerable<string> LeftOf(Pair pair, VpcSandbox world, HashSet<string> foreignIds)
    {
        var id = VpcId(pair.Vpc, world);
        return world.Inventory().Where(item => item.Kind switch
        {
            "Cloud.Peering" => id is not null && item.Get("vpc") == id && item.Name == pair.Network,
            "Aws.SecurityGroup" => id is not null && item.Get("vpc") == pair.Network
                && item.Get("tags")?.Contains($"/{id}", StringComparison.Ordinal) == true,
            "Aws.RouteTable" => item.Get("vpc") == pair.Network && item.Get("routes")!.Split(',').Any(route =>
                route.StartsWith($"{Cidr(pair.Vpc)}>pcx-", StringComparison.Ordinal)
                && !foreignIds.Contains($"{item.Kind} {item.Id}: routes={route}")),
            _ => false,
        }).Select(item => $"{item}");
    }

    public override IEnumerable<string> Unique(VpcSandbox world, HashSet<string> foreignIds) => world.Inventory()
        .Where(item => !foreignIds.Contains($"{item.Kind} {item.Id}")).Select(item => item.Kind switch
        {
            "Cloud.Vpc" => $"VPC {item.Name}",
            "Cloud.Peering" when item.Get("status") is "pending" or "approved" or "active" =>
                $"peering of {item.Get("vpc")} with {item.Name}",
            "Aws.SecurityGroup" => $"group of {item.Get("tags")} in {item.Get("vpc")}",
            "Aws.Peering" when !Atoms.IsStranger(item) =>
                $"connection of {item.Get("requester")} with {item.Get("accepter")}",
            _ => "",
        }).Where(text => text.Length > 0);

    public override string? VpcId(string vpc, VpcSandbox world) =>
        world.Items("Cloud.Vpc").FirstOrDefault(item => item.Name == vpc)?.Id;

    public override string? RegionOf(Pair pair) => Region(pair.Network);

    private static string Cidr(string vpc) => vpc == "prod" ? "10.30.0.0/20" : "10.32.0.0/20";

    private static string Region(string network) => network == AwsGuide.West ? "eu-west-1" : "us-east-1";

    /// <summary>
    /// A request for another range. One that is like ours in all that can be seen would be the first of its project,
    /// and accepted with a warning, as documented.
    /// </summary>
    private static string? Phish(VpcSandbox world) => world.Items("Aws.Peering").FirstOrDefault(item =>
        item.Get("requester")!.EndsWith(Other, StringComparison.Ordinal))?.Id;

    private SandboxItem? Peering(Pair pair, VpcSandbox world) => world.Items("Cloud.Peering").FirstOrDefault(item =>
        item.Get("vpc") == VpcId(pair.Vpc, world) && item.Name == pair.Network);

    /// <summary>The connection in AWS, by what the platform says of it.</summary>
    private SandboxItem? Connection(Pair pair, VpcSandbox world) =>
        Peering(pair, world)?.Get("provisioned") is not { Length: > 0 } id ? null
            : world.Items("Aws.Peering").FirstOrDefault(item => item.Id == id
                && item.Get("requester")!.StartsWith(Platform, StringComparison.Ordinal)
                && item.Get("accepter")!.EndsWith(pair.Network, StringComparison.Ordinal));
}
