using System.Globalization;
using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Peerings of a network with those of strangers, of which limits count many.</summary>
internal static class NeighbourChanges
{
    private const int Most = 1000;

    public static IReadOnlyList<OutsideChange> All { get; } =
        [new("AddPeerings", Add)];

    /// <summary>The target is an AWS VPC, a VNet or a VPC of Timescale Cloud and, after a space, the number.</summary>
    private static void Add(World world, string target)
    {
        var words = Arguments.Words(target, 2);
        if (!int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count is < 1 or > Most) throw OutsideWorld.Unknown($"number from 1 to {Most}", words[1]);
        var add = Adder(world, words[0]);
        for (var number = 1; number <= count; number++) add(number);
    }

    private static Action<int> Adder(World world, string id)
    {
        if (world.Aws.Vpcs.Find(item => Same(item.Id, id)) is { } awsVpc) return number => Add(world, awsVpc, number);
        if (world.Arm.Network(id) is { } network) return number => Add(network, number);
        if (world.Tiger.Vpcs.FirstOrDefault(item => item.Id == id || Same(item.Name, id)) is { } vpc)
            return number => Add(world, vpc, number);
        throw OutsideWorld.Unknown("network", id);
    }

    private static void Add(World world, Ec2Vpc vpc, int number)
    {
        var id = world.Ids.Aws("vpc", $"neighbour/{vpc.Id}/{number}");
        var neighbour = world.Aws.AddVpc(id, AwsDefaults.Stranger, vpc.Region, Range(number));
        world.Aws.Peerings.All.Add(new AwsPeering(
            world.Ids.Aws("pcx", $"{id}/{vpc.Id}"),
            new PeeringSide(neighbour.Account, neighbour.Region, id, neighbour),
            new PeeringSide(vpc.Account, vpc.Region, vpc.Id, vpc)) { Status = "active" });
    }

    private static void Add(VNet network, int number) => network.Peerings.Add(new Peering(
        network, $"to-neighbour-{number}",
        $"/subscriptions/{WellKnown.PlatformSubscription}/resourceGroups/neighbours/providers/Microsoft.Network/"
        + $"virtualNetworks/neighbour-{number}") { KnownRemotePrefixes = [Range(number)], State = "Connected" });

    /// <summary>The platform does not watch them, so they stay active.</summary>
    private static void Add(World world, TigerVpc vpc, int number) => vpc.Peerings.Add(new TigerPeering(
        world.Ids.Aws("neighbour", $"{vpc.Id}/{number}"), vpc, AwsDefaults.Stranger, "us-east-1",
        world.Ids.Aws("vpc", $"neighbour/{vpc.Id}/{number}")) { Status = "active", IsForced = true });

    /// <summary>A range of the shared address space, which no other network of the sandbox uses.</summary>
    private static string Range(int number) => $"100.{64 + number / 16}.{number % 16 * 16}.0/20";
}
